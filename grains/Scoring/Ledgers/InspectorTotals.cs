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
    /// <param name="sheets">The sheets of the body.</param>
    /// <param name="criteria">The criteria of the body.</param>
    /// <param name="points">By criterion. Those that no inspector gives are in no total.</param>
    public static InspectorTotals Of(BodySheets sheets, IReadOnlyList<Criterion> criteria, IReadOnlyList<CriterionPoints> points)
    {
        Fraction[] maxima = [.. criteria.Select(criterion => (Fraction)criterion.Points)];
        var totals = new Fraction?[sheets.All.Count];
        foreach (var places in PlacesOf(sheets))
            totals[places[0]] = PointsScore.Of<Fraction>(
                [.. criteria.Zip(points, (criterion, own) => own.IsGiven ? PlainMean.Of<Fraction>([.. Given(sheets, places, criterion).Select(given => given.Points)]) : null)],
                maxima);
        return new(totals, SheetTrimming.Of(totals, isTrimmed: true, sheets.TrimFrom));
    }

    /// <summary>The places of each inspector's sheets: several where criteria have periods.</summary>
    public static IEnumerable<int[]> PlacesOf(BodySheets sheets) => sheets.Places.GroupBy(place => sheets.All[place].Inspector, (_, places) => places.ToArray());

    /// <summary>The points that an inspector gave to a criterion, by the place of the sheet. Their mean enters the total.</summary>
    public static IEnumerable<(int Place, Fraction Points)> Given(BodySheets sheets, int[] places, Criterion criterion) =>
        places.Select(place => (Place: place, Points: sheets.All[place].Points.GetValueOrDefault(criterion.Code)))
            .Where(given => given.Points is not null).Select(given => (given.Place, (Fraction)given.Points!.Value));
}
