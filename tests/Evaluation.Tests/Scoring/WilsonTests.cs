using Evaluation.Scoring;
using Evaluation.Scoring.Votes;

namespace Evaluation.Tests.Scoring;

public sealed class WilsonTests
{
    // The published checks say 76.4–99.1 %, 91.9–96.9 % and 56.6–100 %.
    [Theory]
    [InlineData(19, 20, 0.95, 0.7639, 0.9911)]
    [InlineData(285, 300, 0.95, 0.9192, 0.9695)]
    [InlineData(5, 5, 1, 0.5655, 1)]
    [InlineData(0, 5, 0, 0, 0.4345)]
    public void The_interval_agrees_with_the_published_checks(int marks, int n, decimal share, decimal low, decimal high) =>
        Assert.Equal(new Share(share, low, high), Wilson.Share(new Fraction(marks, n), n));

    [Fact]
    public void The_interval_touches_nought_and_one_exactly()
    {
        Assert.Equal(1m, Wilson.Share(Fraction.One, 7)!.High);
        Assert.Equal(0m, Wilson.Share(Fraction.Zero, 7)!.Low);
    }

    [Fact]
    public void Rounding_in_whole_numbers_gives_the_ends_of_the_interval_rounded()
    {
        var random = new Random(1927);
        var shares = Enumerable.Range(1, 40).SelectMany(n => Enumerable.Range(0, n + 1).Select(k => (new Fraction(k, n), (long)n)))
            .Concat(Enumerable.Range(0, 500).Select(_ => random.Next(1, 2_000_000_000)).Select(b => (new Fraction(random.Next(b), b), (long)random.Next(1, 10_000_000))));
        foreach (var (share, n) in shares)
        {
            var (low, high) = Wilson.Interval(share, n);
            Assert.Equal(new Share(share.Round(4), low.Round(4), high.Round(4)), Wilson.Share(share, n));
        }
    }

    [Fact]
    public void A_units_interval_goes_by_its_slips_and_a_criterions_by_its_valid_marks()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "A", "A", "A", "A", "D");

        // Of 5 of 5 the low end is 5 / (5 + 1.96²), of 4 of 4 it is 4 / (4 + 1.96²).
        var unit = round.Result("u1");
        Assert.Equal((0.5655m, 0.5655m), (unit.Positive?.Low, unit.Top?.Low));
        Assert.Equal((0.5101m, 0.5101m), (unit.Criteria[0].Positive?.Low, unit.Criteria[0].Top?.Low));
    }

    [Fact]
    public void Without_a_share_there_is_no_interval() => Assert.Null(Wilson.Share(null, 0));
}
