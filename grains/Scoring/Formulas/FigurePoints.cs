namespace Evaluation.Scoring.Formulas;

/// <summary>The points of a criterion that follow from a figure x (F23). P is the maximum of the criterion.</summary>
internal static class FigurePoints
{
    /// <summary>
    /// <c>max(0, P − points·⌈max(0, from − x) ÷ per⌉)</c>, computed as <c>max(0, P + points·⌊min(0, x − from) ÷ per⌋)</c>. Where a low
    /// figure is better, x and from change places.
    /// </summary>
    /// <param name="per">Above 0.</param>
    public static T Deduct<T>(T maximum, T x, T from, T per, T points, bool isLow) where T : struct, IArithmetic<T>, IOrdered<T> =>
        T.Max(0L, maximum + (points * (T.Min(0L, isLow ? from - x : x - from) / per).Floor()));

    /// <summary><c>max(0, P·(1 − stepPercent·(r − 1) ÷ 100))</c></summary>
    public static T Rank<T>(T maximum, T stepPercent, T rank) where T : struct, IArithmetic<T>, IOrdered<T> =>
        T.Max(0L, maximum * (1L - (stepPercent * (rank - 1L) / 100L)));

    /// <summary><c>P·max(0, x) ÷ max</c>; 0 where no figure of the class is above 0.</summary>
    /// <param name="best">The largest figure of the class.</param>
    public static T Best<T>(T maximum, T x, T best) where T : struct, IArithmetic<T>, IOrdered<T> =>
        best.Sign <= 0 ? 0L : maximum * T.Max(0L, x) / best;

    /// <summary><c>P·min(max(0, x) ÷ target, limit)</c></summary>
    /// <param name="target">Above 0.</param>
    public static T Plan<T>(T maximum, T x, T target, T limit) where T : struct, IArithmetic<T>, IOrdered<T> =>
        maximum * T.Min(T.Max(0L, x) / target, limit);

    /// <summary>The largest or the smallest of some figures: one or more.</summary>
    public static T Extreme<T>(ReadOnlySpan<T> figures, bool isLargest) where T : struct, IOrdered<T>
    {
        var extreme = figures[0];
        foreach (var figure in figures[1..])
            extreme = isLargest ? T.Max(extreme, figure) : T.Min(extreme, figure);
        return extreme;
    }
}
