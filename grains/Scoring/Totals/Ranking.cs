namespace Evaluation.Scoring.Totals;

/// <summary>A unit with its rank in the class; units that nothing tells apart share one.</summary>
internal sealed record RankedUnit(UnitScore Score, int Rank);

/// <summary>
/// The ranking of a class (F17): by unrounded total, then vote, top share, smaller negative share, inspection; still equal → shared rank (1, 2, 2, 4).
/// A unit with the veto <c>last</c> comes behind all others (F18). What is missing stands behind what is there.
/// </summary>
internal static class Ranking
{
    /// <summary>What is asked of two units, in this order, until it tells them apart.</summary>
    public static readonly IReadOnlyList<RankQuestion> Questions =
    [
        new(RankBy.LastByVeto, unit => Vetoes.RankLast(unit.Facts) ? Fraction.One : Fraction.Zero, SmallerIsBetter: true),
        new(RankBy.Total, unit => unit.Total.Value),
        new(RankBy.Vote, unit => unit.Vote),
        new(RankBy.TopShare, unit => unit.Answers.TopShare),
        new(RankBy.NegativeShare, unit => unit.Answers.NegativeShare, SmallerIsBetter: true),
        new(RankBy.Inspection, unit => unit.Facts.Inspection),
    ];

    private static readonly Comparer<UnitScore> BestFirst = Comparer<UnitScore>.Create(Compare);

    /// <summary>The units with a total, best first; those that share a rank stay in the order given.</summary>
    public static IReadOnlyList<RankedUnit> Of(IEnumerable<UnitScore> units)
    {
        var ranked = new List<RankedUnit>();
        foreach (var unit in units.Where(unit => unit.Total.Value is not null).OrderBy(unit => unit, BestFirst))
        {
            var shares = ranked.Count > 0 && Compare(unit, ranked[^1].Score) == 0;
            ranked.Add(new(unit, shares ? ranked[^1].Rank : ranked.Count + 1));
        }
        return ranked;
    }

    private static int Compare(UnitScore a, UnitScore b) => Questions.Select(question => question.Compare(a, b)).FirstOrDefault(order => order != 0);
}

/// <summary>What one unit may stand before another by.</summary>
internal enum RankBy { LastByVeto, Total, Vote, TopShare, NegativeShare, Inspection }

/// <summary>One of the questions that a ranking asks of its units.</summary>
internal sealed record RankQuestion(RankBy By, Func<UnitScore, Fraction?> Figure, bool SmallerIsBetter = false)
{
    /// <summary>Below zero when <paramref name="a"/> is the better, 0 when this does not tell them apart.</summary>
    public int Compare(UnitScore a, UnitScore b) => (Figure(a), Figure(b)) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        ({ } left, { } right) => SmallerIsBetter ? left.CompareTo(right) : right.CompareTo(left),
    };
}
