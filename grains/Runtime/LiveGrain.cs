using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>
/// The turn that both engines share: catch up if in doubt, decide for every command that waits, append all their events in
/// one entry with the expected version, then answer all of them.
/// </summary>
/// <remarks>
/// <para>
/// An append that failed, was lost or is in doubt throws the memory away; who comes next replays. A turn without events, whose answers are of what
/// memory holds, ends with a look whether the journal holds the same.
/// </para>
/// <para>
/// So the grain stays right even while two activations of it exist: the journal lets one of them append, and the other is overtaken and carries out
/// nothing any more; neither does one that has lost the journal for a while. What waits there may be old: its sender may have sent it again to the other one, been answered, and sent something newer since.
/// </para>
/// </remarks>
/// <param name="id">The grain.</param>
/// <param name="journal">Where its events are kept.</param>
/// <param name="report">Told of what should not happen: a bug, an outage of the journal, or a broken one.</param>
/// <param name="changed">
/// Told after every turn that appended something, before its senders are answered; and when the grain has woken with a history, since what was to be
/// done about its last changes may have died with the process that made them.
/// </param>
public sealed class LiveGrain<TAggregate, TState, TCommand, TEvent>(GrainId id, IJournal journal, Action<GrainId, Exception> report, Action<GrainId>? changed = null) : ILiveGrain
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private ArrayBufferWriter<byte> _payload = new();
    private TState? _state;
    private long _version;
    private bool _hasHeard;
    private byte[] _hash = [];
    private long _snapshotVersion;
    private int _snapshotBytes = 256;
    private Task _saving = Task.CompletedTask;

    public bool HoldsAnything => _state is not null && (_version > 0 || _hasHeard);

    public bool WasOvertaken { get; private set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask TurnAsync(IReadOnlyList<Pending> commands)
    {
        var (eventCount, hasWoken) = (0, false);
        try
        {
            if (!WasOvertaken)
            {
                hasWoken = await CatchUpAsync();
                Meters.TurnCommands.Record(commands.Count);
                eventCount = Decide(commands, hasWoken);
                WasOvertaken = !await (eventCount > 0 ? AppendAsync(eventCount) : journal.EndsAtAsync(id.Stream, _version));
            }
        }
        catch (Exception failure)
        {
            Forget();
            WasOvertaken |= failure is JournalUnavailableException;
            await FailAsync(commands, failure);
            return;
        }
        if (WasOvertaken)
        {
            Forget();
            HoldAll(commands, Refusal.Overtaken);
            TellAll(commands);
            return;
        }
        if (eventCount > 0 || hasWoken)
            changed?.Invoke(id);
        TellAll(commands);
        BeginSnapshot(Limits.SnapshotDue(_snapshotVersion));
    }

    public async ValueTask RestAsync()
    {
        await _saving;
        BeginSnapshot(Limits.SnapshotEventsAtRest);
        await _saving;
    }

    /// <summary>Returns whether it has just taken up a history.</summary>
    private async ValueTask<bool> CatchUpAsync()
    {
        if (_state is not null)
            return false;
        var state = TAggregate.Start(id);
        long version = 0;
        var hash = Chain.Genesis(id.Stream);
        if (TAggregate.SnapshotFormat is { } format && await journal.ReadSnapshotAsync(id.Stream) is { } snapshot && snapshot.Format == format
            && ReadSnapshot(snapshot) is { } kept)
            (state, version, hash) = (kept, snapshot.Version, snapshot.Hash.ToArray());
        _snapshotVersion = version;

        await foreach (var entry in journal.ReadAsync(id.Stream, version))
        {
            if (entry.FirstVersion != version)
                throw new JournalBrokenException(id.Stream, version, $"the next entry begins at version {entry.FirstVersion}");
            hash = Chain.Next(hash, entry.Payload.Span);
            if (!entry.Hash.Span.SequenceEqual(hash))
                throw new JournalBrokenException(id.Stream, version, "the chain does not match the entry's payload");
            var eventCount = 0;
            foreach (var happened in TAggregate.Read(entry))
            {
                state = TAggregate.Evolve(state, happened);
                eventCount++;
            }
            if (eventCount != entry.EventCount)
                throw new JournalBrokenException(id.Stream, version, $"the entry holds {eventCount} events and says {entry.EventCount}");
            version = entry.NextVersion;
        }
        (_state, _version, _hash) = (state, version, hash);
        return version > 0;
    }

    /// <summary>A snapshot is a shortcut: one that cannot be read is reported and left aside, and the whole history replays.</summary>
    private TState? ReadSnapshot(Snapshot snapshot)
    {
        try
        {
            return TAggregate.ReadSnapshot(id, snapshot.Payload);
        }
        catch (Exception failure)
        {
            report(id, failure);
            return null;
        }
    }

    /// <summary>Runs memory ahead, writes the events into the payload and returns their number.</summary>
    /// <param name="hasWoken">Memory may be newer than what waits, so what is not wanted any more is left undone.</param>
    private int Decide(IReadOnlyList<Pending> commands, bool hasWoken)
    {
        _payload.ResetWrittenCount();
        var eventCount = 0;
        var state = _state!;
        for (var i = 0; i < commands.Count; i++)
        {
            var pending = commands[i];
            if (hasWoken && !pending.IsWanted)
            {
                pending.Hold(null, Refusal.Overtaken);
                continue;
            }
            var command = (TCommand)pending.Command;
            var decision = TAggregate.Decide(state, command);
            for (var e = 0; e < decision.EventCount; e++)
            {
                state = TAggregate.Evolve(state, decision[e]);
                TAggregate.Write(decision[e], _payload);
                eventCount++;
            }
            if (decision.Refusal is { } refusal)
            {
                pending.Hold(null, refusal);
                continue;
            }
            _hasHeard |= TAggregate.Hear(state, command);
            pending.Hold(TAggregate.Answer(state, command), null);
        }
        _state = state;
        return eventCount;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AppendAsync(int eventCount)
    {
        var hash = Chain.Next(_hash, _payload.WrittenSpan);
        var entry = new JournalEntry(id.Stream, _version, eventCount, TAggregate.Format, _payload.WrittenMemory, hash);
        var startedAt = Stopwatch.GetTimestamp();
        var result = await journal.AppendAsync(entry);
        Meters.AppendSeconds.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
        if (result != AppendResult.Appended)
            return false;
        (_version, _hash) = (entry.NextVersion, hash);
        return true;
    }

    /// <summary>An outage concerns everybody; a bug only the command that has it, so the others are tried by themselves.</summary>
    private async ValueTask FailAsync(IReadOnlyList<Pending> commands, Exception failure)
    {
        report(id, failure);
        if (failure is not (JournalUnavailableException or JournalBrokenException) && commands.Count > 1)
        {
            foreach (var pending in commands)
                await TurnAsync([pending]);
            return;
        }
        HoldAll(commands, failure switch
        {
            JournalUnavailableException { StorageFull: true } => Refusal.StorageFull,
            JournalUnavailableException => Refusal.Busy,
            JournalBrokenException broken => new Refusal(RefusalCode.JournalBroken, broken.Message),
            _ => new Refusal(RefusalCode.Fault, "Something went wrong that should not. Nothing was stored; the operator's log says more."),
        });
        TellAll(commands);
    }

    /// <summary>
    /// Writes a snapshot when one is due, and lets the journal keep it while turns go on: the answers are out, and nothing rests on it.
    /// </summary>
    private void BeginSnapshot(long eventsMin)
    {
        if (_state is null || !_saving.IsCompleted || TAggregate.SnapshotFormat is not { } format || _version - _snapshotVersion < eventsMin)
            return;
        // Kept or not, the next one is tried after as many events again: a failing snapshot must not slow down every turn.
        _snapshotVersion = _version;
        _saving = SaveAsync(_state, format);
    }

    private async Task SaveAsync(TState state, int format)
    {
        try
        {
            var payload = new ArrayBufferWriter<byte>(_snapshotBytes);
            TAggregate.WriteSnapshot(state, payload);
            // The next one will be somewhat larger; a buffer that has to grow is copied whole.
            _snapshotBytes = payload.WrittenCount + (payload.WrittenCount / 4) + 256;
            await journal.SaveSnapshotAsync(id.Stream, new Snapshot(_version, format, payload.WrittenMemory, _hash));
        }
        catch (Exception failure)
        {
            report(id, failure);
        }
    }

    /// <summary>A journal that failed in the middle may still be reading the payload, so that is left to it.</summary>
    private void Forget() => (_state, _hasHeard, _payload) = (null, false, new());

    private static void HoldAll(IReadOnlyList<Pending> commands, Refusal refusal)
    {
        for (var i = 0; i < commands.Count; i++)
            commands[i].Hold(null, refusal);
    }

    private static void TellAll(IReadOnlyList<Pending> commands)
    {
        for (var i = 0; i < commands.Count; i++)
            commands[i].Tell();
    }
}
