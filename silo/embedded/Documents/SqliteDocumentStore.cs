using System.Runtime.CompilerServices;
using Evaluation.Documents;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Documents;

/// <summary>Documents in one table of a SQLite file in the data folder.</summary>
/// <remarks>
/// One save runs at a time, on the caller's thread; the others wait without holding a thread. Reading does not wait for a save.
/// </remarks>
public sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const string ReadSql = "select version, saved_at, saved_by, kept_until, content from documents where kind = $kind and key = $key";

    private const string SaveSql =
        """
        insert into documents(kind, key, version, saved_at, saved_by, kept_until, content) values($kind, $key, $version, $saved_at, $saved_by, $kept_until, $content)
        on conflict(kind, key) do update set
            version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by, kept_until = excluded.kept_until, content = excluded.content
        """;

    private const string RemoveSql = "delete from documents where kind = $kind and key = $key";

    private const string ListSql =
        """
        select key, version, saved_at, saved_by, kept_until, length(content) from documents
        where kind = $kind and key >= $prefix and key > $after order by key limit $limit
        """;

    private const string ExpiredSql = "select key from documents where kind = $kind and kept_until <= $now order by kept_until limit $limit";

    private readonly DocumentFile _file;
    private readonly TimeProvider _clock;
    private readonly SqliteConnection _writing;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _closed;

    private SqliteDocumentStore(DocumentFile file, TimeProvider clock) => (_file, _clock, _writing) = (file, clock, file.OpenForWriting());

    /// <summary>Opens the folder's documents. A folder without any gets an empty file.</summary>
    /// <exception cref="DocumentsUnavailableException">
    /// The file cannot be written, or a newer program wrote it; the message says which.
    /// </exception>
    public static SqliteDocumentStore Open(string folder, TimeProvider clock)
    {
        try
        {
            return new(new(folder), clock);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw Unavailable(failure);
        }
    }

    public ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default) => new(Try(() =>
    {
        using var connection = _file.OpenForReading();
        return Read(connection, id)?.At(_clock.GetUtcNow());
    }));

    public ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default)
    {
        save.ThrowIfTooLarge();
        return WriteAsync(
            () =>
            {
                var (next, result) = DocumentState.Save(Read(_writing, id), save, _clock.GetUtcNow());
                if (next is not null)
                    Write(id, next);
                return result;
            },
            cancel);
    }

    public ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default) => WriteAsync(
        () =>
        {
            if (Read(_writing, id) is not { } state || state.At(_clock.GetUtcNow()) is not { } stored || (version ?? stored.Version) != stored.Version)
                return false;
            Remove(id, state);
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

    public ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default) => WriteAsync(
        () =>
        {
            var keys = new List<string>();
            using (var command = Command(_writing, ExpiredSql, ("$kind", kind.Name), ("$now", Milliseconds(_clock.GetUtcNow())), ("$limit", Limits.DocumentsPerSweep)))
            using (var row = command.ExecuteReader())
                while (row.Read())
                    keys.Add(row.GetString(0));
            foreach (var key in keys)
                if (new DocumentId(kind, key) is var id && Read(_writing, id) is { } state)
                    Remove(id, state);
            return keys.Count;
        },
        cancel);

    /// <summary>Closes the file so that it can be copied alone. Later calls fail as unavailable.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _turn.Wait();
        _closed = true;
        _file.CloseReaders();
        _writing.Dispose();
        _turn.Release();
    }

    private async ValueTask<T> WriteAsync<T>(Func<T> write, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return Try(() =>
            {
                Run("begin immediate");
                try
                {
                    var result = write();
                    Run("commit");
                    return result;
                }
                catch
                {
                    // SQLite has already rolled back after a full disk.
                    if (raw.sqlite3_get_autocommit(_writing.Handle) == 0)
                        Run("rollback");
                    throw;
                }
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Run(string sql)
    {
        using var command = new SqliteCommand(sql, _writing);
        command.ExecuteNonQuery();
    }

    private T Try<T>(Func<T> act)
    {
        if (_closed)
            throw new DocumentsUnavailableException("The store of documents is closed.");
        try
        {
            return act();
        }
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
        }
    }

    private static DocumentState? Read(SqliteConnection connection, DocumentId id)
    {
        using var command = Command(connection, ReadSql, ("$kind", id.Kind.Name), ("$key", id.Key));
        using var row = command.ExecuteReader();
        if (!row.Read())
            return null;
        // Written out: a null array would become an empty content.
        ReadOnlyMemory<byte>? content = row.IsDBNull(4) ? default(ReadOnlyMemory<byte>?) : row.GetFieldValue<byte[]>(4);
        return new(row.GetInt64(0), Instant(row.GetInt64(1)), row.GetString(2), Instant(row, 3), content);
    }

    private void Write(DocumentId id, DocumentState state)
    {
        using var command = Command(
            _writing, SaveSql, ("$kind", id.Kind.Name), ("$key", id.Key), ("$version", state.Version), ("$saved_at", Milliseconds(state.SavedAt)), ("$saved_by", state.SavedBy),
            ("$kept_until", state.KeptUntil is { } until ? Milliseconds(until) : DBNull.Value), ("$content", state.Content is { } content ? content.ToArray() : DBNull.Value));
        command.ExecuteNonQuery();
    }

    private void Remove(DocumentId id, DocumentState state)
    {
        if (id.Kind.KeepsVersion)
        {
            Write(id, state.Removed());
            return;
        }
        using var command = Command(_writing, RemoveSql, ("$kind", id.Kind.Name), ("$key", id.Key));
        command.ExecuteNonQuery();
    }

    /// <summary>Rows behind a key: those that are no document any more have no head. Fewer than the limit: there are no more.</summary>
    private List<(string Key, DocumentHead? Head)> List(DocumentKind kind, string prefix, string after)
    {
        var now = _clock.GetUtcNow();
        using var connection = _file.OpenForReading();
        using var command = Command(connection, ListSql, ("$kind", kind.Name), ("$prefix", prefix), ("$after", after), ("$limit", Limits.DocumentsPerRead));
        using var row = command.ExecuteReader();
        List<(string, DocumentHead?)> rows = [];
        while (row.Read() && row.GetString(0) is var key && key.StartsWith(prefix, StringComparison.Ordinal))
        {
            var until = Instant(row, 4);
            var isThere = !row.IsDBNull(5) && !(until <= now);
            rows.Add((key, isThere ? new(new(kind, key), row.GetInt64(1), Instant(row.GetInt64(2)), row.GetString(3), until, row.GetInt32(5)) : null));
        }
        return rows;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = new SqliteCommand(sql, connection);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? Instant(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row.GetInt64(column));

    private static DocumentsUnavailableException Unavailable(Exception failure) =>
        new($"The file of documents failed: {failure.Message}", failure, failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL });
}
