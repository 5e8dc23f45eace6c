using System.Diagnostics.Metrics;

namespace Evaluation.Tests;

public sealed class MetersTests
{
    [Fact]
    public void Duration_histograms_have_buckets_from_a_millisecond_to_ten_seconds()
    {
        List<Histogram<double>> durations = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument is Histogram<double> { Unit: "s" } duration && instrument.Meter.Name == Meters.Name)
                durations.Add(duration);
        };
        _ = Meters.AppendSeconds;
        listener.Start();
        Assert.Contains(Meters.AppendSeconds, durations);
        foreach (var ends in durations.Select(duration => duration.Advice?.HistogramBucketBoundaries))
        {
            Assert.NotNull(ends);
            Assert.Equal((0.001, 10), (ends[0], ends[^1]));
            Assert.Equal(ends.Order(), ends);
        }
    }
}
