namespace Evaluation.Scoring.Formulas;

/// <summary>The value of an option on the scale of 100, in rules whose values are on another scale (F20).</summary>
internal static class ScaledValue
{
    /// <summary><c>v' = 100·v ÷ optionMax</c></summary>
    /// <param name="optionMax">The largest value of an option, above 0.</param>
    public static T Of<T>(T value, T optionMax) where T : struct, IArithmetic<T> => 100L * value / optionMax;
}
