using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Opens and closes rounds by their schedule, to the second, and continues what a crash or an outage interrupted. Late ballots do not
/// depend on it: the ballot boxes have the instants themselves.
/// </summary>
public sealed partial class ScheduleRunner(IEngine engine, RoundChanges changes, DueRounds due, TimeProvider clock, ILogger<ScheduleRunner> log) : BackgroundService
{
    /// <summary>Interval at which due rounds are advanced.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>Delay before a refused round is tried again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Makes every round due at once.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public async Task WatchAllAsync(CancellationToken cancel)
    {
        await foreach (var round in engine.ListAsync(RoundGrain.Kind, cancel))
            due.Add(round.Key);
    }

    /// <summary>Advances the rounds that are due now.</summary>
    public async Task TickAsync()
    {
        foreach (var round in due.At(clock.GetUtcNow()))
            await AdvanceAsync(round);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TickAsync();
    }

    private async Task AdvanceAsync(DueRound round)
    {
        var advanced = await changes.AdvanceAsync(round.Id);
        if (!advanced.IsRefused(out var refusal))
        {
            due.Replace(round, advanced.Answer.DueAt);
            return;
        }
        if (refusal.Code == RefusalCode.NoSuchRound)
        {
            due.Replace(round, next: null);
            return;
        }
        LogRetry(log, round.Id, refusal.Detail);
        due.Replace(round, clock.GetUtcNow() + RetryAfter);
    }

    [LoggerMessage(LogLevel.Warning, "Round {Round} could not be advanced and will be tried again: {Reason}")]
    private static partial void LogRetry(ILogger log, string round, string reason);
}
