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
/// <param name="ByTotal">The inspectors' totals, where the panel is trimmed by total; else null.</param>
/// <param name="Score">0 to 100; null without a sheet that has points, and while a figure is missing.</param>
/// <param name="Figures">By assessed criterion: the table of the unit's class; null where points are given (F23).</param>
/// <param name="MissingFigures">The criteria without a figure.</param>
/// <param name="IsCompared">Whether points of the score compare the units of the class, or follow from the vote.</param>
internal sealed record Inspection(
    IReadOnlyList<Fraction?> Points, IReadOnlyList<SheetTrimming> Trimmings, InspectorTotals? ByTotal, Fraction? Score,
    IReadOnlyList<FigureTable?> Figures, IReadOnlyList<string> MissingFigures, bool IsCompared)
{
    /// <remarks>
    /// With trimming by total, the score is the trimmed mean of the inspectors' totals. The points of an item are then the mean of all
    /// sheets, without trimming: if two inspectors have the same total, the rules do not say which sheet is dropped. Points that follow
    /// from a figure are in every inspector's total.
    /// </remarks>
    public static Inspection Of(RoundRules rules, Unit unit, IReadOnlyList<Sheet> sheets, FigureTables tables)
    {
        var items = rules.AssessedCriteria;
        Fraction[] maxima = [.. items.Select(item => (Fraction)item.Points)];
        FigureTable?[] figures = [.. items.Select(item => tables.Find(unit, item))];
        var given = items.Zip(figures, (item, table) => sheets.Select(sheet => Given(sheet, item, table?.PointsOf(unit.Code))).ToList()).ToList();
        var trimmings = given.Select(points => SheetTrimming.Of(points, rules.Panel.Trim == PanelTrim.Item)).ToList();
        Fraction?[] means = [.. items.Select((_, index) => figures[index] is { } table ? table.PointsOf(unit.Code) : trimmings[index].Mean(given[index]))];
        string[] missing = [.. figures.OfType<FigureTable>().Where(table => table.Figures[unit.Code].IsMissing && (table.IsSealed || !table.Criterion.IsOfVote)).Select(table => table.Criterion.Code)];
        var isComplete = missing.Length == 0 && figures.All(table => table?.IsOpen ?? true) && (sheets.Count > 0 || rules.SheetCriteria.Count == 0);
        var isCompared = figures.Index().Any(figure => figure.Item is { Rule.NeedsSealing: true } && means[figure.Index] is not null);

        var totals = rules.Panel.Trim == PanelTrim.Total && sheets.Count > 0 ? Totals(sheets, given, maxima) : null;
        var score = !isComplete ? null : totals is null ? PointsScore.Of<Fraction>(means, maxima) : totals.Trimming.Mean(totals.Totals);
        return new(means, trimmings, totals, score is { } uncapped && IsCapped(rules) ? PointsScore.Capped(uncapped) : score, figures, missing, isCompared);
    }

    /// <summary>Whether the score may have to be cut off at 100: a plan counts more than its target.</summary>
    public static bool IsCapped(RoundRules rules) => rules.ScoredCriteria.Any(criterion => criterion.Score is { By: FigureForm.Plan, Limit: > 1 });

    private static InspectorTotals Totals(IReadOnlyList<Sheet> sheets, List<List<Fraction?>> given, Fraction[] maxima)
    {
        List<Fraction?> totals = [.. sheets.Select((_, sheet) => PointsScore.Of<Fraction>([.. given.Select(points => points[sheet])], maxima))];
        return new(totals, SheetTrimming.Of(totals, isTrimmed: true));
    }

    /// <summary>The points of one sheet: its own, or those that follow from the figure that it also has.</summary>
    private static Fraction? Given(Sheet sheet, Criterion item, Fraction? figurePoints) =>
        item.Score is null ? sheet.Points.GetValueOrDefault(item.Code)
        : item.IsOfVote || sheet.Figures?.GetValueOrDefault(item.Code) is not null ? figurePoints : null;
}

/// <summary>The totals of a panel's inspectors.</summary>
/// <param name="Totals">By sheet, in percent: sheets with other applicable items have other maxima. Null for a sheet without
/// points.</param>
/// <param name="Trimming">The sheets that count.</param>
internal sealed record InspectorTotals(IReadOnlyList<Fraction?> Totals, SheetTrimming Trimming);
