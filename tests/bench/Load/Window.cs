using System.Diagnostics;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench.Load;

/// <summary>A period of load on one server.</summary>
internal static class Window
{
    private static readonly TimeSpan RunIn = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FilledWithin = TimeSpan.FromMinutes(5);

    /// <summary>Opens new connections, runs a short warm-up, measures, and then waits for every answer.</summary>
    public static async Task<Sample> RunAsync(ServerProcess server, Voters voters, int connections, TimeSpan length)
    {
        var load = new LoadPhase(connections);
        var all = Start(load, server, voters, connections);
        await Task.Delay(RunIn);

        var allocated = await server.AllocatedAsync();
        var (processor, machine, began) = (server.ProcessorTime, MachineTime.Read(), Stopwatch.GetTimestamp());
        load.Measure();
        await Task.Delay(length);
        load.Stop();
        var elapsed = Stopwatch.GetElapsedTime(began);
        processor = server.ProcessorTime - processor;
        var taken = MachineTime.Read().TakenSince(machine, elapsed, byServer: processor);

        var isAnswered = await EndsAsync(load, AnswersWithin);
        allocated = await server.AllocatedAsync() - allocated;
        Close(all);
        return Sample.Of(all, isAnswered, elapsed, processor, allocated, taken);
    }

    /// <summary>Each voter casts one ballot; returns the errors.</summary>
    public static async Task<IReadOnlyList<string>> FillAsync(ServerProcess server, Voters voters, int connections)
    {
        var load = new LoadPhase(connections, once: true);
        var all = Start(load, server, voters, connections);
        var isAnswered = await EndsAsync(load, FilledWithin);
        Close(all);
        return Sample.Errors(all, isAnswered);
    }

    private static LoadConnection[] Start(LoadPhase load, ServerProcess server, Voters voters, int connections)
    {
        LoadConnection[] all = [.. Enumerable.Range(0, connections).Select(first => new LoadConnection(load, server.Address, voters, first, connections))];
        foreach (var connection in all)
            connection.Connect();
        foreach (var connection in all)
            connection.Start();
        return all;
    }

    private static async Task<bool> EndsAsync(LoadPhase load, TimeSpan within) => await Task.WhenAny(load.AllEnded, Task.Delay(within)) == load.AllEnded;

    private static void Close(LoadConnection[] all)
    {
        foreach (var connection in all)
            connection.Dispose();
    }
}
