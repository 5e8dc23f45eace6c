using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspection of one unit by one body, before panels are made comparable (F7, F8, F21).</summary>
/// <param name="Sheets">The sheets of the body.</param>
/// <param name="Criteria">The criteria of the body, in the rules' order.</param>
/// <param name="Points">By criterion.</param>
/// <param name="ByTotal">The inspectors' totals, where the body is trimmed by total; else null.</param>
/// <param name="Given">
/// The score of the criteria whose points inspectors give, 0 to 100; null where none has points, and where a sheet is missing.
/// </param>
/// <param name="Missing">The sheets that are still to be filed, where the rules name bodies, weights or periods, and figures.</param>
/// <param name="IsOpen">Whether all points can be computed now: some are computed after sealing only (F23).</param>
/// <param name="Score">
/// 0 to 100, or more where the points of a plan pass their maximum; null without a sheet that has points, while a sheet or figure is
/// missing, and while points cannot be computed.
/// </param>
internal sealed record BodyInspection(
    BodySheets Sheets, IReadOnlyList<Criterion> Criteria, IReadOnlyList<CriterionPoints> Points, InspectorTotals? ByTotal, IReadOnlyList<MissingEntry> Missing, bool IsOpen, Fraction? Given, Fraction? Score)
{
    public string? Body => Sheets.Body;

    /// <summary>The maxima of the applicable criteria: the body's weight in the inspection score.</summary>
    public Fraction Maximum => Sum<Fraction>.Of([.. Criteria.Zip(Points).Where(item => item.Second.Points is not null).Select(item => (Fraction)item.First.Points)]);

    /// <summary>Whether the unit also has points that no inspector gives: they follow from figures or entries (F23, F26).</summary>
    public bool HasOthers => Points.Any(item => item is { IsGiven: false, Points: not null });

    /// <summary>The maxima of the applicable criteria whose points inspectors give.</summary>
    public Fraction GivenMaximum =>
        Sum<Fraction>.Of([.. Criteria.Zip(Points).Where(item => item.Second is { IsGiven: true, Points: not null }).Select(item => (Fraction)item.First.Points)]);

    /// <summary>The score of all criteria of the body; null where none has points.</summary>
    /// <param name="given">The score of the criteria whose points inspectors give, as it stands or made comparable (F9).</param>
    public Fraction? ScoreWith(Fraction? given) => PointsScore.With(
        given, GivenMaximum, [.. Points.Select(item => item.IsGiven ? null : item.Points)], [.. Criteria.Select(criterion => (Fraction)criterion.Points)]);

    /// <remarks>
    /// With trimming by total, the inspectors' points enter as the trimmed mean of the inspectors' totals. Points that no inspector gives
    /// are in no total, and are added afterwards. The points of an item are then the mean of all sheets, without trimming: if two
    /// inspectors have the same total, the rules do not say which sheet is dropped.
    /// </remarks>
    public static BodyInspection Of(RoundRules rules, Unit unit, UnitLedger ledger, string? body, FigureTables tables)
    {
        var (sheets, criteria) = (BodySheets.Of(rules, ledger, body), rules.CriteriaOf(body));
        CriterionPoints[] points = [.. criteria.Select(criterion => CriterionPoints.Of(sheets, criterion, EntryCriterion.Of(rules, criterion, ledger), unit, tables))];
        var isFiled = sheets.Places.Any();
        var byTotal = sheets.Trim == PanelTrim.Total && isFiled ? InspectorTotals.Of(sheets, criteria, points) : null;
        MissingEntry[] missingSheets = [.. MissingSheets(rules, sheets)];
        MissingEntry[] missing = [.. missingSheets.Concat(MissingFigures(criteria, points, unit)).DistinctBy(entry => entry.Name)];
        var isOpen = points.SelectMany(item => item.Periods).All(period => period.Table?.IsOpen ?? true);
        // Points of the catalogue alone are no inspection where sheets are to be filed.
        var isInspected = missingSheets.Length == 0 && (isFiled || rules.SheetPeriods(body).Count == 0);
        var given = !isInspected ? null
            : byTotal is not null ? byTotal.Trimming.Mean(byTotal.Totals)
            : PointsScore.Of<Fraction>([.. points.Select(item => item.IsGiven ? item.Points : null)], [.. criteria.Select(criterion => (Fraction)criterion.Points)]);
        var read = new BodyInspection(sheets, criteria, points, byTotal, missing, isOpen, given, Score: null);
        return !isInspected || missing.Length > 0 || !isOpen ? read : read with { Score = read.HasOthers ? read.ScoreWith(given) : given };
    }

    // Where the rules know neither bodies nor weights nor periods, a unit without a sheet lacks the component, and that says it all.
    private static IEnumerable<MissingEntry> MissingSheets(RoundRules rules, BodySheets sheets)
    {
        foreach (var period in rules.SheetPeriods(sheets.Body).Where(sheets.IsMissing))
        {
            if (period is not null)
            {
                foreach (var criterion in rules.OnSheet(sheets.Body, period))
                    yield return new(MissingEntry.Inspection, sheets.Body, criterion.Code, period);
            }
            else if (rules.Assessors is not null || sheets.Weights is not null)
            {
                yield return new(MissingEntry.Inspection, sheets.Body);
            }
        }
    }

    private static IEnumerable<MissingEntry> MissingFigures(IReadOnlyList<Criterion> criteria, IReadOnlyList<CriterionPoints> points, Unit unit) =>
        from item in criteria.Zip(points)
        from period in item.Second.Periods
        where period.Table?.IsMissing(unit.Code) == true
        select new MissingEntry(MissingEntry.Inspection, item.First.By, item.First.Code, period.Period);
}
