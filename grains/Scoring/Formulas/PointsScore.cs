using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>The score of assessed points: of the inspection, of one inspection sheet and of the self-assessment (F7).</summary>
internal static class PointsScore
{
    /// <summary><c>Σ x ÷ Σ max × 100</c> over the items that have points; null where none has.</summary>
    /// <param name="points">By item; null for an item that is not applicable.</param>
    /// <param name="maxima">By item.</param>
    public static T? Of<T>(ReadOnlySpan<T?> points, ReadOnlySpan<T> maxima) where T : struct, IArithmetic<T>, IOrdered<T>
    {
        var (sum, maximum) = (new Sum<T>(), new Sum<T>());
        for (var item = 0; item < points.Length; item++)
        {
            if (points[item] is not { } given)
                continue;
            sum.Add(given);
            maximum.Add(maxima[item]);
        }
        return maximum.Total.Sign == 0 ? null : sum.Total / maximum.Total * 100L;
    }

    /// <summary><c>(x·max ÷ 100 + Σ x(c)) ÷ (max + Σ max(c)) × 100</c>; null where nothing has points.</summary>
    /// <param name="score">x, a score of several items; null where none of them has points.</param>
    /// <param name="maximum">The maxima of these items.</param>
    /// <param name="points">Of the other items; null for one that is not applicable.</param>
    /// <param name="maxima">Of the other items.</param>
    public static T? With<T>(T? score, T maximum, ReadOnlySpan<T?> points, ReadOnlySpan<T> maxima) where T : struct, IArithmetic<T>, IOrdered<T> =>
        Of<T>([score is { } x ? x * maximum / 100L : null, .. points], [maximum, .. maxima]);

    /// <summary><c>min(100, score)</c>: with a plan whose limit is above 1, the points of a criterion may pass its maximum (F23).</summary>
    public static T Capped<T>(T score) where T : struct, IArithmetic<T>, IOrdered<T> => T.Min(100L, score);
}
