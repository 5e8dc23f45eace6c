using System.Runtime.CompilerServices;

namespace Evaluation.Journal;

/// <summary>A journal in memory: the reference for the other journals, and the store of tests.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<JournalEntry>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Snapshot> _snapshots = [];

    public ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry.EventCount, 1);
        lock (_gate)
        {
            var entries = _streams.GetValueOrDefault(entry.Stream);
            var next = entries is [.., var last] ? last.NextVersion : 0;
            if (entry.FirstVersion != next)
                return new(AppendResult.Conflict);
            if (entries is null)
                _streams[entry.Stream] = entries = [];
            entries.Add(entry with { Payload = entry.Payload.ToArray(), Hash = entry.Hash.ToArray() });
            return new(AppendResult.Appended);
        }
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        JournalEntry[] entries;
        lock (_gate)
            entries = _streams.GetValueOrDefault(stream)?.Where(entry => entry.FirstVersion >= fromVersion).ToArray() ?? [];
        foreach (var entry in entries)
            yield return entry;
        await ValueTask.CompletedTask;
    }

    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default)
    {
        lock (_gate)
            return new((_streams.GetValueOrDefault(stream) is [.., var last] ? last.NextVersion : 0) == version);
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_streams.GetValueOrDefault(stream)?.Find(entry => entry.NextVersion == version)?.Hash);
    }

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_snapshots.GetValueOrDefault(stream));
    }

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        lock (_gate)
            _snapshots[stream] = snapshot with { Payload = snapshot.Payload.ToArray(), Hash = snapshot.Hash.ToArray() };
        return default;
    }

    public async IAsyncEnumerable<string> ListStreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string[] names;
        lock (_gate)
            names = [.. _streams.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        foreach (var name in names)
            yield return name;
        await ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        StreamHead[] heads;
        lock (_gate)
            heads = [.. _streams.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(stream => HeadOf(stream.Value[^1]))];
        foreach (var head in heads)
            yield return head;
        await ValueTask.CompletedTask;
    }

    private static StreamHead HeadOf(JournalEntry last) => new(last.Stream, last.NextVersion, last.Hash);

    public ValueTask CheckAsync(CancellationToken cancel = default) => default;
}
