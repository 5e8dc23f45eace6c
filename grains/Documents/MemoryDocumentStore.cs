using System.Runtime.CompilerServices;

namespace Evaluation.Documents;

/// <summary>The store's contract in memory: the reference for the others, and the store of tests.</summary>
public sealed class MemoryDocumentStore(TimeProvider clock) : IDocumentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DocumentKind, SortedDictionary<string, DocumentState>> _kinds = [];

    public ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(Rows(id.Kind).GetValueOrDefault(id.Key)?.At(clock.GetUtcNow()));
    }

    public ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default)
    {
        save.ThrowIfTooLarge();
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var rows = Rows(id.Kind);
            var (next, result) = DocumentState.Save(rows.GetValueOrDefault(id.Key), save with { Content = save.Content.ToArray() }, clock.GetUtcNow());
            if (next is not null)
                rows[id.Key] = next;
            return new(result);
        }
    }

    public ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            var stored = Rows(id.Kind).GetValueOrDefault(id.Key)?.At(clock.GetUtcNow());
            if (stored is null || (version ?? stored.Version) != stored.Version)
                return new(false);
            Remove(id.Kind, id.Key);
            return new(true);
        }
    }

    public async IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        DocumentId.ThrowIfNotText(keyPrefix);
        List<DocumentHead> heads = [];
        lock (_gate)
        {
            foreach (var (key, state) in Rows(kind).Where(row => row.Key.StartsWith(keyPrefix, StringComparison.Ordinal)))
                if (state.At(clock.GetUtcNow()) is { } stored)
                    heads.Add(new(new(kind, key), stored.Version, stored.SavedAt, stored.SavedBy, stored.KeptUntil, stored.Content.Length));
        }
        foreach (var head in heads)
            yield return head;
        await ValueTask.CompletedTask;
    }

    public ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var expired = Rows(kind).Where(row => row.Value.IsExpired(now)).Take(Limits.DocumentsPerSweep).Select(row => row.Key).ToList();
            foreach (var key in expired)
                Remove(kind, key);
            return new(expired.Count);
        }
    }

    private SortedDictionary<string, DocumentState> Rows(DocumentKind kind) =>
        _kinds.TryGetValue(kind, out var rows) ? rows : _kinds[kind] = new(KeyOrder.Instance);

    private void Remove(DocumentKind kind, string key)
    {
        var rows = Rows(kind);
        if (kind.KeepsVersion)
            rows[key] = rows[key].Removed();
        else
            rows.Remove(key);
    }
}
