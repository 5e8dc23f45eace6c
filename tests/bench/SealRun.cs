using System.Diagnostics;
using Evaluation.Bench.Load;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench;

/// <summary>Measures sealing a large round: its boxes, then its sealed record, and the memory of the server.</summary>
internal static class SealRun
{
    private const int Slips = 20;
    private const int Connections = 64;
    private const int BallotBoxes = 16;

    private static readonly TimeSpan SealedWithin = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var validity = new Validity();
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors: {options.Ballots:N0} ballots × {Slips} slips in {BallotBoxes} boxes.");
        var voters = await FillAndSealAsync(folder, options.Ballots, validity);
        await Verification.RunAsync(folder, voters.Voted, voters.StandingSlips, validity, Console.Out);
        return validity.Conclude(Console.Out);
    }

    private static async Task<Voters> FillAndSealAsync(string folder, int ballots, Validity validity)
    {
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        using var api = new RoundApi(server.Address, BenchRound.Definition(ballots / BenchRound.Groups.Length, BallotBoxes));
        var voters = new Voters(await api.OpenAsync(ballots), Slips);
        var began = Stopwatch.GetTimestamp();
        validity.CheckErrors("filling", await Window.FillAsync(server, voters, Connections));
        Console.WriteLine($"Filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; {voters.Voted:N0} ballots acknowledged. Memory {server.ResidentBytes >> 20:N0} MiB, {server.MostResidentBytes >> 20:N0} MiB at the most.");

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
        if (await api.VotedAsync() is var voted && voted != voters.Voted)
            validity.Add($"{voters.Voted} voters had a ballot acknowledged, the turnout says {voted}");
        await server.KillAsync();
        return voters;
    }
}
