using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The totals of a body's inspectors, for trimming by total (F8).</summary>
/// <param name="Totals">
/// By the place of the inspector's first sheet, in percent: sheets with other applicable items have other maxima. Null for other sheets,
/// and without points.
/// </param>
/// <param name="Trimming">The inspectors who count, by the same places.</param>
internal sealed record InspectorTotals(IReadOnlyList<Fraction?> Totals, SheetTrimming Trimming)
{
    /// <param name="points">By criterion. Points that the catalogue gives are the same in the total of every inspector.</param>
    public static InspectorTotals Of(BodySheets sheets, IReadOnlyList<Criterion> criteria, IReadOnlyList<CriterionPoints> points)
    {
        Fraction[] maxima = [.. criteria.Select(criterion => (Fraction)criterion.Points)];
        var totals = new Fraction?[sheets.All.Count];
        foreach (var places in PlacesOf(sheets))
            totals[places[0]] = PointsScore.Of<Fraction>(
                [
                    .. criteria.Zip(points, (criterion, own) =>
                        own.ByEntries?.Points ?? PlainMean.Of<Fraction>([.. Given(sheets, places, criterion, own).Select(given => given.Points)])),
                ],
                maxima);
        return new(totals, SheetTrimming.Of(totals, isTrimmed: true, sheets.TrimFrom));
    }

    /// <summary>The places of each inspector's sheets: several where criteria have periods.</summary>
    public static IEnumerable<int[]> PlacesOf(BodySheets sheets) => sheets.Places.GroupBy(place => sheets.All[place].Inspector, (_, places) => places.ToArray());

    /// <summary>
    /// The points that an inspector gave to a criterion, by the place of the sheet. Their mean enters the total. Points that follow from a
    /// figure are those of the unit, for every inspector who gives the figure.
    /// </summary>
    public static IEnumerable<(int Place, Fraction Points)> Given(BodySheets sheets, int[] places, Criterion criterion, CriterionPoints points) =>
        (criterion.IsOfVote ? places.Take(1) : places).Select(place => (Place: place, Points: PointsOf(sheets.All[place], criterion, points)))
            .Where(given => given.Points is not null).Select(given => (given.Place, given.Points!.Value));

    private static Fraction? PointsOf(Sheet sheet, Criterion criterion, CriterionPoints points) =>
        criterion.Score is null ? sheet.Points.GetValueOrDefault(criterion.Code)
        : criterion.IsOfVote ? points.Points
        : sheet.Figures?.GetValueOrDefault(criterion.Code) is null ? null
        : points.Periods.FirstOrDefault(period => period.Period == sheet.Period)?.Points;
}
