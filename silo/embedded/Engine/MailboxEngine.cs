using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Runtime;
using Evaluation.Workflows.Live;

namespace Evaluation.Embedded.Engine;

/// <summary>
/// Runs grains inside this process: each has a mailbox and runs one turn at a time for everything that is queued in it. A grain is
/// activated by its first request and deactivated when it has been idle for <see cref="Limits.IdleAfter"/>.
/// </summary>
public sealed class MailboxEngine : IEngine, IAsyncDisposable
{
    private readonly ConcurrentDictionary<GrainId, Mailbox> _mailboxes = new();
    private readonly IJournal _journal;
    private readonly TimeProvider _clock;
    private readonly GrainFailureLog _failures;
    private readonly Action<GrainId>? _boxChanged;
    private readonly Action<IThreadPoolWorkItem>? _schedule;
    private readonly IGrainKeys? _keys;
    private readonly ITimer _sweep;
    private volatile bool _stopped;

    /// <param name="changed">Where changed boxes are noted; null where no votes are reported.</param>
    /// <param name="streams">Where the ends of changed streams are noted for the log; null where there is no log.</param>
    /// <param name="schedule">Runs a mailbox's work item soon; null for the thread pool.</param>
    /// <param name="keys">The keys of ballot boxes; null where there are none.</param>
    public MailboxEngine(
        IJournal journal, TimeProvider clock, ILogger<MailboxEngine> log, ChangedBoxes? changed = null, Action<IThreadPoolWorkItem>? schedule = null, IGrainKeys? keys = null,
        ChangedStreams? streams = null)
    {
        journal = streams is null ? journal : new NotingJournal(journal, streams, LogGrain.KindName);
        (_keys, _journal, _clock, _failures, _schedule, _boxChanged) = (keys, journal, clock, new(clock, log), schedule, changed is null ? null : changed.Note);
        _sweep = clock.CreateTimer(_ => DeactivateIdle(), null, Limits.IdleSweep, Limits.IdleSweep);
    }

    /// <summary>Grains in memory.</summary>
    public int LiveCount => _mailboxes.Count;

    /// <summary>Requests to ballot boxes that are not answered yet, at about this moment.</summary>
    public int WaitingBallots
    {
        get
        {
            var waiting = 0;
            foreach (var (grain, mailbox) in _mailboxes)
                if (grain.Stream.StartsWith(BoxGrain.KindName + "-", StringComparison.Ordinal))
                    waiting += mailbox.Waiting;
            return waiting;
        }
    }

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        var pending = Pending<TState, TAnswer>.Rent(request);
        var outcome = pending.Outcome;
        while (!_stopped)
        {
            var mailbox = _mailboxes.TryGetValue(grain.Id, out var known) ? (Mailbox<TState>)known : Open(grain);
            switch (mailbox.Post(pending, _clock.GetTimestamp()))
            {
                case Posting.Queued:
                    return outcome;
                case Posting.Full:
                    pending.SetResult(Refusal.Busy);
                    pending.Complete();
                    return outcome;
                case Posting.Closed or Posting.Fenced:
                    Remove(grain.Id, mailbox);
                    break;
            }
        }
        pending.SetResult(Refusal.Busy);
        pending.Complete();
        return outcome;
    }

    public async IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, [EnumeratorCancellation] CancellationToken cancel = default)
        where TState : class
    {
        await foreach (var stream in _journal.ListStreamsAsync(kind.Name, cancel))
            if (new GrainId(stream) is var grain && grain.Kind == kind.Name)
                yield return new(kind, grain);
    }

    public ValueTask CheckAsync(CancellationToken cancel = default) => _journal.CheckAsync(cancel);

    /// <summary>Accepts no more requests, completes the queued ones, and saves snapshots for a quick start.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        await _sweep.DisposeAsync();
        foreach (var mailbox in _mailboxes.Values)
            await mailbox.CloseAsync();
    }

    private Mailbox<TState> Open<TState>(GrainRef<TState> grain)
        where TState : class
    {
        var live = grain.Kind.Activate(grain.Id, _journal, _failures.Report, ReferenceEquals(grain.Kind, BoxGrain.Kind) ? _boxChanged : null, _keys);
        return (Mailbox<TState>)_mailboxes.GetOrAdd(grain.Id, new Mailbox<TState>(live, mailbox => Remove(grain.Id, mailbox), _schedule));
    }

    private void Remove(GrainId grain, Mailbox mailbox) => _mailboxes.TryRemove(KeyValuePair.Create(grain, mailbox));

    private void DeactivateIdle()
    {
        foreach (var (grain, mailbox) in _mailboxes)
            if (mailbox.DeactivateIfIdle(_clock, Limits.IdleAfter))
                Remove(grain, mailbox);
    }
}
