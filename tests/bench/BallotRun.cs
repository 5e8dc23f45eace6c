using System.Diagnostics;
using System.Globalization;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench;

/// <summary>
/// Durable ballots against the HTTP floor in one run: both servers warmed up, windows in shuffled order, then a check that no ballot is
/// missing.
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
        await using var embeddedServer = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        using var api = new RoundApi(embeddedServer.Address, options.HasLimits ? BenchRound.LimitedDefinition() : null);
        var credentials = await api.OpenAsync(Workload.All.Sum(workload => workload.Voters));
        var floor = new Target("floor", floorServer, credentials);
        var embedded = new Target("embedded", embeddedServer, credentials);

        await WarmUpAsync([floor, embedded], options, validity);
        await MeasureAsync([floor, embedded], options, validity);
        BallotTable.Print(Console.Out, floor, embedded);
        validity.CheckMachine([.. floor.Samples, .. embedded.Samples], Console.Out);
        if (await api.VotedAsync() is var voted && voted != embedded.Voted)
            validity.Add($"{embedded.Voted} voters had a ballot acknowledged, the turnout says {voted}");
        await api.MoveAsync("sealed");
        await embeddedServer.KillAsync();
        await Verification.RunAsync(folder, embedded.Voted, embedded.StandingSlips, validity, Console.Out);
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
