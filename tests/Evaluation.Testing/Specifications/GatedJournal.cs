using System.Collections.Concurrent;
using System.Threading.Channels;
using Evaluation.Journal;

namespace Evaluation.Testing.Specifications;

/// <summary>A journal whose appends can be held and can fail on demand, and which can be made unavailable.</summary>
public sealed class GatedJournal(IJournal inner) : IJournal
{
    private readonly Channel<string> _arrived = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<JournalFault> _faults = new();
    private TaskCompletionSource? _gate;
    private string _held = "";
    private volatile bool _isLost;
    private int _askedInVain;

    /// <summary>The number of calls while it was unavailable.</summary>
    public int AskedInVain => Volatile.Read(ref _askedInVain);

    /// <summary>Every append of this stream waits, until <see cref="Release"/>.</summary>
    public void Hold(string stream) => (_held, _gate) = (stream, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Lets the held appends continue. Without a held append it does nothing.</summary>
    public void Release() => _gate?.TrySetResult();

    /// <summary>Makes every call fail, until <see cref="Find"/>.</summary>
    public void Lose() => (_isLost, _askedInVain) = (true, 0);

    public void Find() => _isLost = false;

    /// <summary>Returns when an append is held.</summary>
    public ValueTask<string> ArrivedAsync() => _arrived.Reader.ReadAsync();

    /// <summary>The failures of the next appends, one each.</summary>
    public void FailNext(params JournalFault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    public async ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        if (entry.Stream == _held && _gate is { Task.IsCompleted: false } gate)
        {
            _arrived.Writer.TryWrite(entry.Stream);
            await gate.Task;
        }
        _faults.TryDequeue(out var fault);
        if (fault is JournalFault.Before)
            throw new JournalUnavailableException("Nothing was stored.");
        if (fault is JournalFault.Full)
            throw new JournalUnavailableException("The storage is full.", full: true);
        if (fault is JournalFault.Rival)
            return AppendResult.Conflict;
        var result = await Reached.AppendAsync(entry);
        return fault switch
        {
            JournalFault.After => throw new JournalUnavailableException("The outcome is unknown."),
            JournalFault.Unexpected => throw new IOException("An unexpected error."),
            _ => result,
        };
    }

    public IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, CancellationToken cancel = default) => Reached.ReadAsync(stream, fromVersion, cancel);

    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) => Reached.EndsAtAsync(stream, version, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default) => Reached.ReadChainAsync(stream, version, cancel);

    public IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, CancellationToken cancel = default) => Reached.ListHeadsAsync(prefix, cancel);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) => Reached.ReadSnapshotAsync(stream, cancel);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => Reached.SaveSnapshotAsync(stream, snapshot);

    public IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default) => Reached.ListStreamsAsync(prefix, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => Reached.CheckAsync(cancel);

    private IJournal Reached
    {
        get
        {
            if (!_isLost)
                return inner;
            Interlocked.Increment(ref _askedInVain);
            throw new JournalUnavailableException("The journal does not answer.") { Lost = true };
        }
    }
}

/// <summary>What can happen to an append.</summary>
public enum JournalFault
{
    None,

    /// <summary>Reported as unavailable, and not stored.</summary>
    Before,

    /// <summary>Reported as unavailable, and stored.</summary>
    After,

    Full,

    /// <summary>Stored, and failed in a way that no journal promises.</summary>
    Unexpected,

    /// <summary>A conflict: another writer appended first.</summary>
    Rival,
}
