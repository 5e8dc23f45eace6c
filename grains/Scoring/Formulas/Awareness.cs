using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>How many of a group's marks for a unit say something else than "don't know" (F3).</summary>
internal static class Awareness
{
    /// <summary>
    /// <c>K(u,g) = 1 − Σ don't-know marks ÷ (slips × criteria)</c>; null without a mark. Every slip has one mark for every criterion.
    /// </summary>
    /// <param name="dontKnow">The don't-know marks, in as many parts as they are counted in.</param>
    public static T? Of<T>(ReadOnlySpan<T> dontKnow, T slips, T criteria) where T : struct, IArithmetic<T>, IOrdered<T> =>
        slips.Sign == 0 || criteria.Sign == 0 ? null : 1L - (Sum<T>.Of(dontKnow) / (slips * criteria));
}
