using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Evaluation.Cluster;

/// <summary>
/// Runs a gateway's start tasks as soon as a silo is available, and then checks all rounds at an interval. This continues schedules and
/// credential calls of a gateway that has failed. It also activates the boxes of a failed silo on another silo, where they report changes
/// not yet reported.
/// </summary>
internal sealed partial class GatewayMaintenance(
    Start start, ScheduleRunner schedule, IEngine engine, IServer server, PublicAddress site, IHostApplicationLifetime life, TimeProvider clock, ILogger<GatewayMaintenance> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (life.ApplicationStarted.Register(() => listening.TrySetResult()))
            await listening.Task.WaitAsync(stoppingToken);
        await RunStartAsync(stoppingToken);
        using var timer = new PeriodicTimer(ClusterLimits.RoundSweep, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await SweepAsync(stoppingToken);
    }

    private async Task RunStartAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var report = await start.RunAsync();
                report.Print(Console.Out, server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "", site.Site);
                return;
            }
            catch (JournalUnavailableException failure)
            {
                LogWaiting(log, failure.Message);
            }
            await Task.Delay(ClusterLimits.ReconnectAfter, clock, stop);
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await start.FinishInterruptedAsync();
            await schedule.WatchAllAsync(stop);
            await ActivateBoxesAsync(stop);
        }
        catch (JournalUnavailableException failure)
        {
            LogWaiting(log, failure.Message);
        }
    }

    /// <summary>
    /// Only rounds in voting. A box that is already active just answers. A box that cannot be activated is tried again at the next
    /// interval.
    /// </summary>
    private async Task ActivateBoxesAsync(CancellationToken stop)
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
    private static partial void LogWaiting(ILogger log, string reason);
}
