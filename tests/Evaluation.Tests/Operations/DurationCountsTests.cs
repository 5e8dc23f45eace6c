using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Tests.Operations;

/// <summary>Percentiles from counts, against the sorted durations themselves.</summary>
public sealed class DurationCountsTests
{
    private const double Widest = 1.0906;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_percentile_is_at_most_nine_per_cent_too_long_and_never_too_short(int seed)
    {
        var random = new Random(seed);
        var durations = Enumerable.Range(0, random.Next(1, 5_000)).Select(_ => Math.Exp(random.NextDouble() * 12 - 9)).ToArray();
        var counts = Of(durations);
        Array.Sort(durations);
        foreach (var share in new[] { 0.01, 0.5, 0.9, 0.99, 1 })
        {
            var true_ = durations[(int)Math.Ceiling(share * durations.Length) - 1];
            Assert.InRange(counts.Within(share)!.Value, true_ * (1 - 1e-9), Math.Max(0.0001, true_ * Widest));
        }
    }

    [Fact]
    public void Without_a_duration_there_is_no_percentile() => Assert.Null(new DurationCounts().Within(0.5));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e9)]
    [InlineData(double.PositiveInfinity)]
    public void Any_number_is_counted(double seconds)
    {
        var counts = Of(seconds);
        Assert.Equal(1, counts.Count);
        Assert.InRange(counts.Within(1)!.Value, 0.0001, 120);
    }

    [Fact]
    public void Counts_of_several_processes_add_up_to_those_of_all()
    {
        var random = new Random(4);
        var parts = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray()).ToArray();
        var sum = new DurationCounts();
        foreach (var part in parts)
            sum.Add(Of(part).ToPairs());
        Assert.Equal(Of([.. parts.SelectMany(part => part)]).ToPairs(), sum.ToPairs());
        Assert.Equal(1_000, sum.Count);
    }

    [Fact]
    public void Buckets_that_another_version_may_have_are_ignored() =>
        Assert.Equal(0, new DurationCounts().Add([-1, 5, 9_999, 5, 3, -2, 7]).Count);

    private static DurationCounts Of(params double[] durations)
    {
        var counts = new DurationCounts();
        foreach (var seconds in durations)
            counts.Add(seconds);
        return counts;
    }
}
