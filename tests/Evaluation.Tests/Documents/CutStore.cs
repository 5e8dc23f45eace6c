using Evaluation.Documents;

namespace Evaluation.Tests.Documents;

/// <summary>A document store that can be cut off, for all kinds of documents or for one.</summary>
internal sealed class CutStore(TimeProvider? clock = null) : IDocumentStore
{
    private readonly MemoryDocumentStore _store = new(clock ?? TimeProvider.System);

    public bool IsCut { get; set; }

    /// <summary>The kind that is cut off while the others work; null: none.</summary>
    public DocumentKind? Cut { get; set; }

    public ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default) => Store(id.Kind).ReadAsync(id, cancel);

    public ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default) => Store(id.Kind).SaveAsync(id, save, cancel);

    public ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default) => Store(id.Kind).RemoveAsync(id, version, cancel);

    public IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, CancellationToken cancel = default) => Store(kind).ListAsync(kind, keyPrefix, cancel);

    public ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default) => Store(kind).RemoveExpiredAsync(kind, cancel);

    private MemoryDocumentStore Store(DocumentKind kind) => IsCut || kind == Cut ? throw new DocumentsUnavailableException("The store is cut off.") : _store;
}
