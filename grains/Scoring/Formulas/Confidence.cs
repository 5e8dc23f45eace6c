namespace Evaluation.Scoring.Formulas;

/// <summary>The confidence of every published interval: 95 %.</summary>
internal static class Confidence
{
    /// <summary>The quantile z of the normal distribution (F11, F12).</summary>
    public const decimal Z = 1.96m;
}
