using System.Runtime.CompilerServices;
using Evaluation.Journal;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A process's access to the journal. At random, an append fails before it is stored, is stored and reported as unavailable, or takes long;
/// a read fails; and an append of a killed process is stored or not, and never answered.
/// </summary>
/// <param name="inner">The journal that all processes share.</param>
/// <param name="random">Decides.</param>
/// <param name="fault">The percentage of calls that fail now.</param>
/// <param name="isDead">Whether the process was killed.</param>
internal sealed class FaultyJournal(IJournal inner, Random random, Func<int> fault, Func<bool> isDead) : IJournal
{
    private readonly FaultyCalls _calls = new(random, fault, isDead, (reason, full) => new JournalUnavailableException(reason, full: full));

    public async ValueTask<AppendResult> AppendAsync(JournalEntry entry) => await _calls.WriteAsync(() => inner.AppendAsync(entry));

    public async IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        await foreach (var entry in inner.ReadAsync(stream, fromVersion, cancel))
        {
            yield return entry;
            await _calls.ArriveAsync();
        }
    }

    public async ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        return await inner.EndsAtAsync(stream, version, cancel);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        return await inner.ReadChainAsync(stream, version, cancel);
    }

    public IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, CancellationToken cancel = default) => inner.ListHeadsAsync(prefix, cancel);

    public async ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        return await inner.ReadSnapshotAsync(stream, cancel);
    }

    public async ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        await _calls.ArriveAsync();
        await inner.SaveSnapshotAsync(stream, snapshot);
    }

    public IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default) => inner.ListStreamsAsync(prefix, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
