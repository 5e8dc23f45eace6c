using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>
/// The turn that both engines share: replay the stream if necessary, decide all queued requests, append all their events in
/// one entry with the expected version, then complete all of them.
/// </summary>
/// <remarks>
/// <para>
/// An append that failed, was rejected or is in doubt discards the state; the next turn replays the stream. A turn without events answers
/// from memory, so it ends with a check that the journal has no newer entry.
/// </para>
/// <para>
/// Two activations of a grain can exist at the same time. The journal accepts the appends of only one of them. The other one is fenced:
/// it refuses all its requests. An activation that could not reach the journal for a while is fenced too, because its queued requests may
/// be outdated: a sender may have repeated its request at the other activation, got an answer, and then sent a newer request.
/// </para>
/// </remarks>
/// <param name="id">The grain.</param>
/// <param name="journal">Where its events are kept.</param>
/// <param name="report">Called for bugs and outages.</param>
/// <param name="changed">
/// Called after every turn that appended events, before its senders get their answers; and when an activation has replayed a stream that
/// was not empty, because the work that follows its last events may have been lost with the process that appended them.
/// </param>
/// <param name="keys">The keys of grains that are encrypted at rest; null where there are none.</param>
public sealed class LiveGrain<TAggregate, TState, TCommand, TEvent>(
    GrainId id, IJournal journal, Action<GrainId, Exception> report, Action<GrainId>? changed = null, IGrainKeys? keys = null) : ILiveGrain<TState>
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private FramedPayload _payload = new();
    private TState? _state;
    private long _version;
    private bool _hasObserved;
    private byte[] _hash = [];
    private long _snapshotVersion;
    private int _snapshotBytes = 256;
    private Task _saving = Task.CompletedTask;

    public bool HoldsAnything => _state is not null && (_version > 0 || _hasObserved);

    public bool IsFenced { get; private set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask TurnAsync(IReadOnlyList<Pending<TState>> requests)
    {
        var (eventCount, isActivated) = (0, false);
        try
        {
            if (!IsFenced)
            {
                isActivated = await CatchUpAsync();
                if (TAggregate.NeedsKey(_state!))
                    await TakeKeyAsync(_state!);
                Meters.TurnCommands.Record(requests.Count);
                eventCount = Decide(requests, isActivated);
                IsFenced = !await (eventCount > 0 ? AppendAsync(eventCount) : journal.EndsAtAsync(id.Stream, _version));
            }
        }
        catch (Exception failure)
        {
            Forget();
            IsFenced |= failure is JournalUnavailableException;
            await FailAsync(requests, failure);
            return;
        }
        if (IsFenced)
        {
            Forget();
            RefuseAll(requests, Refusal.Fenced);
            CompleteAll(requests);
            return;
        }
        if (eventCount > 0 || isActivated)
            changed?.Invoke(id);
        CompleteAll(requests);
        BeginSnapshot(Limits.SnapshotDue(_snapshotVersion));
    }

    public async ValueTask RestAsync()
    {
        await _saving;
        BeginSnapshot(Limits.SnapshotEventsAtRest);
        await _saving;
    }

    /// <summary>Replays the stream if the state was discarded. Returns whether it did so and found events.</summary>
    private async ValueTask<bool> CatchUpAsync()
    {
        if (_state is not null)
            return false;
        var state = TAggregate.Start(id);
        long version = 0;
        var hash = Chain.Genesis(id.Stream);
        if (TAggregate.SnapshotFormat is not null && await journal.ReadSnapshotAsync(id.Stream) is { } snapshot && await EndsAtAsync(snapshot)
            && await ReadSnapshotAsync(snapshot) is { } kept && TAggregate.IsWhole(kept))
            (state, version, hash) = (kept, snapshot.Version, snapshot.Hash.ToArray());
        _snapshotVersion = version;

        await foreach (var entry in journal.ReadAsync(id.Stream, version))
        {
            if (entry.FirstVersion != version)
                throw new JournalBrokenException(id.Stream, version, $"the next entry begins at version {entry.FirstVersion}");
            hash = Chain.Next(hash, entry);
            if (!entry.Hash.Span.SequenceEqual(hash))
                throw new JournalBrokenException(id.Stream, version, "the chain does not match the entry");
            var eventCount = 0;
            foreach (var happened in TAggregate.Read(entry))
            {
                state = TAggregate.Evolve(state, happened);
                eventCount++;
                if (TAggregate.NeedsKey(state))
                    await TakeKeyAsync(state);
            }
            if (eventCount != entry.EventCount)
                throw new JournalBrokenException(id.Stream, version, $"the entry holds {eventCount} events and says {entry.EventCount}");
            version = entry.NextVersion;
        }
        (_state, _version, _hash) = (state, version, hash);
        return version > 0;
    }

    /// <summary>
    /// Whether an entry with the snapshot's chain value ends at its version. A snapshot of another stream, or from before the stream was
    /// rewritten, is reported and ignored.
    /// </summary>
    private async ValueTask<bool> EndsAtAsync(Snapshot snapshot)
    {
        var end = snapshot.Version == 0 ? Chain.Genesis(id.Stream) : await journal.ReadChainAsync(id.Stream, snapshot.Version);
        if (end is { } chain && chain.Span.SequenceEqual(snapshot.Hash.Span))
            return true;
        report(id, new JournalBrokenException(id.Stream, snapshot.Version, "no entry with the snapshot's chain value ends here, so the snapshot is ignored"));
        return false;
    }

    /// <summary>A snapshot only saves time: one that cannot be read is reported and ignored, and the whole stream is replayed.</summary>
    private async ValueTask<TState?> ReadSnapshotAsync(Snapshot snapshot)
    {
        try
        {
            return snapshot.Format == TAggregate.SnapshotFormat ? TAggregate.ReadSnapshot(id, snapshot.Payload)
                : snapshot.Format == TAggregate.SealedSnapshotFormat && await FindKeyAsync() is { } key ? TAggregate.ReadSealedSnapshot(id, snapshot.Payload, key)
                : null;
        }
        catch (Exception failure) when (failure is not KeyUnavailableException)
        {
            report(id, failure);
            return null;
        }
    }

    private async ValueTask TakeKeyAsync(TState state) => TAggregate.TakeKey(state, id, await FindKeyAsync());

    private ValueTask<IGrainKey?> FindKeyAsync() => keys?.FindAsync(id) ?? new((IGrainKey?)null);

    /// <summary>Changes the state ahead of the journal, writes the events into the payload and returns their number.</summary>
    /// <param name="isActivated">
    /// Whether the state was just replayed. It may then be newer than a queued request, so requests whose sender no longer waits are
    /// refused.
    /// </param>
    private int Decide(IReadOnlyList<Pending<TState>> requests, bool isActivated)
    {
        _payload.Reset(TAggregate.Format);
        var eventCount = 0;
        var state = _state!;
        for (var i = 0; i < requests.Count; i++)
        {
            var pending = requests[i];
            if (isActivated && !pending.IsWanted)
            {
                pending.SetResult(Refusal.Fenced);
                continue;
            }
            if (pending.Request is TCommand command)
            {
                var decision = TAggregate.Decide(state, command);
                for (var e = 0; e < decision.EventCount; e++)
                {
                    state = TAggregate.Evolve(state, decision[e]);
                    _payload.BeginEvent();
                    TAggregate.Write(decision[e], _payload);
                    TAggregate.NoteLeaf(state, decision[e], _payload.EndEvent());
                    eventCount++;
                }
                if (decision.Refusal is { } refusal)
                {
                    pending.SetResult(refusal);
                    continue;
                }
            }
            else if (pending.Request is Observation<TState> observation)
            {
                _hasObserved |= observation.Observe(state);
            }
            pending.SetResult(state);
        }
        _state = state;
        return eventCount;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AppendAsync(int eventCount)
    {
        var hash = Chain.Next(_hash, id.Stream, _version, _payload);
        var entry = new JournalEntry(id.Stream, _version, eventCount, Framing.Format, _payload.WrittenMemory, hash);
        var startedAt = Stopwatch.GetTimestamp();
        var result = await journal.AppendAsync(entry);
        Meters.AppendSeconds.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
        if (result != AppendResult.Appended)
            return false;
        (_version, _hash) = (entry.NextVersion, hash);
        return true;
    }

    /// <summary>An outage affects all requests; a bug affects one of them, so each is tried by itself.</summary>
    private async ValueTask FailAsync(IReadOnlyList<Pending<TState>> requests, Exception failure)
    {
        report(id, failure);
        if (failure is not (JournalUnavailableException or JournalBrokenException or KeyUnavailableException) && requests.Count > 1)
        {
            foreach (var pending in requests)
                await TurnAsync([pending]);
            return;
        }
        RefuseAll(requests, failure switch
        {
            JournalUnavailableException { StorageFull: true } => Refusal.StorageFull,
            JournalUnavailableException => Refusal.Busy,
            KeyUnavailableException unavailable => unavailable.Refusal,
            JournalBrokenException broken => new Refusal(RefusalCode.JournalBroken, broken.Message),
            _ => new Refusal(RefusalCode.Fault, "The request failed because of an error in the program. Nothing was stored. The log of the server contains the details."),
        });
        CompleteAll(requests);
    }

    /// <summary>
    /// Writes a snapshot if one is due. The journal saves it while turns go on: no answer depends on it.
    /// </summary>
    private void BeginSnapshot(long eventsMin)
    {
        if (_state is null || !_saving.IsCompleted || TAggregate.SnapshotFormat is not { } format || _version - _snapshotVersion < eventsMin)
            return;
        // Whether it is saved or not, the next one is due after the same number of events: a snapshot that fails must not slow down every
        // turn.
        _snapshotVersion = _version;
        _saving = SaveAsync(_state, TAggregate.IsKeyed(_state) ? TAggregate.SealedSnapshotFormat ?? format : format);
    }

    private async Task SaveAsync(TState state, int format)
    {
        try
        {
            var payload = new ArrayBufferWriter<byte>(_snapshotBytes);
            TAggregate.WriteSnapshot(state, payload);
            // The next snapshot will be somewhat larger, and a buffer that grows is copied.
            _snapshotBytes = payload.WrittenCount + (payload.WrittenCount / 4) + 256;
            await journal.SaveSnapshotAsync(id.Stream, new Snapshot(_version, format, payload.WrittenMemory, _hash));
        }
        catch (Exception failure)
        {
            report(id, failure);
        }
    }

    /// <summary>A journal that failed may still read the payload, so the buffer is not used again.</summary>
    private void Forget() => (_state, _hasObserved, _payload) = (null, false, new());

    private static void RefuseAll(IReadOnlyList<Pending<TState>> requests, Refusal refusal)
    {
        for (var i = 0; i < requests.Count; i++)
            requests[i].SetResult(refusal);
    }

    private static void CompleteAll(IReadOnlyList<Pending<TState>> requests)
    {
        for (var i = 0; i < requests.Count; i++)
            requests[i].Complete();
    }
}
