using System.Runtime.CompilerServices;
using Evaluation.Documents;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Documents;

/// <summary>Documents in one table of a SQLite file in the data folder.</summary>
/// <remarks>
/// One thread writes. Saves and removals that arrive together share a commit. Reading does not wait for them.
/// </remarks>
public sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const string ListSql =
        """
        select key, version, saved_at, saved_by, kept_until, length(content) from documents
        where kind = $kind and key >= $prefix and key > $after order by key limit $limit
        """;

    private readonly DocumentFile _file;
    private readonly TimeProvider _clock;
    private readonly DocumentWriter _writer;
    private volatile bool _closed;

    private SqliteDocumentStore(DocumentFile file, TimeProvider clock) => (_file, _clock, _writer) = (file, clock, new(file));

    /// <summary>Opens the folder's documents. A folder without any gets an empty file.</summary>
    /// <exception cref="DocumentsUnavailableException">
    /// The file cannot be written, or a newer program wrote it; the message says which.
    /// </exception>
    public static SqliteDocumentStore Open(string folder, TimeProvider clock)
    {
        var file = new DocumentFile(folder);
        try
        {
            file.Create();
            return new(file, clock);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw DocumentFile.Unavailable(failure);
        }
    }

    public ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default) => new(Try(() =>
    {
        using var connection = _file.OpenForReading();
        using var command = DocumentRows.Command(connection, DocumentRows.ReadSql, ("$kind", id.Kind.Name), ("$key", id.Key));
        using var row = command.ExecuteReader();
        return DocumentRows.Read(row)?.At(_clock.GetUtcNow());
    }));

    public ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default)
    {
        save.ThrowIfTooLarge();
        return _writer.RunAsync(
            save.Content.Length,
            documents =>
            {
                var (next, result) = DocumentState.Save(documents.Read(id), save, _clock.GetUtcNow());
                if (next is not null)
                    documents.Write(id, next);
                return result;
            },
            cancel);
    }

    public ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default) => _writer.RunAsync(
        bytes: 0,
        documents =>
        {
            if (documents.Read(id) is not { } state || state.At(_clock.GetUtcNow()) is not { } stored || (version ?? stored.Version) != stored.Version)
                return false;
            documents.Remove(id, state);
            return true;
        },
        cancel);

    public async IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        DocumentId.ThrowIfNotText(keyPrefix);
        for (var (after, last) = ("", false); !last;)
        {
            cancel.ThrowIfCancellationRequested();
            List<(string Key, DocumentHead? Head)> rows = Try(() => List(kind, keyPrefix, after));
            foreach (var (_, head) in rows)
                if (head is not null)
                    yield return head;
            last = rows.Count < Limits.DocumentsPerRead;
            after = last ? after : rows[^1].Key;
        }
        await ValueTask.CompletedTask;
    }

    public ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default) => _writer.RunAsync(
        bytes: 0,
        documents =>
        {
            var keys = documents.Expired(kind, _clock.GetUtcNow());
            foreach (var key in keys)
                if (new DocumentId(kind, key) is var id && documents.Read(id) is { } state)
                    documents.Remove(id, state);
            return keys.Count;
        },
        cancel);

    /// <summary>
    /// Commits the changes that wait and closes the file so that it can be copied alone. Later calls fail as unavailable.
    /// </summary>
    public void Dispose()
    {
        _closed = true;
        _writer.Stop();
    }

    private T Try<T>(Func<T> act)
    {
        if (_closed)
            throw new DocumentsUnavailableException(DocumentFile.IsClosed);
        try
        {
            return act();
        }
        catch (SqliteException failure)
        {
            throw DocumentFile.Unavailable(failure);
        }
    }

    /// <summary>Rows behind a key: those that are no document any more have no head. Fewer than the limit: there are no more.</summary>
    private List<(string Key, DocumentHead? Head)> List(DocumentKind kind, string prefix, string after)
    {
        var now = _clock.GetUtcNow();
        using var connection = _file.OpenForReading();
        using var command = DocumentRows.Command(connection, ListSql, ("$kind", kind.Name), ("$prefix", prefix), ("$after", after), ("$limit", Limits.DocumentsPerRead));
        using var row = command.ExecuteReader();
        List<(string, DocumentHead?)> rows = [];
        while (row.Read() && row.GetString(0) is var key && key.StartsWith(prefix, StringComparison.Ordinal))
        {
            var until = DocumentRows.Instant(row, 4);
            var isThere = !row.IsDBNull(5) && !(until <= now);
            rows.Add((key, isThere ? new(new(kind, key), row.GetInt64(1), DocumentRows.Instant(row.GetInt64(2)), row.GetString(3), until, row.GetInt32(5)) : null));
        }
        return rows;
    }
}
