using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Evaluation.Workflows.Live;

namespace Evaluation.Embedded.Engine;

/// <summary>
/// Runs grains inside this process: each has a mailbox, and takes one turn at a time for all that waits in it. Grains come to
/// life with their first command and are put away when they have been idle for <see cref="Limits.IdleAfter"/>.
/// </summary>
public sealed class MailboxEngine : IEngine, IAsyncDisposable
{
    private readonly ConcurrentDictionary<GrainId, Mailbox> _mailboxes = new();
    private readonly IJournal _journal;
    private readonly TimeProvider _clock;
    private readonly TroubleLog _trouble;
    private readonly Action<GrainId>? _boxChanged;
    private readonly ITimer _sweep;
    private volatile bool _stopped;

    /// <param name="changed">Where boxes are noted that have something to report; null where nobody reports.</param>
    public MailboxEngine(IJournal journal, TimeProvider clock, ILogger<MailboxEngine> log, ChangedBoxes? changed = null)
    {
        (_journal, _clock, _trouble, _boxChanged) = (journal, clock, new(clock, log), changed is null ? null : changed.Note);
        _sweep = clock.CreateTimer(_ => PutIdleAway(), null, Limits.IdleSweep, Limits.IdleSweep);
    }

    /// <summary>Grains in memory.</summary>
    public int LiveCount => _mailboxes.Count;

    public ValueTask<Outcome<TAnswer>> SendAsync<TAnswer>(GrainId grain, ICommand<TAnswer> command)
    {
        var pending = Pending<TAnswer>.Take(command);
        var outcome = pending.Outcome;
        while (!_stopped)
        {
            var mailbox = _mailboxes.TryGetValue(grain, out var known) ? known : _mailboxes.GetOrAdd(grain, Open);
            switch (mailbox.Post(pending, _clock.GetTimestamp()))
            {
                case Posting.Waits:
                    return outcome;
                case Posting.Full:
                    pending.Hold(null, Refusal.Busy);
                    pending.Tell();
                    return outcome;
                case Posting.PutAway or Posting.Overtaken:
                    _mailboxes.TryRemove(KeyValuePair.Create(grain, mailbox));
                    break;
            }
        }
        pending.Hold(null, Refusal.Busy);
        pending.Tell();
        return outcome;
    }

    public async IAsyncEnumerable<GrainId> ListAsync(string kind, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var stream in _journal.ListStreamsAsync(kind, cancel))
            if (new GrainId(stream) is var grain && grain.Kind == kind)
                yield return grain;
    }

    public ValueTask CheckAsync(CancellationToken cancel = default) => _journal.CheckAsync(cancel);

    /// <summary>Takes no more commands, finishes those that wait, and leaves snapshots for a quick start.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        await _sweep.DisposeAsync();
        foreach (var mailbox in _mailboxes.Values)
            await mailbox.CloseAsync();
    }

    private Mailbox Open(GrainId id) => new(GrainKinds.Live(id, _journal, _trouble.Report, _boxChanged), mailbox => _mailboxes.TryRemove(KeyValuePair.Create(id, mailbox)));

    private void PutIdleAway()
    {
        foreach (var (grain, mailbox) in _mailboxes)
        {
            if (!mailbox.PutAwayIfIdle(_clock, Limits.IdleAfter))
                continue;
            _mailboxes.TryRemove(KeyValuePair.Create(grain, mailbox));
        }
    }
}
