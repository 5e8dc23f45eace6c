using System.Diagnostics;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;
using Evaluation.Bench.Watching;

namespace Evaluation.Bench;

/// <summary>Measures sealing a large round: its boxes, then its sealed record, and the memory of the server.</summary>
/// <remarks>The marks are random: the size of the record is the number of different slips of each unit and group.</remarks>
internal static class SealRun
{
    private const int Units = 1_000;
    private const int Slips = 20;
    private const int Connections = 32;
    private const int BallotBoxes = 16;

    private static readonly TimeSpan SealedWithin = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var validity = new Validity();
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors: seed {options.Seed}: {options.Ballots:N0} ballots × {Slips} slips of {Units:N0} units in {BallotBoxes} boxes.");
        await FillAndSealAsync(folder, options, validity);
        await Verification.RunAsync(folder, options.Ballots, (long)options.Ballots * Slips, validity, Console.Out);
        return validity.Conclude(Console.Out);
    }

    private static async Task FillAndSealAsync(string folder, BenchOptions options, Validity validity)
    {
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        var round = new WatchedRound(Units, BallotBoxes);
        var definition = round.Definition();
        definition["visibility"] = "sealed";
        using var api = new RoundApi(server.Address, definition);
        var began = Stopwatch.GetTimestamp();
        using (var voters = new SequentialVoters(server.Address, round, await api.OpenAsync(options.Ballots)))
            await voters.FillAsync(options.Ballots, Slips, Connections, options.Seed);
        Console.WriteLine(
            $"Filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, each ballot acknowledged. Memory {server.ResidentBytes >> 20:N0} MiB, {server.MostResidentBytes >> 20:N0} MiB at the most.");

        var (processor, machine) = (server.ProcessorTime, MachineTime.Read());
        began = Stopwatch.GetTimestamp();
        await api.MoveAsync("sealed");
        var elapsed = Stopwatch.GetElapsedTime(began);
        processor = server.ProcessorTime - processor;
        var others = MachineTime.Read().TakenSince(machine, elapsed, processor);
        var (started, counted, recorded) = ((await api.ActsAsync("sealing-started")).Single(), (await api.ActsAsync("box-counted")).Max(), (await api.ActsAsync("votes-recorded")).Single());
        Console.WriteLine(
            $"Sealed in {elapsed.TotalSeconds:0.00} s: boxes {(counted - started).TotalSeconds:0.00} s, record {(recorded - counted).TotalSeconds:0.00} s; processor time {processor.TotalSeconds:0.00} s. "
            + $"Others had {others:P1}. Memory {server.MostResidentBytes >> 20:N0} MiB at the most.");
        if (elapsed > SealedWithin)
            Console.WriteLine($"MISS: sealed in {elapsed.TotalSeconds:0.00} s; the target is {SealedWithin.TotalSeconds:0} s.");
        if (await api.VotedAsync() is var voted && voted != options.Ballots)
            validity.Add($"{options.Ballots} voters had a ballot acknowledged, the turnout says {voted}");
        await server.KillAsync();
    }
}
