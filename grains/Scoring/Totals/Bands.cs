using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>
/// Groups the ranked units of a class into bands: the totals within a band do not differ significantly (F12). From the best rank down, a
/// unit opens a new band if its total differs from the total of the band's first unit by more than the bound of
/// <see cref="BandDistance"/>.
/// </summary>
/// <remarks>
/// Units that share a rank are in the same band. Only the unit with the smallest standard error is compared: it has the smallest bound, so
/// if it does not open a new band, no other unit of the rank does.
/// </remarks>
internal static class Bands
{
    /// <summary>The place of every rank; the first band is 1.</summary>
    public static IReadOnlyDictionary<int, BandPlace> ByRank(IEnumerable<RankedUnit> ranking)
    {
        var places = new Dictionary<int, BandPlace>();
        BandPlace? previous = null;
        foreach (var rank in ranking.GroupBy(unit => unit.Rank, unit => unit.Score))
            places[rank.Key] = previous = Place(rank.MinBy(VarianceOf)!, previous);
        return places;
    }

    /// <summary>The square of a total's standard error; 0 for a total without a vote.</summary>
    public static Fraction VarianceOf(UnitScore unit) => unit.Variance ?? Fraction.Zero;

    private static BandPlace Place(UnitScore unit, BandPlace? previous)
    {
        if (previous is null)
            return new(1, unit, null, null, true);
        var first = previous.First;
        var distance = BandDistance.Between(first.Total.Value!.Value, unit.Total.Value!.Value);
        var opens = BandDistance.Bound(VarianceOf(first), VarianceOf(unit)).IsBelow(distance);
        return new((int)BandDistance.Number<Fraction>(previous.Band, opens).Numerator, unit, first, previous.Band, opens);
    }
}

/// <summary>A rank's place among the bands, with the decision that led to it.</summary>
/// <param name="Unit">The unit that was compared: of those that share the rank the one with the smallest standard error.</param>
/// <param name="ComparedWith">The first unit of the band before; null at the head of the ranking.</param>
/// <param name="Before">The number of the band before; null at the head of the ranking.</param>
/// <param name="Opens">Whether the rank is the first of its band.</param>
internal sealed record BandPlace(int Band, UnitScore Unit, UnitScore? ComparedWith, int? Before, bool Opens)
{
    /// <summary>The first unit of the band.</summary>
    public UnitScore First => Opens ? Unit : ComparedWith!;
}
