using System.Diagnostics;
using System.Globalization;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench;

/// <summary>
/// Durable ballots against the HTTP floor in one run, and against another build if one is named: all servers warmed up, windows in shuffled
/// order, then a check that no ballot is missing.
/// </summary>
internal static class BallotRun
{
    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var (began, validity) = (Stopwatch.GetTimestamp(), new Validity());
        if (ScratchFolder.IsInMemory(folder))
            validity.Add("the data folder is kept in memory; name one on a disk with --data");
        Console.WriteLine(
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors, seed {options.Seed.ToString(CultureInfo.InvariantCulture)}: "
            + $"{options.Rounds} rounds of {options.Window.TotalSeconds:0.#} s windows after {options.WarmUp.TotalSeconds:0.#} s of warm-up each.");

        await using var floorServer = await ServerProcess.StartFloorAsync(folder);
        await using var embedded = await BallotServer.StartAsync("embedded", folder, program: null, options);
        await using var earlier = options.Earlier is { } program
            ? await BallotServer.StartAsync("earlier", Directory.CreateDirectory(Path.Combine(folder, "earlier")).FullName, program, options)
            : null;
        var floor = new Target("floor", floorServer, embedded.Credentials);
        Target[] targets = earlier is null ? [floor, embedded.Target] : [floor, earlier.Target, embedded.Target];

        await WarmUpAsync(targets, options, validity);
        await MeasureAsync(targets, options, validity);
        BallotTable.Print(Console.Out, floor, embedded.Target);
        if (earlier is not null)
            EarlierTable.Print(Console.Out, earlier.Target, embedded.Target);
        validity.CheckMachine([.. targets.SelectMany(target => target.Samples)], Console.Out);
        await embedded.VerifyAsync(validity, Console.Out);
        Console.WriteLine($"The run took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s.");
        return validity.Conclude(Console.Out);
    }

    private static async Task WarmUpAsync(Target[] targets, BenchOptions options, Validity validity)
    {
        foreach (var target in targets)
            foreach (var workload in Workload.All)
                validity.CheckErrors($"{target.Name}, {workload.Name}, warming up", (await target.WarmUpAsync(workload, options.WarmUp)).Faults);
    }

    private static async Task MeasureAsync(Target[] targets, BenchOptions options, Validity validity)
    {
        var random = new Random(options.Seed);
        (Target Target, Workload Workload)[] windows = [.. targets.SelectMany(target => Workload.All.Select(workload => (target, workload)))];
        for (var round = 0; round < options.Rounds; round++)
        {
            random.Shuffle(windows);
            foreach (var (target, workload) in windows)
                validity.CheckErrors($"{target.Name}, {workload.Name}, round {round + 1}", (await target.MeasureAsync(workload, options.Window)).Faults);
        }
    }
}
