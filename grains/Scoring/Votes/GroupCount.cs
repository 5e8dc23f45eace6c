using Evaluation.Ballots.Counting;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// The slips of one group for one unit as scoring needs them: <c>slips(u,g)</c> and <c>n(u,c,g,o)</c> of the scoring rules.
/// </summary>
/// <param name="Marks">The number of marks by criterion, then by option.</param>
/// <param name="Scores">The sums of the slips' scores for the standard error (F12).</param>
internal sealed record GroupCount(long Slips, IReadOnlyList<long[]> Marks, ScoreMoments Scores)
{
    /// <summary>The counts of every group of the rules, from the sums of one unit.</summary>
    public static GroupCount[] ByGroup(ScoringRules rules, VoteSums sums)
    {
        var counts = new GroupCount[rules.Round.Groups.Count];
        foreach (var group in sums.Groups)
            counts[group.Group] = Of(rules, group);
        foreach (ref var count in counts.AsSpan())
            count ??= new(0, [.. rules.Criteria.Select(_ => new long[rules.Options.Count])], default);
        return counts;
    }

    /// <summary>The counts of every unit of the round, each by the criteria of its class.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="sums">By unit, in the rules' order.</param>
    public static GroupCount[][] ByUnit(ScoringRules rules, IReadOnlyList<VoteSums> sums) =>
        [.. rules.Round.Units.Zip(sums, (unit, unitSums) => ByGroup(rules.Of(unit), unitSums))];

    /// <summary>The group's awareness (F3); null without a mark.</summary>
    public Fraction? AwarenessOf(ScoringRules rules)
    {
        var dontKnow = 0L;
        foreach (var marks in Marks)
            dontKnow += rules.DontKnowMarks(marks);
        return Awareness.Of<Fraction>([dontKnow], Slips, Marks.Count);
    }

    private static GroupCount Of(ScoringRules rules, GroupSums sums) => new(
        sums.Slips,
        [.. sums.Marks.Chunk(rules.Options.Count).Select(marks => Array.ConvertAll(marks, count => (long)count))],
        ScoreMoments.Of(rules, sums.Scores));
}
