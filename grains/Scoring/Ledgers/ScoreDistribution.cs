using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>Mean and variance of the inspection scores of some units (F9).</summary>
/// <param name="Units">The number of units: one or more.</param>
/// <param name="Variance">The square of the population standard deviation: see <see cref="PopulationVariance"/>.</param>
internal sealed record ScoreDistribution(int Units, Fraction Mean, Fraction Variance)
{
    /// <param name="scores">One or more.</param>
    public static ScoreDistribution Of(ReadOnlySpan<Fraction> scores)
    {
        var mean = PlainMean.Of(scores)!.Value;
        return new(scores.Length, mean, PopulationVariance.Of(scores, mean));
    }
}
