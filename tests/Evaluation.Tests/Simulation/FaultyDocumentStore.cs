using System.Runtime.CompilerServices;
using Evaluation.Documents;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A process's access to the documents. At random, a save fails before it is stored, is stored and reported as unavailable, or takes long;
/// a read fails; and a save of a killed process is stored or not, and never answered.
/// </summary>
/// <param name="inner">The store that all processes share.</param>
/// <param name="random">Decides.</param>
/// <param name="fault">The percentage of calls that fail now.</param>
/// <param name="isDead">Whether the process was killed.</param>
internal sealed class FaultyDocumentStore(IDocumentStore inner, Random random, Func<int> fault, Func<bool> isDead) : IDocumentStore
{
    private const int DelayMax = 4;

    public async ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default)
    {
        await ArriveAsync();
        var read = await inner.ReadAsync(id, cancel);
        // What was read may be old when it arrives.
        await DelayAsync();
        return read;
    }

    public async ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default)
    {
        await DelayAsync();
        if (isDead() && random.Next(2) == 0)
            await Never;
        if (GoesWrong)
            throw new DocumentsUnavailableException("The store is away; nothing was stored.", full: random.Next(4) == 0);
        var result = await inner.SaveAsync(id, save, cancel);
        await DelayAsync();
        if (isDead())
            await Never;
        return GoesWrong ? throw new DocumentsUnavailableException("The store did not answer in time.") : result;
    }

    public async ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default)
    {
        await ArriveAsync();
        return await inner.RemoveAsync(id, version, cancel);
    }

    public async IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await ArriveAsync();
        await foreach (var head in inner.ListAsync(kind, keyPrefix, cancel))
            yield return head;
    }

    public async ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default)
    {
        await ArriveAsync();
        return await inner.RemoveExpiredAsync(kind, cancel);
    }

    private static Task Never => new TaskCompletionSource().Task;

    private bool GoesWrong => random.Next(100) < fault();

    private async Task ArriveAsync()
    {
        await DelayAsync();
        if (isDead())
            await Never;
        if (random.Next(4) == 0 && GoesWrong)
            throw new DocumentsUnavailableException("The store cannot be read.");
    }

    private async Task DelayAsync()
    {
        for (var left = random.Next(DelayMax); left > 0; left--)
            await Task.Yield();
    }
}
