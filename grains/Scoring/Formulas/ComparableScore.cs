namespace Evaluation.Scoring.Formulas;

/// <summary>The inspection score of a unit after panels that visited different units were made comparable (F9).</summary>
internal static class ComparableScore
{
    /// <summary>
    /// <c>x' = μ + σ·(x − μ_p) ÷ σ_p</c>, and μ where all units of the panel have the same score (σ_p = 0). The result may lie outside 0 to
    /// 100 and is not cut off: that would move the mean and make ties.
    /// </summary>
    /// <remarks>The root is taken of <c>σ²·(x − μ_p)² ÷ σ_p²</c> as a whole, and not of σ² and σ_p² separately, so that equal scores stay
    /// equal.</remarks>
    /// <param name="score">x.</param>
    /// <param name="mean">μ, over all inspected units of the round.</param>
    /// <param name="variance">σ², over all inspected units of the round.</param>
    /// <param name="panelMean">μ_p, over the units of the panel.</param>
    /// <param name="panelVariance">σ_p², over the units of the panel.</param>
    public static T Of<T>(T score, T mean, T variance, T panelMean, T panelVariance) where T : struct, IArithmetic<T>, IOrdered<T>
    {
        if (panelVariance.Sign == 0)
            return mean;
        var distance = score - panelMean;
        var shift = (variance * distance.Squared() / panelVariance).SquareRoot();
        return distance.Sign < 0 ? mean - shift : mean + shift;
    }
}
