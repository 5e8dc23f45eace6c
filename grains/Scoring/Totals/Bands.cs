namespace Evaluation.Scoring.Totals;

/// <summary>
/// Bands of units whose totals cannot be told apart (F12). Going down the ranking, a unit opens a new band when its total differs from that of the band's
/// first unit by more than <c>1.96·√(SE_first² + SE_u²)</c>; both sides are squared, so that nothing is rounded.
/// </summary>
/// <remarks>
/// Units that share a rank share its band, in whatever order they are listed: the one with the smallest standard error goes first, and where it
/// opens no band, no other of them does.
/// </remarks>
internal static class Bands
{
    public static readonly Fraction Z = 1.96m;

    /// <summary>The place of every rank, the first band being 1.</summary>
    public static IReadOnlyDictionary<int, BandPlace> ByRank(IEnumerable<RankedUnit> ranking)
    {
        var places = new Dictionary<int, BandPlace>();
        BandPlace? previous = null;
        foreach (var rank in ranking.GroupBy(unit => unit.Rank, unit => unit.Score))
        {
            var unit = rank.MinBy(VarianceOf)!;
            var place = previous is null ? new(1, unit, null, true)
                : Differ(previous.First, unit) ? new(previous.Band + 1, unit, previous.First, true)
                : new BandPlace(previous.Band, unit, previous.First, false);
            places[rank.Key] = previous = place;
        }
        return places;
    }

    /// <summary>The square of a total's standard error; 0 for a total without a vote.</summary>
    public static Fraction VarianceOf(UnitScore unit) => unit.Variance ?? Fraction.Zero;

    private static bool Differ(UnitScore first, UnitScore unit)
    {
        var difference = first.Total.Value!.Value - unit.Total.Value!.Value;
        return difference * difference > Z * Z * (VarianceOf(first) + VarianceOf(unit));
    }
}

/// <summary>A rank's place among the bands.</summary>
/// <param name="Unit">The unit that was compared: of those that share the rank the one with the smallest standard error.</param>
/// <param name="ComparedWith">The first unit of the band before it; null at the head of the ranking.</param>
/// <param name="Opens">Whether it is the first of its band.</param>
internal sealed record BandPlace(int Band, UnitScore Unit, UnitScore? ComparedWith, bool Opens)
{
    /// <summary>The first unit of the band.</summary>
    public UnitScore First => Opens ? Unit : ComparedWith!;
}
