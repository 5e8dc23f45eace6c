using Evaluation.Documents;
using Evaluation.Embedded.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Documents;

/// <summary>The writer's connection with its prepared statements. After a failed commit it must be disposed of, which rolls back.</summary>
internal sealed class DocumentConnection : IDisposable
{
    private const string SaveSql =
        """
        insert into documents(kind, key, version, saved_at, saved_by, kept_until, content) values(?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict(kind, key) do update set
            version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by, kept_until = excluded.kept_until, content = excluded.content
        """;

    private const string RemoveSql = "delete from documents where kind = ?1 and key = ?2";

    private const string ExpiredSql = "select key from documents where kind = $kind and kept_until <= $now order by kept_until limit $limit";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _read;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _save;
    private readonly Statement _remove;

    private DocumentConnection(SqliteConnection connection)
    {
        _connection = connection;
        _read = DocumentRows.Command(connection, DocumentRows.ReadSql, ("$kind", ""), ("$key", ""));
        (_begin, _commit, _save, _remove) = (new(connection, "begin immediate"), new(connection, "commit"), new(connection, SaveSql), new(connection, RemoveSql));
    }

    public static DocumentConnection Open(DocumentFile file)
    {
        var connection = file.OpenForWriting();
        try
        {
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite has already rolled back after a full disk or an error of the file.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public void Begin() => _begin.Run();

    /// <summary>Returns when everything since <see cref="Begin"/> is on disk.</summary>
    public void Commit() => _commit.Run();

    public DocumentState? Read(DocumentId id)
    {
        (_read.Parameters[0].Value, _read.Parameters[1].Value) = (id.Kind.Name, id.Key);
        using var row = _read.ExecuteReader();
        return DocumentRows.Read(row);
    }

    public void Write(DocumentId id, DocumentState state)
    {
        _save.Bind(1, id.Kind.Name).Bind(2, id.Key).Bind(3, state.Version).Bind(4, DocumentRows.Milliseconds(state.SavedAt)).Bind(5, state.SavedBy);
        // A parameter that is not bound is null.
        if (state.KeptUntil is { } until)
            _save.Bind(6, DocumentRows.Milliseconds(until));
        if (state.Content is { } content)
            _save.Bind(7, content);
        _save.Run();
    }

    public void Remove(DocumentId id, DocumentState state)
    {
        if (id.Kind.KeepsVersion)
            Write(id, state.Removed());
        else
            _remove.Bind(1, id.Kind.Name).Bind(2, id.Key).Run();
    }

    /// <summary>Keys of documents whose time is over, the oldest first.</summary>
    public List<string> Expired(DocumentKind kind, DateTimeOffset now)
    {
        using var command = DocumentRows.Command(
            _connection, ExpiredSql, ("$kind", kind.Name), ("$now", DocumentRows.Milliseconds(now)), ("$limit", Limits.DocumentsPerSweep));
        using var row = command.ExecuteReader();
        List<string> keys = [];
        while (row.Read())
            keys.Add(row.GetString(0));
        return keys;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _save, _remove])
            statement.Dispose();
        _read.Dispose();
        _connection.Dispose();
    }
}
