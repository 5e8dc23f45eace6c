using System.Diagnostics;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;
using Evaluation.Bench.Watching;

namespace Evaluation.Bench;

/// <summary>Live scores: the speed of scoring, the delay of streamed scores under load, and the cost of listeners.</summary>
internal static class LiveRun
{
    private const int Credentials = 10_000;
    private const int SlipsFilled = 100;
    private const int Probes = 1_000;
    private const int Seen = 5 * WatchedRound.Groups;
    private const int Connections = 16;
    private const int SlipsPerBallot = 5;
    private const int Listeners = 200;

    /// <summary>A new server still compiles its hot code, and with 200 listeners a snapshot is built only four times a second.</summary>
    private const int WarmUps = 3;

    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var validity = new Validity();
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors, seed {options.Seed}.");
        var city = new WatchedRound(1_000, 16);
        var machine = MachineTime.Read();
        var began = Stopwatch.GetTimestamp();
        var pace = ScoringPace.Measure(city, options.Seed);
        Tell($"A round of {city.Units:N0} units × {WatchedRound.Criteria} criteria × {WatchedRound.Groups} groups with 500,000 slips scored in {Medians.Of(pace):0.00} s (median of {pace.Count}, worst {pace.Max():0.00}).", machine, began, TimeSpan.Zero);
        await MeasureLagAsync(city, options, Path.Combine(folder, "city"), validity);
        await MeasureListenersAsync(new(60, 4), options, Path.Combine(folder, "district"), validity);
        return validity.Conclude(Console.Out);
    }

    private static async Task MeasureLagAsync(WatchedRound round, BenchOptions options, string folder, Validity validity)
    {
        Directory.CreateDirectory(folder);
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        using var api = new RoundApi(server.Address, round.Definition());
        // The first only warms up.
        int[] loads = [1, 1, Connections];
        var credentials = await api.OpenAsync(Credentials + Seen + (Probes * loads.Length));
        using var voters = new Electorate(server.Address, round with { Units = round.Units - 1 }, credentials[..Credentials]);
        using var probes = new Electorate(server.Address, round, credentials[Credentials..]);
        var filling = Stopwatch.GetTimestamp();
        await voters.FillAsync(Credentials / 2, SlipsFilled, Connections, options.Seed);
        Console.WriteLine($"Filled with {Credentials / 2 * SlipsFilled:N0} slips in {Stopwatch.GetElapsedTime(filling).TotalSeconds:0} s.");

        // Only the measurement rates the last unit; each of its groups is above the minimum before the first measurement.
        for (var person = 0; person < Seen; person++)
            await probes.CastAsync(person, round.Ballot(round.Units - 1, 1, new Random(person)));
        foreach (var (index, connections) in loads.Index())
        {
            var lag = new ScoreLag(server.Address, probes, round, round.Units - 1);
            using var over = new CancellationTokenSource();
            using var loadOver = new CancellationTokenSource();
            var load = voters.LoadAsync(connections, SlipsPerBallot, options.Seed, loadOver.Token);
            var (before, processor, machine, began) = (voters.Acknowledged, server.ProcessorTime, MachineTime.Read(), Stopwatch.GetTimestamp());
            over.CancelAfter(options.WarmUp);
            await lag.MeasureAsync(Enumerable.Range(Seen + (index * Probes), Probes), options.Seed, over.Token);
            var (elapsed, cast, used) = (Stopwatch.GetElapsedTime(began), voters.Acknowledged - before, server.ProcessorTime - processor);
            await loadOver.CancelAsync();
            await load;
            if (lag.Lags.Count == 0)
                validity.Add("no probe was seen");
            if (index == 0)
                continue;
            Tell(
                $"Live score behind the last acknowledged ballot at {cast / elapsed.TotalSeconds:N0} ballots of {SlipsPerBallot} slips a second: p50 {lag.Lags.Quantile(.5):0} ms, p99 {lag.Lags.Quantile(.99):0} ms ({lag.Lags.Count} ballots; {lag.Events} events of {lag.EventBytes / Math.Max(1, lag.Events) >> 10:N0} KiB).",
                machine,
                began,
                used);
        }
    }

    private static async Task MeasureListenersAsync(WatchedRound round, BenchOptions options, string folder, Validity validity)
    {
        Directory.CreateDirectory(folder);
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        using var api = new RoundApi(server.Address, round.Definition());
        using var voters = new Electorate(server.Address, round, await api.OpenAsync(Credentials));
        await voters.FillAsync(2_000, round.Units, Connections, options.Seed);
        using var over = new CancellationTokenSource();
        var changes = ChangeAsync(voters, round, options.Seed, over.Token);
        var crowd = new Crowd(server.Address, $"/api/rounds/{WatchedRound.Id}/scores/stream", Listeners);
        await Task.Delay(WarmUps * options.WarmUp);
        var (events, bytes, machine, began, processor) = (crowd.Events, crowd.Bytes, MachineTime.Read(), Stopwatch.GetTimestamp(), server.ProcessorTime);
        var watched = await ShareAsync(server, options);
        var (seconds, heard, taken) = (Stopwatch.GetElapsedTime(began).TotalSeconds, crowd.Events - events, crowd.Bytes - bytes);
        crowd.Dispose();
        var quiet = await ShareAsync(server, options);
        Tell(
            $"{Listeners} listeners of {round.Units} units at {heard / seconds / Listeners:0.0} events a second each, {taken / Math.Max(1, heard) >> 10} KiB an event: {watched:P1} of one processor, {quiet:P1} without them.",
            machine,
            began,
            server.ProcessorTime - processor);
        if (heard == 0)
            validity.Add("the listeners heard nothing");
        await over.CancelAsync();
        await changes;
    }

    /// <summary>Something changes before every tick.</summary>
    private static async Task ChangeAsync(Electorate voters, WatchedRound round, int seed, CancellationToken cancel)
    {
        var random = new Random(seed);
        for (var person = 0; !cancel.IsCancellationRequested; person = (person + 1) % Credentials)
        {
            await voters.CastAsync(person, round.Ballot(random.Next(round.Units), 1, random));
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    private static async Task<double> ShareAsync(ServerProcess server, BenchOptions options)
    {
        var (processor, began) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(options.WarmUp);
        return (server.ProcessorTime - processor) / Stopwatch.GetElapsedTime(began);
    }

    private static void Tell(string figure, MachineTime before, long began, TimeSpan byServer)
    {
        Console.WriteLine(figure);
        if (MachineTime.IsKnown)
            Console.WriteLine($"  Others had {MachineTime.Read().TakenSince(before, Stopwatch.GetElapsedTime(began), byServer):P0} of the processors' time meanwhile.");
    }
}
