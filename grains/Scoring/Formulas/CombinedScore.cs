using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>A total that combines the totals of other rounds.</summary>
internal static class CombinedScore
{
    /// <summary><c>T = Σ share·T(round) ÷ 100</c>; null while the total of a round is missing.</summary>
    /// <param name="shares">In percent; they add up to 100.</param>
    /// <param name="totals">The unrounded totals in the same order.</param>
    public static T? Of<T>(ReadOnlySpan<T> shares, ReadOnlySpan<T?> totals) where T : struct, IArithmetic<T>
    {
        var sum = new Sum<T>();
        for (var index = 0; index < shares.Length; index++)
        {
            if (totals[index] is not { } total)
                return null;
            sum.Add(shares[index] * total);
        }
        return sum.Total / 100L;
    }

    /// <summary>
    /// The square of the standard error of such a total: <c>SE² = Σ (share·SE(round))² ÷ 100²</c>; null without a round that has one. The
    /// votes of the rounds are independent samples.
    /// </summary>
    /// <param name="variances">The squares of the rounds' standard errors; null for a round without a vote, which adds none.</param>
    public static T? VarianceOf<T>(ReadOnlySpan<T> shares, ReadOnlySpan<T?> variances) where T : struct, IArithmetic<T>
    {
        var (sum, any) = (new Sum<T>(), false);
        for (var index = 0; index < shares.Length; index++)
        {
            if (variances[index] is not { } variance)
                continue;
            sum.Add(shares[index].Squared() * variance);
            any = true;
        }
        return any ? sum.Total / 10_000L : null;
    }
}
