using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>A unit's total and what enters it besides the vote and the assessed points (F6, F19).</summary>
internal static class TotalScore
{
    /// <summary>
    /// <c>T = (a·Vote + b·Inspection + c·Self + d·Daily) ÷ 100 + bonus − deductions</c>; null while a component is missing.
    /// </summary>
    /// <param name="shares">The shares in percent of the components with a share above 0.</param>
    /// <param name="scores">The scores of the same components.</param>
    /// <param name="bonus">The bonus that counts: see <see cref="Bonus"/>.</param>
    public static T? Of<T>(ReadOnlySpan<T> shares, ReadOnlySpan<T?> scores, T bonus, T deductions) where T : struct, IArithmetic<T>
    {
        var sum = new Sum<T>();
        for (var index = 0; index < shares.Length; index++)
        {
            if (scores[index] is not { } score)
                return null;
            sum.Add(shares[index] * score);
        }
        return (sum.Total / 100L) + bonus - deductions;
    }

    /// <summary>The sum of the approved points of one kind of adjustment (F19).</summary>
    public static T Points<T>(ReadOnlySpan<T> approved) where T : struct, IArithmetic<T> => Sum<T>.Of(approved);

    /// <summary><c>min(Σ bonus, cap)</c></summary>
    public static T Bonus<T>(T points, T cap) where T : struct, IArithmetic<T>, IOrdered<T> => T.Min(points, cap);

    /// <summary><c>Daily = max(0, 100 − Σ daily)</c></summary>
    public static T Daily<T>(T points) where T : struct, IArithmetic<T>, IOrdered<T> => T.Max(0L, 100L - points);
}
