using System.Runtime.CompilerServices;

namespace Evaluation.Journal;

/// <summary>A journal that notes the end of every stream after each append that was acknowledged.</summary>
/// <param name="inner">The journal.</param>
/// <param name="changed">Where ends are noted.</param>
/// <param name="except">The stream that is not noted: the one that has the noted ends.</param>
public sealed class NotingJournal(IJournal inner, ChangedStreams changed, string except) : IJournal
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        var result = await inner.AppendAsync(entry);
        if (result == AppendResult.Appended && entry.Stream != except)
            changed.Note(entry.Stream, entry.NextVersion, entry.Hash);
        return result;
    }

    public IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, CancellationToken cancel = default) => inner.ReadAsync(stream, fromVersion, cancel);

    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) => inner.EndsAtAsync(stream, version, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default) => inner.ReadChainAsync(stream, version, cancel);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) => inner.ReadSnapshotAsync(stream, cancel);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => inner.SaveSnapshotAsync(stream, snapshot);

    public IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default) => inner.ListStreamsAsync(prefix, cancel);

    public IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, CancellationToken cancel = default) => inner.ListHeadsAsync(prefix, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
