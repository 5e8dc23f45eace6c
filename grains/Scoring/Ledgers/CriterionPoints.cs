using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The points of one criterion: from the sheets of its body, the mean over its periods (F8, F21, F30), or from the catalogue.</summary>
/// <param name="Periods">One for a criterion without periods.</param>
/// <param name="Points">Null where no inspector gave points, and the item is not applicable, and while a period has no sheet.</param>
/// <param name="ByEntries">What the catalogue gives (F26); null where sheets give the points.</param>
internal sealed record CriterionPoints(IReadOnlyList<PeriodPoints> Periods, Fraction? Points, EntryCriterion? ByEntries = null)
{
    /// <param name="sheets">The sheets of the body that owns the criterion.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="byEntries">What the catalogue gives; null where sheets give the points.</param>
    public static CriterionPoints Of(BodySheets sheets, Criterion criterion, EntryCriterion? byEntries)
    {
        if (byEntries is not null)
            return new([], byEntries.Points, byEntries);
        PeriodPoints[] periods = [.. SheetForm.PeriodsOf(criterion).Select(period => PeriodPoints.Of(sheets, criterion, period))];
        return new(periods, periods.Any(period => period.IsMissing) ? null : PlainMean.Of<Fraction>([.. periods.Select(period => period.Points).OfType<Fraction>()]));
    }
}

/// <summary>The points of one criterion in one period.</summary>
/// <param name="Period">Null for a criterion without periods.</param>
/// <param name="Given">By the sheet's place in the ledger; null for other sheets and for "not applicable".</param>
/// <param name="Counted">The sheets that count.</param>
/// <param name="Points">Null where no inspector gave points.</param>
/// <param name="IsMissing">Whether there is no sheet of the period at all.</param>
internal sealed record PeriodPoints(string? Period, IReadOnlyList<Fraction?> Given, SheetTrimming Counted, Fraction? Points, bool IsMissing)
{
    public static PeriodPoints Of(BodySheets sheets, Criterion criterion, string? period)
    {
        var given = sheets.Given(period, sheet => sheet.Points.GetValueOrDefault(criterion.Code));
        var counted = sheets.OfItem(given);
        return new(period, given, counted, counted.Mean(given), period is not null && !sheets.All.Any(sheet => sheet.By == sheets.Body && sheet.Period == period));
    }
}
