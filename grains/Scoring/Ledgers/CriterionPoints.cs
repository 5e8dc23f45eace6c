using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>
/// The points of one criterion: from the sheets of its body, the mean over its periods (F8, F21, F30), or from the catalogue.
/// </summary>
/// <param name="Periods">One for a criterion without periods.</param>
/// <param name="Points">Null where no inspector gave points, and the item is not applicable, and while a period has no sheet.</param>
/// <param name="ByEntries">What the catalogue gives (F26); null where sheets give the points.</param>
internal sealed record CriterionPoints(IReadOnlyList<PeriodPoints> Periods, Fraction? Points, EntryCriterion? ByEntries = null)
{
    /// <summary>Whether inspectors give the points on their sheets; otherwise they follow from figures (F23) or entries (F26).</summary>
    public bool IsGiven => ByEntries is null && Periods.All(period => period.Table is null);

    /// <param name="sheets">The sheets of the body that owns the criterion.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="byEntries">What the catalogue gives; null where it does not.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="tables">The criteria whose points follow from figures.</param>
    public static CriterionPoints Of(BodySheets sheets, Criterion criterion, EntryCriterion? byEntries, Unit unit, FigureTables tables)
    {
        if (byEntries is not null)
            return new([], byEntries.Points, byEntries);
        PeriodPoints[] periods =
        [
            .. SheetForm.PeriodsOf(criterion).Select(period => tables.Find(unit, criterion, period) is { } table
                ? PeriodPoints.OfFigure(table, unit, period) : PeriodPoints.Of(sheets, criterion, period)),
        ];
        return new(periods, periods.Any(period => period.IsMissing) ? null : PlainMean.Of<Fraction>([.. periods.Select(period => period.Points).OfType<Fraction>()]));
    }
}

/// <summary>The points of one criterion in one period.</summary>
/// <param name="Period">Null for a criterion without periods.</param>
/// <param name="Given">By the sheet's place in the ledger; null for other sheets and for "not applicable".</param>
/// <param name="Counted">The sheets that count.</param>
/// <param name="Points">Null where no inspector gave points.</param>
/// <param name="IsMissing">Whether there is no sheet of the period at all, or no figure that the points follow from.</param>
/// <param name="Table">The figures of the class; null where points are given.</param>
internal sealed record PeriodPoints(
    string? Period, IReadOnlyList<Fraction?> Given, SheetTrimming Counted, Fraction? Points, bool IsMissing, FigureTable? Table = null)
{
    /// <summary>The points that follow from a figure (F23).</summary>
    public static PeriodPoints OfFigure(FigureTable table, Unit unit, string? period) =>
        new(period, [], new([], null, null, false), table.PointsOf(unit.Code), table.IsMissing(unit.Code) || !table.IsOpen, table);

    public static PeriodPoints Of(BodySheets sheets, Criterion criterion, string? period)
    {
        var given = sheets.Given(period, sheet => sheet.Points.GetValueOrDefault(criterion.Code));
        var counted = sheets.OfItem(given);
        return new(period, given, counted, counted.Mean(given), period is not null && !sheets.All.Any(sheet => sheet.By == sheets.Body && sheet.Period == period));
    }
}
