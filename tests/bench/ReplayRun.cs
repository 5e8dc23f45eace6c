using System.Diagnostics;
using Evaluation.Bench.Load;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Replaying;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench;

/// <summary>Measures sealing, a start after a kill, and the replay of a box on one processor.</summary>
internal static class ReplayRun
{
    private const int Ballots = 12_000;
    private const int Slips = 12;
    private const int Connections = 64;

    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var validity = new Validity();
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors: {Ballots:N0} ballots × {Slips} slips.");
        var voters = await FillAndSealAsync(folder, validity);
        await StartAgainAsync(folder, voters, validity);
        var passes = await BoxReplay.RunAsync(folder, voters.StandingSlips, options.Rounds);
        Console.WriteLine($"Boxes replayed without a snapshot, on one processor: {Medians.Of(passes) / 1e6:0.00} million slips/s (median of {passes.Count} passes, best {passes.Max() / 1e6:0.00}).");
        Console.WriteLine($"Memory of the boxes: {await BoxReplay.MemoryAsync(folder, voters.StandingSlips):0.0} bytes for a standing slip ({Slips} of a credential, with the numbers of their slips of paper).");
        return validity.Conclude(Console.Out);
    }

    private static async Task<Voters> FillAndSealAsync(string folder, Validity validity)
    {
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        using var api = new RoundApi(server.Address);
        var voters = new Voters(await api.OpenAsync(Ballots), Slips);
        validity.CheckErrors("filling", await Window.FillAsync(server, voters, Connections));
        var began = Stopwatch.GetTimestamp();
        await api.MoveAsync("sealed");
        Console.WriteLine($"Sealed in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s.");
        await server.KillAsync();
        return voters;
    }

    private static async Task StartAgainAsync(string folder, Voters voters, Validity validity)
    {
        var began = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        Console.WriteLine($"Started after a kill in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s, to the first connection that it takes.");
        using var api = new RoundApi(server.Address);
        var voted = await api.VotedAsync();
        Console.WriteLine($"Turnout over all boxes known {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s after the start began.");
        if (voted != voters.Voted)
            validity.Add($"{voters.Voted} voters had a ballot acknowledged, the turnout says {voted}");
        await server.KillAsync();
        await Verification.RunAsync(folder, voters.Voted, voters.StandingSlips, validity, Console.Out);
    }
}
