using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>A unit with its rank in the class. Units that no criterion of the ranking tells apart share a rank.</summary>
internal sealed record RankedUnit(UnitScore Score, int Rank);

/// <summary>
/// The ranking of a class (F17): by unrounded total, then by what the rules name, usually vote, top share, smaller negative share,
/// inspection; units that are still equal share a rank (1, 2, 2, 4). A unit with the veto <c>last</c> is ranked behind all others (F18). A
/// missing figure is ranked behind every figure.
/// </summary>
internal static class Ranking
{
    /// <summary>What tells units with equal totals apart where the rules do not say.</summary>
    public static readonly IReadOnlyList<TieBreaker> UsualTies = [TieBreaker.Vote, TieBreaker.TopShare, TieBreaker.NegativeShare, TieBreaker.Inspection];

    private static readonly RankCriterion[] BeforeTies =
    [
        new(RankBy.LastByVeto, unit => Vetoes.RankLast(unit.Facts) ? Fraction.One : Fraction.Zero, SmallerIsBetter: true),
        new(RankBy.Total, unit => unit.Total.Value),
    ];

    /// <summary>What two units are compared by, in this order, until one tells them apart.</summary>
    public static IReadOnlyList<RankCriterion> Criteria(RoundRules rules) => [.. BeforeTies, .. (rules.Ties ?? UsualTies).Select(Criterion)];

    /// <summary>The units with a total, best first; those that share a rank stay in the order given.</summary>
    public static IReadOnlyList<RankedUnit> Of(RoundRules rules, IEnumerable<UnitScore> units)
    {
        var criteria = Criteria(rules);
        var bestFirst = Comparer<UnitScore>.Create((a, b) => Compare(criteria, a, b).LastOrDefault()?.Order ?? 0);
        var ranked = new List<RankedUnit>();
        foreach (var unit in units.Where(unit => unit.Total.Value is not null).OrderBy(unit => unit, bestFirst))
        {
            var shares = ranked.Count > 0 && bestFirst.Compare(unit, ranked[^1].Score) == 0;
            ranked.Add(new(unit, shares ? ranked[^1].Rank : (int)Places.Rank<Fraction>(ranked.Count).Numerator));
        }
        return ranked;
    }

    /// <summary>The comparisons of two units, up to the one that tells them apart.</summary>
    public static IEnumerable<RankComparison> Compare(IReadOnlyList<RankCriterion> criteria, UnitScore a, UnitScore b)
    {
        foreach (var criterion in criteria)
        {
            var comparison = criterion.Compare(a, b);
            yield return comparison;
            if (comparison.IsDecisive)
                yield break;
        }
    }

    private static RankCriterion Criterion(TieBreaker tie) => tie switch
    {
        TieBreaker.Vote => new(RankBy.Vote, unit => unit.Vote),
        TieBreaker.TopShare => new(RankBy.TopShare, unit => unit.Rates.TopShare),
        TieBreaker.NegativeShare => new(RankBy.NegativeShare, unit => unit.Rates.NegativeShare, SmallerIsBetter: true),
        TieBreaker.Inspection => new(RankBy.Inspection, unit => unit.Facts.Inspection),
        TieBreaker.Precedence => new(RankBy.Precedence, unit => unit.Unit.Precedence is { } place ? (Fraction)place : null, SmallerIsBetter: true),
        _ => throw new System.Diagnostics.UnreachableException(tie.ToString()),
    };
}

/// <summary>What two units can be ranked by.</summary>
internal enum RankBy { LastByVeto, Total, Vote, TopShare, NegativeShare, Inspection, Precedence }

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
