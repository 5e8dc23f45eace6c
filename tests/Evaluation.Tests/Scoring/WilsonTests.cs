using Evaluation.Scoring;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Tests.Scoring;

public sealed class WilsonTests
{
    // The published checks are 76.4–99.1 %, 91.9–96.9 % and 56.6–100 %.
    [Theory]
    [InlineData(19, 20, 0.95, 0.7639, 0.9911)]
    [InlineData(285, 300, 0.95, 0.9192, 0.9695)]
    [InlineData(5, 5, 1, 0.5655, 1)]
    [InlineData(0, 5, 0, 0, 0.4345)]
    public void The_interval_equals_the_published_checks(int marks, int n, decimal share, decimal low, decimal high) =>
        Assert.Equal(new Share(share, low, high), SharePublication.Of(new Fraction(marks, n), n));

    [Fact]
    public void The_interval_of_all_or_no_marks_ends_exactly_at_1_or_0()
    {
        Assert.Equal(1m, SharePublication.Of(Fraction.One, 7)!.High);
        Assert.Equal(0m, SharePublication.Of(Fraction.Zero, 7)!.Low);
    }

    [Fact]
    public void The_published_interval_is_the_exact_interval_rounded()
    {
        foreach (var (share, n) in Shares())
        {
            var (low, high) = WilsonInterval.Of<Fraction>(share, n);
            Assert.Equal(new Share(share.Round(4), low.Round(4), high.Round(4)), SharePublication.Of(share, n));
        }
    }

    [Fact]
    public void An_enclosure_contains_the_exact_ends()
    {
        foreach (var (share, n) in Shares())
        {
            var (low, high) = WilsonInterval.Of<Fraction>(share, n);
            var (lowest, highest) = WilsonInterval.Of((Enclosure)(long)share.Numerator / (long)share.Denominator, (Enclosure)n);
            Assert.All([(lowest, low), (highest, high)], end =>
            {
                // A root that does not end is cut off after 40 decimals.
                Assert.True(Exact(end.Item1.Low) <= end.Item2 + new Fraction(1, 1_000_000_000_000_000_000), $"{share} of {n}: {end.Item1} lies above {end.Item2}");
                Assert.True(Exact(end.Item1.High) >= end.Item2 - new Fraction(1, 1_000_000_000_000_000_000), $"{share} of {n}: {end.Item1} lies below {end.Item2}");
            });
        }
    }

    [Fact]
    public void An_enclosure_whose_ends_round_to_different_figures_gives_none()
    {
        Assert.Equal(0.5m, new Enclosure(0.49996, 0.50004).Round(4));
        Assert.Null(new Enclosure(0.50004, 0.50006).Round(4));
        Assert.Null(((Enclosure)1L / new Enclosure(-1e-9, 1e-9)).Round(4));
    }

    [Fact]
    public void A_units_interval_is_over_its_slips_and_a_criterions_over_its_valid_marks()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "A", "A", "A", "A", "D");

        // For 5 of 5 the low end is 5 / (5 + 1.96²), for 4 of 4 it is 4 / (4 + 1.96²).
        var unit = round.Result("u1");
        Assert.Equal((0.5655m, 0.5655m), (unit.Positive?.Low, unit.Top?.Low));
        Assert.Equal((0.5101m, 0.5101m), (unit.Criteria[0].Positive?.Low, unit.Criteria[0].Top?.Low));
    }

    [Fact]
    public void Without_a_share_there_is_no_interval() => Assert.Null(SharePublication.Of(null, 0));

    private static IEnumerable<(Fraction Share, long N)> Shares()
    {
        var random = new Random(1927);
        return Enumerable.Range(1, 40).SelectMany(n => Enumerable.Range(0, n + 1).Select(marks => (new Fraction(marks, n), (long)n)))
            .Concat(Enumerable.Range(0, 500).Select(_ => random.Next(1, 2_000_000_000)).Select(n => (new Fraction(random.Next(n), n), (long)random.Next(1, 10_000_000))));
    }

    private static Fraction Exact(double number) => new(new System.Numerics.BigInteger(Math.ScaleB(number, 60)), System.Numerics.BigInteger.Pow(2, 60));
}
