using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Evaluation.Cluster;

/// <summary>
/// A gateway's start, as soon as there are silos to carry it out, and from then on a look at all rounds once in a while: what another
/// gateway has scheduled or begun is seen to as well when that one is gone, and boxes that a silo took with it come to life elsewhere
/// and report what it had no time to report.
/// </summary>
internal sealed partial class Opening(
    Start start, Timekeeper timekeeper, IEngine engine, IServer server, IHostApplicationLifetime life, TimeProvider clock, ILogger<Opening> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (life.ApplicationStarted.Register(() => listening.TrySetResult()))
            await listening.Task.WaitAsync(stoppingToken);
        await OpenAsync(stoppingToken);
        using var timer = new PeriodicTimer(ClusterLimits.RoundSweep, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await SweepAsync(stoppingToken);
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var welcome = await start.RunAsync();
                welcome.Print(Console.Out, server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "");
                return;
            }
            catch (Exception failure) when (failure is JournalUnavailableException or IssueInterruptedException)
            {
                LogWaits(log, failure.Message);
            }
            await Task.Delay(ClusterLimits.ReconnectAfter, clock, stop);
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await start.FinishInterruptedAsync();
            await timekeeper.WatchAllAsync(stop);
            await WakeBoxesAsync(stop);
        }
        catch (JournalUnavailableException failure)
        {
            LogWaits(log, failure.Message);
        }
    }

    /// <summary>Of rounds in which votes come in. A box that is awake answers and does nothing; one that could not wake is asked the next time.</summary>
    private async Task WakeBoxesAsync(CancellationToken stop)
    {
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, stop))
        {
            if (await engine.SendAsync(grain, new ViewRound()) is not { Refusal: null, Answer: { State: RoundState.Voting or RoundState.Paused } round })
                continue;
            for (var box = 0; box < round.BallotBoxes; box++)
                await engine.SendAsync(BoxGrain.Ref(round.Id, box), new ViewTurnout());
        }
    }

    [LoggerMessage(LogLevel.Warning, "The gateway waits for silos or for the journal: {Reason}")]
    private static partial void LogWaits(ILogger log, string reason);
}
