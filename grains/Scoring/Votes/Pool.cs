using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// The slips of the groups that report for a unit, as if they were one group (F32). A group that does not report, above all one below the
/// minimum of slips (F22), is not in the pool.
/// </summary>
/// <param name="Groups">The places of the groups in the pool, in the rules' order.</param>
/// <param name="Marks">The marks of these groups by criterion, then by option.</param>
/// <param name="Slips">The slips of these groups.</param>
/// <param name="Variance">s² of the scores of all these slips (F12).</param>
internal sealed record Pool(IReadOnlyList<int> Groups, IReadOnlyList<long[]> Marks, long Slips, Fraction Variance)
{
    public static Pool Of(ScoringRules rules, IReadOnlyList<GroupScore> groups)
    {
        var pooled = groups.Index().Where(group => group.Item.Score is not null).ToList();
        var moments = pooled.Select(group => group.Item.Count.Scores).ToList();
        return new(
            [.. pooled.Select(group => group.Index)],
            [.. rules.Criteria.Select((_, criterion) => Sum(rules.Options.Count, pooled.Select(group => group.Item.Count.Marks[criterion])))],
            pooled.Sum(group => group.Item.Count.Slips),
            StandardError.SampleVariance<Fraction>(
                moments.Sum(scores => scores.Count),
                Arithmetic.Sum<Fraction>.Of([.. moments.Select(scores => scores.Sum)]),
                Arithmetic.Sum<Fraction>.Of([.. moments.Select(scores => scores.Squares)])));
    }

    /// <summary>The marks of several groups by option.</summary>
    public static long[] Sum(int options, IEnumerable<long[]> groups)
    {
        var sum = new long[options];
        foreach (var marks in groups)
        {
            for (var option = 0; option < options; option++)
                sum[option] += marks[option];
        }
        return sum;
    }
}
