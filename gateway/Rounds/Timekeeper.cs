using System.Collections.Concurrent;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Opens and closes rounds by their schedule, to the second, and goes on with what a crash or an outage left undone. Late ballots do not
/// depend on it: the boxes know the instants themselves.
/// </summary>
public sealed partial class Timekeeper(IEngine engine, RoundClerk clerk, RoundViews views, TimeProvider clock, ILogger<Timekeeper> log) : BackgroundService
{
    /// <summary>How often the clock is looked at.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>How long after a failure the same is tried again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    /// <summary>Has a round looked at with the next tick.</summary>
    public void Watch(string round)
    {
        if (Slug.IsValid(round))
            _due[round] = DateTimeOffset.MinValue;
    }

    /// <summary>Looks at every round that there is: what a start does.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public async Task WatchAllAsync(CancellationToken cancel)
    {
        await foreach (var round in engine.ListAsync(RoundGrain.Kind, cancel))
            Watch(round.Key);
    }

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync()
    {
        var now = clock.GetUtcNow();
        foreach (var (round, dueAt) in _due)
            if (dueAt <= now)
                await AdvanceAsync(round, dueAt);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TickAsync();
    }

    private async Task AdvanceAsync(string round, DateTimeOffset dueAt)
    {
        var advanced = await clerk.AdvanceAsync(round);
        views.Forget(round);
        if (advanced.IsRefused(out var refusal))
        {
            if (refusal.Code == RefusalCode.NoSuchRound)
            {
                _due.TryRemove(round, out _);
                return;
            }
            LogRetry(log, round, refusal.Detail);
            _due.TryUpdate(round, clock.GetUtcNow() + RetryAfter, dueAt);
            return;
        }
        // A round that was changed meanwhile has been put to the front again and stays there.
        if (advanced.Answer.DueAt is { } next)
            _due.TryUpdate(round, next, dueAt);
        else
            _due.TryRemove(KeyValuePair.Create(round, dueAt));
    }

    [LoggerMessage(LogLevel.Warning, "Round {Round} could not be brought up to date and is tried again: {Reason}")]
    private static partial void LogRetry(ILogger log, string round, string reason);
}
