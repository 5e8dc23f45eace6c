using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>
/// The mean of the groups' scores where groups form parts (F31): first over the groups of each part, then over the parts. It equals the
/// mean with the weights <c>P ÷ Σ P · W ÷ Σ W</c>.
/// </summary>
internal static class PartsMean
{
    /// <summary>
    /// <c>Σ P·(Σ W·S ÷ Σ W) ÷ Σ P</c>: the inner sums over the groups of a part that have a score, the outer ones over the parts that have
    /// such a group. Null where there is none.
    /// </summary>
    /// <param name="parts">P, the weight of every part.</param>
    /// <param name="partOf">By group: the place of its part; below 0 for a group without one, which is left out.</param>
    /// <param name="weights">W, by group.</param>
    /// <param name="scores">By group; null where it does not report.</param>
    public static T? Of<T>(ReadOnlySpan<T> parts, ReadOnlySpan<int> partOf, ReadOnlySpan<T> weights, ReadOnlySpan<T?> scores)
        where T : struct, IArithmetic<T>, IOrdered<T>
    {
        var means = new T?[parts.Length];
        for (var part = 0; part < parts.Length; part++)
        {
            var own = new T?[scores.Length];
            for (var group = 0; group < own.Length; group++)
                own[group] = partOf[group] == part ? scores[group] : null;
            means[part] = WeightedMean.Of<T>(weights, own);
        }
        return WeightedMean.Of<T>(parts, means);
    }

    /// <summary>The square of its standard error: <c>Σ P²·SE²(part) ÷ (Σ P)²</c>, with SE² of a part as of a vote (F12).</summary>
    /// <param name="parts">P, the weight of every part.</param>
    /// <param name="partOf">By group: the place of its part.</param>
    /// <param name="groups">By group; null for a group that does not enter the vote.</param>
    public static T Variance<T>(ReadOnlySpan<T> parts, ReadOnlySpan<int> partOf, ReadOnlySpan<GroupVariance<T>?> groups)
        where T : struct, IArithmetic<T>, IOrdered<T>
    {
        var (sum, weights) = (new Sum<T>(), new Sum<T>());
        for (var part = 0; part < parts.Length; part++)
        {
            var own = new List<GroupVariance<T>>(groups.Length);
            for (var group = 0; group < groups.Length; group++)
            {
                if (partOf[group] == part && groups[group] is { Weight.Sign: > 0 } entering)
                    own.Add(entering);
            }
            if (own.Count == 0)
                continue;
            weights.Add(parts[part]);
            if (own.Exists(group => group.Variance is not null))
                sum.Add(parts[part].Squared() * StandardError.VarianceOfVote<T>([.. own]));
        }
        return sum.Total / weights.Total.Squared();
    }
}
