namespace Evaluation.Documents;

/// <summary>
/// Stores small documents without history: drafts of forms, server-side session tickets, counts of
/// wrong passwords. A save replaces the version before.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>A save is durable before it is answered. Of two overlapping saves with the same expected version, one is a conflict.</item>
/// <item>Saves of different documents do not affect each other, also where a store commits them together.</item>
/// <item>A save that is cancelled while it waits is not stored. Once it has begun, it is answered.</item>
/// <item>Each save increases the version by one. A removal does not reset it if <see cref="DocumentKind.KeepsVersion"/> is true.</item>
/// <item>An expired document is never returned, even before <see cref="RemoveExpiredAsync"/> has removed it.</item>
/// <item>A save whose answer was lost can be repeated: a save of exactly the stored content by the same account is never a conflict.</item>
/// </list>
/// </remarks>
public interface IDocumentStore
{
    /// <summary>The stored document, or null when there is none.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default);

    /// <summary>Saves the document if the stored version is the expected one.</summary>
    /// <exception cref="ArgumentException">The document is too large: nothing was stored.</exception>
    /// <exception cref="DocumentsUnavailableException">The document was not stored, or the outcome is unknown.</exception>
    ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default);

    /// <summary>Removes the document, whatever its version, or only this version of it. Returns whether there was one to remove.</summary>
    /// <exception cref="DocumentsUnavailableException">The document was not removed, or the outcome is unknown.</exception>
    ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default);

    /// <summary>The documents of a kind whose keys begin with the prefix, in the order of the keys' UTF-8 bytes.</summary>
    /// <remarks>A document that is saved or removed meanwhile may or may not be listed.</remarks>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, CancellationToken cancel = default);

    /// <summary>
    /// Removes up to <see cref="Limits.DocumentsPerSweep"/> expired documents and returns their number. A smaller number means that none
    /// are left. The call may be cancelled at any time, and several processes may run it at once.
    /// </summary>
    /// <param name="kind">The kind to look at.</param>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default);
}

public static class DocumentStores
{
    /// <summary>
    /// Removes all documents of a kind whose keys begin with the prefix and returns how many. A document that is saved meanwhile may stay.
    /// After a failure the rest is removed by another call.
    /// </summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    public static async ValueTask<int> RemoveAllAsync(this IDocumentStore store, DocumentKind kind, string keyPrefix, CancellationToken cancel = default)
    {
        var removed = 0;
        await foreach (var head in store.ListAsync(kind, keyPrefix, cancel))
            if (await store.RemoveAsync(head.Id, cancel: cancel))
                removed++;
        return removed;
    }
}

/// <summary>The store could not do what was asked, or does not know whether it did.</summary>
public sealed class DocumentsUnavailableException(string message, Exception? inner = null, bool full = false) : Exception(message, inner)
{
    /// <summary>True: the storage is full and nothing was stored.</summary>
    public bool StorageFull { get; } = full;
}
