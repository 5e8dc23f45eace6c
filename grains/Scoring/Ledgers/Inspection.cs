using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspection of one unit from its sheets (F7, F8), before panels are made comparable (F9).</summary>
/// <param name="Points">
/// The panel's points for each assessed criterion, in the rules' order; null where no inspector gave points: the item is then not
/// applicable.
/// </param>
/// <param name="Trimmings">By assessed criterion: the sheets that count for its points.</param>
/// <param name="ByEntries">By assessed criterion: what the catalogue gives (F26); null where sheets give the points.</param>
/// <param name="ByTotal">The inspectors' totals, where the panel is trimmed by total; else null.</param>
/// <param name="Score">0 to 100; null without a sheet that has points.</param>
internal sealed record Inspection(
    IReadOnlyList<Fraction?> Points, IReadOnlyList<SheetTrimming> Trimmings, IReadOnlyList<EntryCriterion?> ByEntries, InspectorTotals? ByTotal, Fraction? Score)
{
    /// <remarks>
    /// With trimming by total, the score is the trimmed mean of the inspectors' totals. The points of an item are then the mean of all
    /// sheets, without trimming: if two inspectors have the same total, the rules do not say which sheet is dropped. Points that the
    /// catalogue gives are the same in the total of every inspector.
    /// </remarks>
    public static Inspection Of(RoundRules rules, UnitLedger ledger)
    {
        var (items, sheets, byEntries) = (rules.AssessedCriteria, ledger.Sheets, EntryCriterion.All(rules, ledger));
        Fraction[] maxima = [.. items.Select(item => (Fraction)item.Points)];
        var given = items.Zip(byEntries, (item, entries) => sheets.Select(sheet => entries is null ? Given(sheet, item) : null).ToList()).ToList();
        var trimmings = given.Select(points => SheetTrimming.Of(points, rules.Panel.Trim == PanelTrim.Item)).ToList();
        Fraction?[] means = [.. trimmings.Zip(given, (trimming, points) => trimming.Mean(points)).Zip(byEntries, (mean, entries) => entries?.Points ?? mean)];
        // Points of the catalogue alone are no inspection where sheets are to be filed.
        if (sheets.Count == 0 && rules.FiledCriteria.Count > 0)
            return new(means, trimmings, byEntries, null, null);
        if (rules.Panel.Trim != PanelTrim.Total || sheets.Count == 0)
            return new(means, trimmings, byEntries, null, PointsScore.Of<Fraction>(means, maxima));

        List<Fraction?> totals = [.. sheets.Select(sheet => PointsScore.Of<Fraction>([.. items.Zip(byEntries, (item, entries) => entries?.Points ?? Given(sheet, item))], maxima))];
        var byTotal = new InspectorTotals(totals, SheetTrimming.Of(totals, isTrimmed: true));
        return new(means, trimmings, byEntries, byTotal, byTotal.Trimming.Mean(totals));
    }

    private static Fraction? Given(Sheet sheet, Criterion item) => sheet.Points.GetValueOrDefault(item.Code);
}

/// <summary>The totals of a panel's inspectors.</summary>
/// <param name="Totals">By sheet, in percent: sheets with other applicable items have other maxima. Null for a sheet without
/// points.</param>
/// <param name="Trimming">The sheets that count.</param>
internal sealed record InspectorTotals(IReadOnlyList<Fraction?> Totals, SheetTrimming Trimming);
