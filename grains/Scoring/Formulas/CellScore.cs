using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>The score of one cell, a group's marks for one unit and one criterion (F1).</summary>
internal static class CellScore
{
    /// <summary><c>S(u,c,g) = Σ v·n ÷ Σ n</c> over the valid options; null without a valid mark.</summary>
    /// <param name="values">By option; null for an option that is not valid.</param>
    /// <param name="marks">The number of marks by option.</param>
    public static T? Of<T>(ReadOnlySpan<T?> values, ReadOnlySpan<T> marks) where T : struct, IArithmetic<T>, IOrdered<T>
    {
        var (sum, valid) = (new Sum<T>(), new Sum<T>());
        for (var option = 0; option < values.Length; option++)
        {
            if (values[option] is not { } value)
                continue;
            sum.Add(value * marks[option]);
            valid.Add(marks[option]);
        }
        return valid.Total.Sign == 0 ? null : sum.Total / valid.Total;
    }
}
