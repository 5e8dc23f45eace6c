namespace Evaluation.Scoring.Ledgers;

/// <summary>How the inspection scores of some units lie (F9).</summary>
/// <param name="Units">How many there are: one or more.</param>
/// <param name="Variance">The square of the population's standard deviation: these units are all there are, and no sample of others.</param>
internal sealed record Spread(int Units, Fraction Mean, Fraction Variance)
{
    public static Spread Of(IReadOnlyCollection<Fraction> scores)
    {
        var mean = MeanOf(scores);
        return new(scores.Count, mean, MeanOf([.. scores.Select(score => (score - mean) * (score - mean))]));
    }

    private static Fraction MeanOf(IReadOnlyCollection<Fraction> numbers) => numbers.Aggregate(Fraction.Zero, (sum, number) => sum + number) / numbers.Count;
}
