using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>What the entries of the catalogue count for a unit (F26).</summary>
internal static class CatalogueScore
{
    /// <summary>
    /// <c>min(Σ points, cap)</c> for one entry; with <paramref name="isHighest"/> the highest points instead of their sum.
    /// </summary>
    /// <param name="points">The points of the approved adjustments of the entry.</param>
    /// <param name="cap">Null for no limit.</param>
    public static T Entry<T>(ReadOnlySpan<T> points, bool isHighest, T? cap) where T : struct, IArithmetic<T>, IOrdered<T> =>
        Capped(isHighest ? Highest(points) : Sum<T>.Of(points), cap);

    /// <summary><c>min(x, cap)</c></summary>
    /// <param name="cap">Null for no limit.</param>
    public static T Capped<T>(T points, T? cap) where T : struct, IArithmetic<T>, IOrdered<T> => cap is { } most ? T.Min(points, most) : points;

    /// <summary><c>max(0, P − Σ)</c>: what is left of the points of a criterion.</summary>
    /// <param name="maximum">P</param>
    /// <param name="taken">What each entry takes.</param>
    public static T Criterion<T>(T maximum, ReadOnlySpan<T> taken) where T : struct, IArithmetic<T>, IOrdered<T> => T.Max(0L, maximum - Sum<T>.Of(taken));

    private static T Highest<T>(ReadOnlySpan<T> points) where T : struct, IArithmetic<T>, IOrdered<T>
    {
        if (points.IsEmpty)
            return 0L;
        var highest = points[0];
        foreach (var other in points[1..])
            highest = T.Max(highest, other);
        return highest;
    }
}
