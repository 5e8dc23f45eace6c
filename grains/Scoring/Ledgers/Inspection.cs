using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What the sheets of one unit come to (F7, F8), before panels are made comparable (F9).</summary>
/// <param name="Points">By assessed criterion, in the rules' order: the panel's points; null where no inspector gave any, the item then being not applicable.</param>
/// <param name="Score">0 to 100; null without a sheet that has points.</param>
internal sealed record Inspection(IReadOnlyList<Fraction?> Points, Fraction? Score)
{
    /// <remarks>
    /// Trimmed by total, the score is the mean of the inspectors' totals, and an item's points are the plain mean of what all of them gave: which of two
    /// inspectors with the same total was left out is nobody's to say.
    /// </remarks>
    public static Inspection Of(RoundRules rules, IReadOnlyList<Sheet> sheets)
    {
        var items = rules.AssessedCriteria;
        var trim = rules.Panel.Trim;
        Fraction?[] points = [.. items.Select(item => PanelMean.Of(sheets.Select(sheet => Given(sheet, item)), trim == PanelTrim.Item))];
        return new(points, trim == PanelTrim.Total
            ? PanelMean.Of(sheets.Select(sheet => Total(items, sheet)), isTrimmed: true)
            : Percentage.Of(items, points));
    }

    /// <summary>An inspector's total in percent: sheets on which other items are not applicable have other maxima.</summary>
    internal static Fraction? Total(IReadOnlyList<Criterion> items, Sheet sheet) => Percentage.Of(items, [.. items.Select(item => Given(sheet, item))]);

    private static Fraction? Given(Sheet sheet, Criterion item) => sheet.Points.GetValueOrDefault(item.Code);
}
