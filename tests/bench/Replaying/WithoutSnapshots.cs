using Evaluation.Journal;

namespace Evaluation.Bench.Replaying;

/// <summary>A journal without snapshots: every grain replays from its first event.</summary>
internal sealed class WithoutSnapshots(IJournal journal) : IJournal
{
    public ValueTask<AppendResult> AppendAsync(JournalEntry entry) => journal.AppendAsync(entry);

    public IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, CancellationToken cancel = default) => journal.ReadAsync(stream, fromVersion, cancel);

    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) => journal.EndsAtAsync(stream, version, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default) => journal.ReadChainAsync(stream, version, cancel);

    public IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, CancellationToken cancel = default) => journal.ListHeadsAsync(prefix, cancel);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) => new((Snapshot?)null);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => ValueTask.CompletedTask;

    public IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default) => journal.ListStreamsAsync(prefix, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => journal.CheckAsync(cancel);
}
