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
    private readonly FaultyCalls _calls = new(random, fault, isDead, (reason, full) => new DocumentsUnavailableException(reason, full: full));

    public async ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        var read = await inner.ReadAsync(id, cancel);
        // What was read may be old when it arrives.
        await _calls.DelayAsync();
        return read;
    }

    public async ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default) =>
        await _calls.WriteAsync(() => inner.SaveAsync(id, save, cancel));

    public async ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        return await inner.RemoveAsync(id, version, cancel);
    }

    public async IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        await foreach (var head in inner.ListAsync(kind, keyPrefix, cancel))
            yield return head;
    }

    public async ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default)
    {
        await _calls.ArriveAsync();
        return await inner.RemoveExpiredAsync(kind, cancel);
    }
}
