namespace Evaluation.Scoring;

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
    private static readonly Fraction ZSquared = (Fraction)1.96m * 1.96m;

    /// <summary>The band of every rank, the first band being 1.</summary>
    public static IReadOnlyDictionary<int, int> ByRank(IEnumerable<RankedUnit> ranking)
    {
        var bands = new Dictionary<int, int>();
        var band = 0;
        (Fraction Total, Fraction Variance) first = default;
        foreach (var rank in ranking.GroupBy(unit => unit.Rank, unit => unit.Score))
        {
            var opener = (Total: rank.First().Total.Value!.Value, Variance: rank.Min(unit => unit.Variance ?? Fraction.Zero));
            if (band == 0 || Differ(first, opener))
                (band, first) = (band + 1, opener);
            bands[rank.Key] = band;
        }
        return bands;
    }

    private static bool Differ((Fraction Total, Fraction Variance) a, (Fraction Total, Fraction Variance) b)
    {
        var difference = a.Total - b.Total;
        return difference * difference > ZSquared * (a.Variance + b.Variance);
    }
}
