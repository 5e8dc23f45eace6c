using Evaluation.Ballots.Counting;

namespace Evaluation.Scoring.Votes;

/// <summary>What scoring needs of the slips of one group for one unit: <c>slips(u,g)</c> and <c>n(u,c,g,o)</c> of the scoring rules.</summary>
/// <param name="Marks">The number of marks by criterion, then by option.</param>
/// <param name="Scores">What F12 needs of the slips' scores.</param>
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

    /// <summary>The group's part in F12, <c>s²_g/slips_g</c>: the variance of the scores, divided by all the group's slips for the unit.</summary>
    public Fraction VarianceOfMean => Slips == 0 ? Fraction.Zero : Scores.Variance / Slips;

    private static GroupCount Of(ScoringRules rules, GroupSums sums) => new(
        sums.Slips,
        [.. sums.Marks.Chunk(rules.Options.Count).Select(marks => Array.ConvertAll(marks, count => (long)count))],
        ScoreMoments.Of(rules, sums.Scores));

    /// <summary>Awareness (F3): <c>K = 1 − don't-know marks / all marks</c>; null without marks.</summary>
    public Fraction? Awareness(IReadOnlyList<CountedOption> options)
    {
        var (all, dontKnow) = (0L, 0L);
        foreach (var marks in Marks)
        {
            for (var option = 0; option < marks.Length; option++)
            {
                all += marks[option];
                dontKnow += options[option].DontKnow ? marks[option] : 0;
            }
        }
        return all == 0 ? null : new Fraction(all - dontKnow, all);
    }
}
