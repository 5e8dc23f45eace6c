namespace Evaluation.Scoring;

/// <summary>A unit with its rank in the class; units that nothing tells apart share one.</summary>
internal sealed record RankedUnit(UnitScore Score, int Rank);

/// <summary>
/// The ranking of a class (F17): by unrounded total, then vote, top share, smaller negative share, inspection; still equal → shared rank (1, 2, 2, 4).
/// A unit with the veto <c>last</c> comes behind all others (F18). What is missing stands behind what is there.
/// </summary>
internal static class Ranking
{
    /// <summary>The units with a total, best first; those that share a rank stay in the order given.</summary>
    public static IReadOnlyList<RankedUnit> Of(IEnumerable<UnitScore> units)
    {
        var ranked = new List<RankedUnit>();
        var previous = default(Standing);
        foreach (var (standing, unit) in InOrder(units))
        {
            var shares = ranked.Count > 0 && standing == previous;
            ranked.Add(new(unit, shares ? ranked[^1].Rank : ranked.Count + 1));
            previous = standing;
        }
        return ranked;
    }

    private static IEnumerable<(Standing Standing, UnitScore Unit)> InOrder(IEnumerable<UnitScore> units) => units
        .Where(unit => unit.Total.Value is not null)
        .Select(unit => (Standing: Standing.Of(unit), Unit: unit))
        .OrderBy(item => item.Standing.Last)
        .ThenByDescending(item => item.Standing.Total)
        .ThenByDescending(item => item.Standing.Vote)
        .ThenByDescending(item => item.Standing.Top)
        .ThenBy(item => item.Standing.Negative)
        .ThenByDescending(item => item.Standing.Inspection);

    private readonly record struct Standing(bool Last, Fraction? Total, Fraction? Vote, Fraction? Top, Fraction? Negative, Fraction? Inspection)
    {
        public static Standing Of(UnitScore unit) => new(
            Vetoes.RankLast(unit.Facts), unit.Total.Value, unit.Vote, unit.Answers.TopShare, unit.Answers.NegativeShare, unit.Facts.Inspection);
    }
}
