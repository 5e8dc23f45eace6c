namespace Evaluation.Bench.Measuring;

/// <summary>Reasons that make the figures of a run invalid.</summary>
internal sealed class Validity
{
    /// <summary>The allowed share of processor time of other programs, over all windows.</summary>
    public const double TakenMax = .1;

    private readonly List<string> _faults = [];

    public void Add(string fault) => _faults.Add(fault);

    public void CheckErrors(string where, IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
            Add($"{where}: {errors.Count} errors, the first: {errors[0]}");
    }

    public void CheckMachine(IReadOnlyCollection<Sample> samples, TextWriter to)
    {
        if (!MachineTime.IsKnown)
        {
            to.WriteLine("Whether others used the machine meanwhile is not known on this system.");
            return;
        }
        var (average, least, most) = (samples.Average(sample => sample.Taken), samples.Min(sample => sample.Taken), samples.Max(sample => sample.Taken));
        to.WriteLine($"Processor time that others had: {average:P1} on average, {least:P1} in the best window, {most:P1} in the worst.");
        if (average > TakenMax)
            Add($"the machine was taken away for {average:P0} of the time; {TakenMax:P0} are allowed");
    }

    /// <returns>The exit code.</returns>
    public int Conclude(TextWriter to)
    {
        foreach (var fault in _faults)
            to.WriteLine($"VOID: {fault}");
        return _faults.Count == 0 ? BenchExit.Valid : BenchExit.Void;
    }
}
