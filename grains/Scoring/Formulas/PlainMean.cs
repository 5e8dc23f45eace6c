using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>
/// The mean of numbers that count alike: a group's scores in a class (F5), a panel's sheets (F8), the scores of a panel's units (F9).
/// </summary>
internal static class PlainMean
{
    /// <summary><c>Σ x ÷ N</c>; null without a number.</summary>
    public static T? Of<T>(ReadOnlySpan<T> numbers) where T : struct, IArithmetic<T> =>
        numbers.IsEmpty ? null : Sum<T>.Of(numbers) / (long)numbers.Length;
}
