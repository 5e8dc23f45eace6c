using System.Globalization;

namespace Evaluation.Bench.Measuring;

/// <summary>Processor time by the counters of the system; available on Linux only.</summary>
/// <param name="Busy">Programs and the kernel on their behalf.</param>
/// <param name="Stolen">Time that the hypervisor gave to others.</param>
/// <param name="Own">Of this process.</param>
internal readonly record struct MachineTime(TimeSpan Busy, TimeSpan Stolen, TimeSpan Own)
{
    private const string Books = "/proc/stat";
    private const int TicksPerSecond = 100;

    public static bool IsKnown => File.Exists(Books);

    public static MachineTime Read()
    {
        if (!IsKnown)
            return default;
        // cpu user nice system idle iowait irq softirq steal …
        var fields = File.ReadLines(Books).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        TimeSpan Time(int field) => TimeSpan.FromSeconds(double.Parse(fields[field], CultureInfo.InvariantCulture) / TicksPerSecond);
        return new(Time(1) + Time(2) + Time(3), Time(8), Environment.CpuUsage.TotalTime);
    }

    /// <summary>
    /// The share of processor time that neither the server nor the load generator used: stolen, or spent by other programs.
    /// </summary>
    public double TakenSince(MachineTime before, TimeSpan elapsed, TimeSpan byServer)
    {
        var others = Busy - before.Busy - (Own - before.Own) - byServer;
        var taken = Stolen - before.Stolen + (others > TimeSpan.Zero ? others : TimeSpan.Zero);
        return taken / (elapsed * Environment.ProcessorCount);
    }
}
