using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>A unit with its rank in the class. Units that no criterion of the ranking tells apart share a rank.</summary>
internal sealed record RankedUnit(UnitScore Score, int Rank);

/// <summary>
/// The ranking of a class (F17): by unrounded total, then vote, top share, smaller negative share, inspection; units that are still equal
/// share a rank (1, 2, 2, 4). A unit with the veto <c>last</c> is ranked behind all others (F18). A missing figure is ranked behind every
/// figure.
/// </summary>
internal static class Ranking
{
    /// <summary>What two units are compared by, in this order, until one tells them apart.</summary>
    public static readonly IReadOnlyList<RankCriterion> Criteria =
    [
        new(RankBy.LastByVeto, unit => Vetoes.RankLast(unit.Facts) ? Fraction.One : Fraction.Zero, SmallerIsBetter: true),
        new(RankBy.Total, unit => unit.Total.Value),
        new(RankBy.Vote, unit => unit.Vote),
        new(RankBy.TopShare, unit => unit.Rates.TopShare),
        new(RankBy.NegativeShare, unit => unit.Rates.NegativeShare, SmallerIsBetter: true),
        new(RankBy.Inspection, unit => unit.Facts.Inspection),
    ];

    private static readonly Comparer<UnitScore> BestFirst = Comparer<UnitScore>.Create((a, b) => Compare(a, b).LastOrDefault()?.Order ?? 0);

    /// <summary>The units with a total, best first; those that share a rank stay in the order given.</summary>
    public static IReadOnlyList<RankedUnit> Of(IEnumerable<UnitScore> units)
    {
        var ranked = new List<RankedUnit>();
        foreach (var unit in units.Where(unit => unit.Total.Value is not null).OrderBy(unit => unit, BestFirst))
        {
            var shares = ranked.Count > 0 && BestFirst.Compare(unit, ranked[^1].Score) == 0;
            ranked.Add(new(unit, shares ? ranked[^1].Rank : (int)Places.Rank<Fraction>(ranked.Count).Numerator));
        }
        return ranked;
    }

    /// <summary>The comparisons of two units, up to the one that tells them apart.</summary>
    public static IEnumerable<RankComparison> Compare(UnitScore a, UnitScore b)
    {
        foreach (var criterion in Criteria)
        {
            var comparison = criterion.Compare(a, b);
            yield return comparison;
            if (comparison.IsDecisive)
                yield break;
        }
    }
}

/// <summary>What two units can be ranked by.</summary>
internal enum RankBy { LastByVeto, Total, Vote, TopShare, NegativeShare, Inspection }

/// <summary>A figure that units are ranked by.</summary>
internal sealed record RankCriterion(RankBy By, Func<UnitScore, Fraction?> Figure, bool SmallerIsBetter = false)
{
    public RankComparison Compare(UnitScore a, UnitScore b)
    {
        var (left, right) = (Figure(a), Figure(b));
        var order = (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            ({ } own, { } other) => SmallerIsBetter ? own.CompareTo(other) : other.CompareTo(own),
        };
        return new(By, left, right, order, SmallerIsBetter);
    }
}

/// <summary>The comparison of two units by one figure.</summary>
/// <param name="Own">The figure of the first unit; null where it has none.</param>
/// <param name="Other">The figure of the second unit.</param>
/// <param name="Order">Below zero when the first unit is the better one, 0 when the figure does not tell the two apart.</param>
internal sealed record RankComparison(RankBy By, Fraction? Own, Fraction? Other, int Order, bool SmallerIsBetter)
{
    public bool IsDecisive => Order != 0;

    /// <summary>The sign between the two figures: <c>&lt;</c>, <c>=</c> or <c>&gt;</c>.</summary>
    public string Sign => !IsDecisive ? "=" : Order < 0 == SmallerIsBetter ? "<" : ">";
}
