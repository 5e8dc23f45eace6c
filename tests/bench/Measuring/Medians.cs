using Evaluation.Bench.Load;

namespace Evaluation.Bench.Measuring;

/// <summary>A workload's figures on one server: the median of each over all windows; times over all requests of all windows.</summary>
internal sealed class Medians(IReadOnlyList<Sample> samples)
{
    private readonly Latencies _latencies = Sum(samples);

    public double RequestsPerSecond { get; } = Of(samples.Select(sample => sample.RequestsPerSecond));

    public double ProcessorMicroseconds { get; } = Of(samples.Select(sample => sample.ProcessorMicroseconds));

    public double AllocatedBytes { get; } = Of(samples.Select(sample => sample.AllocatedBytes));

    public double Milliseconds(double share) => _latencies.Quantile(share);

    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Latencies Sum(IReadOnlyList<Sample> samples)
    {
        var sum = new Latencies();
        foreach (var sample in samples)
            sum.Add(sample.Latencies);
        return sum;
    }
}
