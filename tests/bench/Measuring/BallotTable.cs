namespace Evaluation.Bench.Measuring;

/// <summary>The printed figures: one block for each workload, the target beside what it is a target of.</summary>
internal static class BallotTable
{
    public static void Print(TextWriter to, Target floor, Target embedded)
    {
        to.WriteLine($"{"",-34}{"floor",12}{"embedded",12}{"ratio",10}   target");
        foreach (var workload in Workload.All)
        {
            var (below, above) = (new Medians(floor.Of(workload)), new Medians(embedded.Of(workload)));
            to.WriteLine(workload.Name);
            PrintRates(to, workload, below, above);
            PrintCosts(to, workload, below, above);
            to.WriteLine($"  {"p50 / p99, ms",-32}{Times(below),12}{Times(above),12}");
            to.WriteLine($"  {"errors",-32}{Errors(floor, workload),12}{Errors(embedded, workload),12}");
        }
    }

    private static void PrintRates(TextWriter to, Workload workload, Medians below, Medians above)
    {
        var rate = above.RequestsPerSecond / below.RequestsPerSecond;
        to.WriteLine(
            $"  {"requests/s",-32}{below.RequestsPerSecond,12:N0}{above.RequestsPerSecond,12:N0}{rate,10:0.00}   ≥ {workload.RateMin:0.00}  {Verdict(rate >= workload.RateMin)}");
    }

    private static void PrintCosts(TextWriter to, Workload workload, Medians below, Medians above)
    {
        var cost = above.ProcessorMicroseconds / below.ProcessorMicroseconds;
        to.WriteLine(
            $"  {"processor time, µs/request",-32}{below.ProcessorMicroseconds,12:0.0}{above.ProcessorMicroseconds,12:0.0}{cost,10:0.00}   ≤ {Workload.ProcessorMax:0.00}  {Verdict(cost <= Workload.ProcessorMax)}");
        var target = workload.Slips == 1 ? $"   ≤ {Workload.AllocatedMax:0} bytes  {Verdict(above.AllocatedBytes <= Workload.AllocatedMax)}" : "";
        to.WriteLine($"  {"allocated, bytes/request",-32}{below.AllocatedBytes,12:N0}{above.AllocatedBytes,12:N0}{"",10}{target}");
    }

    private static string Times(Medians medians) => $"{medians.Milliseconds(.50):0.0} / {medians.Milliseconds(.99):0.0}";

    private static int Errors(Target target, Workload workload) => target.Of(workload).Sum(sample => sample.Faults.Count);

    private static string Verdict(bool isMet) => isMet ? "met" : "MISS";
}
