namespace Evaluation.Bench.Measuring;

/// <summary>
/// The cost of a ballot beside that in another build. The ratio is the median of the ratios of each round, because the speed of the machine
/// changes during a run.
/// </summary>
internal static class EarlierTable
{
    /// <summary>The maximum ratio of processor time per ballot to that of the other build.</summary>
    private const double RatioMax = 1.10;

    public static void Print(TextWriter to, Target earlier, Target now)
    {
        to.WriteLine($"{"",-34}{"earlier",12}{"embedded",12}{"ratio",10}   target");
        foreach (var workload in Workload.All)
        {
            var (before, after) = (earlier.Of(workload), now.Of(workload));
            var (was, costs) = (new Medians(before), new Medians(after));
            double[] ratios = [.. after.Zip(before, (a, b) => a.ProcessorMicroseconds / b.ProcessorMicroseconds).Order()];
            var ratio = Medians.Of(ratios);
            to.WriteLine(workload.Name);
            to.WriteLine($"  {"requests/s",-32}{was.RequestsPerSecond,12:N0}{costs.RequestsPerSecond,12:N0}{costs.RequestsPerSecond / was.RequestsPerSecond,10:0.00}");
            to.WriteLine(
                $"  {"processor time, µs/request",-32}{was.ProcessorMicroseconds,12:0.0}{costs.ProcessorMicroseconds,12:0.0}{ratio,10:0.00}   ≤ {RatioMax:0.00}  {(ratio <= RatioMax ? "met" : "MISS")}"
                + $"  (rounds {ratios[0]:0.00} to {ratios[^1]:0.00})");
            to.WriteLine($"  {"allocated, bytes/request",-32}{was.AllocatedBytes,12:N0}{costs.AllocatedBytes,12:N0}{costs.AllocatedBytes / was.AllocatedBytes,10:0.00}");
        }
    }
}
