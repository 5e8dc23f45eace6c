using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>
/// The weighted mean of scores. Over the criteria by their points it is a group's score (F4), over the groups by their weights it is the
/// vote score and a criterion's score (F5).
/// </summary>
internal static class WeightedMean
{
    /// <summary><c>Σ w·S ÷ Σ w</c> over the scores that are not null; null where their weights add up to 0.</summary>
    public static T? Of<T>(ReadOnlySpan<T> weights, ReadOnlySpan<T?> scores) where T : struct, IArithmetic<T>, IOrdered<T>
    {
        var (sum, total) = (new Sum<T>(), new Sum<T>());
        for (var index = 0; index < scores.Length; index++)
        {
            if (scores[index] is not { } score)
                continue;
            sum.Add(weights[index] * score);
            total.Add(weights[index]);
        }
        return total.Total.Sign == 0 ? null : sum.Total / total.Total;
    }
}
