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

    /// <summary>Cuts that a listener waits for under each load.</summary>
    private const int Cuts = 3;

    private const int Connections = 16;
    private const int SlipsPerBallot = 5;
    private const int Listeners = 200;

    /// <summary>The least time between two cuts; <see cref="WatchedRound"/> uses it.</summary>
    private static readonly TimeSpan BetweenCuts = TimeSpan.FromMinutes(1);

    /// <summary>A new server still compiles its hot code.</summary>
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
        var credentials = await api.OpenAsync(Credentials);
        using var voters = new SequentialVoters(server.Address, round, credentials);
        var filling = Stopwatch.GetTimestamp();
        await voters.FillAsync(Credentials / 2, SlipsFilled, Connections, options.Seed);
        Console.WriteLine($"Filled with {Credentials / 2 * SlipsFilled:N0} slips in {Stopwatch.GetElapsedTime(filling).TotalSeconds:0} s.");

        foreach (var connections in (int[])[1, Connections])
        {
            var lag = new CutLag(server.Address);
            using var loadOver = new CancellationTokenSource();
            using var tooLate = new CancellationTokenSource(2 * Cuts * BetweenCuts);
            var load = voters.LoadAsync(connections, SlipsPerBallot, options.Seed, loadOver.Token);
            var (before, processor, machine, began) = (voters.Acknowledged, server.ProcessorTime, MachineTime.Read(), Stopwatch.GetTimestamp());
            await lag.MeasureAsync(Cuts, tooLate.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (elapsed, cast, used) = (Stopwatch.GetElapsedTime(began), voters.Acknowledged - before, server.ProcessorTime - processor);
            await loadOver.CancelAsync();
            await load;
            if (lag.Lags.Count < Cuts)
            {
                validity.Add("cuts were not seen");
                continue;
            }
            Tell(
                $"Live scores behind the instant of their cut at {cast / elapsed.TotalSeconds:N0} ballots of {SlipsPerBallot} slips a second: p50 {lag.Lags.Quantile(.5):0} ms, worst {lag.Lags.Quantile(1):0} ms ({Cuts} cuts; {lag.Events} events of {lag.EventBytes / Math.Max(1, lag.Events) >> 10:N0} KiB).",
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
        using var voters = new SequentialVoters(server.Address, round, await api.OpenAsync(Credentials));
        await voters.FillAsync(2_000, round.Units, Connections, options.Seed);
        using var over = new CancellationTokenSource();
        var changes = ChangeAsync(voters, round, options.Seed, over.Token);
        var listeners = new EventListeners(server.Address, $"/api/rounds/{WatchedRound.Id}/scores/stream", Listeners);
        await Task.Delay(WarmUps * options.WarmUp);
        var (events, bytes, machine, began, processor) = (listeners.Events, listeners.Bytes, MachineTime.Read(), Stopwatch.GetTimestamp(), server.ProcessorTime);
        var watched = await ShareAsync(server);
        var (seconds, heard, taken) = (Stopwatch.GetElapsedTime(began).TotalSeconds, listeners.Events - events, listeners.Bytes - bytes);
        listeners.Dispose();
        var quiet = await ShareAsync(server);
        Tell(
            $"{Listeners} listeners of {round.Units} units at {60 * heard / seconds / Listeners:0.0} events a minute each, {taken / Math.Max(1, heard) >> 10} KiB an event: {watched:P1} of one processor, {quiet:P1} without them.",
            machine,
            began,
            server.ProcessorTime - processor);
        if (heard == 0)
            validity.Add("the listeners heard nothing");
        await over.CancelAsync();
        await changes;
    }

    /// <summary>Somebody votes before every tick.</summary>
    private static async Task ChangeAsync(SequentialVoters voters, WatchedRound round, int seed, CancellationToken cancel)
    {
        var random = new Random(seed);
        for (var person = 0; !cancel.IsCancellationRequested; person = (person + 1) % Credentials)
        {
            await voters.CastAsync(person, round.Ballot(random.Next(round.Units), 1, random));
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    /// <summary>The server's processor time over the time between two cuts.</summary>
    private static async Task<double> ShareAsync(ServerProcess server)
    {
        var (processor, began) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(BetweenCuts);
        return (server.ProcessorTime - processor) / Stopwatch.GetElapsedTime(began);
    }

    private static void Tell(string figure, MachineTime before, long began, TimeSpan byServer)
    {
        Console.WriteLine(figure);
        if (MachineTime.IsKnown)
            Console.WriteLine($"  Others had {MachineTime.Read().TakenSince(before, Stopwatch.GetElapsedTime(began), byServer):P0} of the processors' time meanwhile.");
    }
}
