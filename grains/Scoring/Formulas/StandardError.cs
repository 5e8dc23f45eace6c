using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>How uncertain a vote score and a total are (F12).</summary>
internal static class StandardError
{
    /// <summary>
    /// The sample variance of a group's slip scores: <c>s² = (Σx² − (Σx)² ÷ m) ÷ (m − 1)</c>; 0 for fewer than two scores.
    /// </summary>
    /// <param name="count">m, the number of slips that have a score.</param>
    /// <param name="sum">Σx.</param>
    /// <param name="squares">Σx².</param>
    public static T SampleVariance<T>(T count, T sum, T squares) where T : struct, IArithmetic<T>, IOrdered<T> =>
        (count - 2L).Sign < 0 ? 0L : (squares - (sum.Squared() / count)) / (count - 1L);

    /// <summary>The square of the vote's standard error: <c>SE(S)² = Σ W²·s²(g)÷slips(g) ÷ (Σ W)²</c>.</summary>
    /// <param name="groups">The groups that enter the vote score.</param>
    public static T VarianceOfVote<T>(ReadOnlySpan<GroupVariance<T>> groups) where T : struct, IArithmetic<T>
    {
        var (sum, weights) = (new Sum<T>(), new Sum<T>());
        foreach (var group in groups)
        {
            weights.Add(group.Weight);
            if (group.Variance is { } variance)
                sum.Add(group.Weight.Squared() * variance / group.Slips);
        }
        return sum.Total / weights.Total.Squared();
    }

    /// <summary>The same of a vote in which the slips of all groups are one group (F32): <c>SE(S)² = s² ÷ slips</c>.</summary>
    /// <param name="variance">s², over the scores of all these slips.</param>
    /// <param name="slips">The slips of the groups that report. Above 0.</param>
    public static T VarianceOfPool<T>(T variance, T slips) where T : struct, IArithmetic<T> => variance / slips;

    /// <summary>The square of the total's standard error: <c>SE² = (a ÷ 100)²·SE(S)²</c>.</summary>
    /// <param name="share">a, the vote's share in percent.</param>
    public static T VarianceOfTotal<T>(T share, T varianceOfVote) where T : struct, IArithmetic<T> => (share / 100L).Squared() * varianceOfVote;

    /// <summary><c>SE = √SE²</c></summary>
    public static T Of<T>(T variance) where T : struct, IArithmetic<T> => variance.SquareRoot();

    /// <summary>The interval <c>T ± 1.96·SE</c> of a total.</summary>
    public static (T Low, T High) Interval<T>(T total, T error) where T : struct, IArithmetic<T>
    {
        T z = Confidence.Z;
        return (total - (z * error), total + (z * error));
    }
}

/// <summary>What a group that enters the vote score contributes to its standard error.</summary>
/// <param name="Variance">s²; null for a group that adds none: a class mean that stands in, or a group of weight 0.</param>
/// <param name="Slips">The group's slips for the unit.</param>
internal readonly record struct GroupVariance<T>(T Weight, T? Variance, T Slips) where T : struct;
