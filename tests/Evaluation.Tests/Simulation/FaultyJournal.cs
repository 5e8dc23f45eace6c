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
    private const int DelayMax = 4;

    public async ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        await DelayAsync();
        if (isDead() && random.Next(2) == 0)
            await Never;
        if (GoesWrong)
            throw new JournalUnavailableException("The journal is away; nothing was stored.", full: random.Next(4) == 0);
        var result = await inner.AppendAsync(entry);
        await DelayAsync();
        if (isDead())
            await Never;
        return GoesWrong ? throw new JournalUnavailableException("The journal did not answer in time.") : result;
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await ArriveAsync();
        await foreach (var entry in inner.ReadAsync(stream, fromVersion, cancel))
        {
            yield return entry;
            await ArriveAsync();
        }
    }

    public async ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default)
    {
        await ArriveAsync();
        return await inner.EndsAtAsync(stream, version, cancel);
    }

    public async ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default)
    {
        await ArriveAsync();
        return await inner.ReadSnapshotAsync(stream, cancel);
    }

    public async ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        await ArriveAsync();
        await inner.SaveSnapshotAsync(stream, snapshot);
    }

    public IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default) => inner.ListStreamsAsync(prefix, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);

    private static Task Never => new TaskCompletionSource().Task;

    /// <summary>Whether this call fails.</summary>
    private bool GoesWrong => random.Next(100) < fault();

    private async Task ArriveAsync()
    {
        await DelayAsync();
        if (isDead())
            await Never;
        if (random.Next(4) == 0 && GoesWrong)
            throw new JournalUnavailableException("The journal cannot be read.");
    }

    private async Task DelayAsync()
    {
        for (var left = random.Next(DelayMax); left > 0; left--)
            await Task.Yield();
    }
}
