using Evaluation.Bench.Load;

namespace Evaluation.Bench.Measuring;

/// <summary>The measurements of one window.</summary>
/// <param name="RequestsPerSecond">Acknowledged.</param>
/// <param name="ProcessorMicroseconds">Of the server, for an acknowledged request.</param>
/// <param name="AllocatedBytes">In the server, for an acknowledged request.</param>
/// <param name="Faults">What went wrong on connections that got no answer, or another than 200.</param>
/// <param name="Taken">The share of the processors' time that others had.</param>
internal sealed record Sample(
    double RequestsPerSecond, double ProcessorMicroseconds, double AllocatedBytes, Latencies Latencies, IReadOnlyList<string> Faults, double Taken)
{
    public static Sample Of(LoadConnection[] connections, bool isAnswered, TimeSpan elapsed, TimeSpan processor, long allocated, double taken)
    {
        var latencies = new Latencies();
        foreach (var connection in connections)
            latencies.Add(connection.Latencies);
        var answered = connections.Sum(connection => connection.Answered);
        return new(
            latencies.Count / elapsed.TotalSeconds,
            processor.TotalMicroseconds / latencies.Count,
            (double)allocated / answered,
            latencies,
            Errors(connections, isAnswered),
            taken);
    }

    public static IReadOnlyList<string> Errors(LoadConnection[] connections, bool isAnswered)
    {
        var errors = connections.Select(connection => connection.Error).OfType<string>();
        return [.. isAnswered ? errors : errors.Append("An answer did not come.")];
    }
}
