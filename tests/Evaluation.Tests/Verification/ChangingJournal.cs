using System.Runtime.CompilerServices;
using Evaluation.Journal;

namespace Evaluation.Tests.Verification;

/// <summary>A journal to which something is appended just before a stream is read.</summary>
/// <param name="inner">The journal that is read.</param>
/// <param name="changed">The stream.</param>
/// <param name="at">Readings of the stream before that.</param>
/// <param name="change">Appends to the journal.</param>
internal sealed class ChangingJournal(IJournal inner, string changed, int at, Func<Task> change) : IJournal
{
    private int _readings;

    public bool HasChanged => _readings > at;

    public async IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (stream == changed && _readings++ == at)
            await change();
        await foreach (var entry in inner.ReadAsync(stream, fromVersion, cancel))
            yield return entry;
    }

    public ValueTask<AppendResult> AppendAsync(JournalEntry entry) => inner.AppendAsync(entry);

    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) => inner.EndsAtAsync(stream, version, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default) => inner.ReadChainAsync(stream, version, cancel);

    public IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, CancellationToken cancel = default) => inner.ListHeadsAsync(prefix, cancel);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) => inner.ReadSnapshotAsync(stream, cancel);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => inner.SaveSnapshotAsync(stream, snapshot);

    public IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default) => inner.ListStreamsAsync(prefix, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
