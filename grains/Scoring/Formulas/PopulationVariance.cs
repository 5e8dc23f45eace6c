using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>
/// The square of the standard deviation of a whole population: the units at hand are all units, and no sample of others (F9).
/// </summary>
internal static class PopulationVariance
{
    /// <summary><c>σ² = Σ (x − μ)² ÷ N</c></summary>
    /// <param name="numbers">One or more.</param>
    /// <param name="mean">μ, the mean of the numbers.</param>
    public static T Of<T>(ReadOnlySpan<T> numbers, T mean) where T : struct, IArithmetic<T>
    {
        var sum = new Sum<T>();
        foreach (var number in numbers)
            sum.Add((number - mean).Squared());
        return sum.Total / (long)numbers.Length;
    }
}
