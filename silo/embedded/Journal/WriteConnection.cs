using Evaluation.Embedded.Files;
using Evaluation.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Journal;

/// <summary>The writer's connection with its prepared statements. After any failure it must be disposed of, which rolls back.</summary>
internal sealed class WriteConnection : IDisposable
{
    /// <summary>
    /// Inserts the entry only if its first version equals the number of events in the stream. No changed row means a conflict.
    /// </summary>
    private const string AppendSql =
        """
        insert into journal(stream, first_version, event_count, format, payload, chain)
        select ?1, ?2, ?3, ?4, ?5, ?6 where ?2 = coalesce(
            (select first_version + event_count from journal where stream = ?1 order by first_version desc limit 1), 0)
        """;

    private const string SnapshotSql = "insert or replace into snapshots(stream, version, format, payload, chain) values(?1, ?2, ?3, ?4, ?5)";

    /// <summary>The test row has the size of a small entry, and a name and version that no entry has.</summary>
    private const string TrialSql =
        "insert into journal(stream, first_version, event_count, format, payload, chain) values('', -1, 1, 0, zeroblob(8192), zeroblob(32))";

    private const string TrialEndSql = "delete from journal where stream = '' and first_version = -1";

    private readonly SqliteConnection _connection;
    private readonly Statement[] _statements;

    private WriteConnection(SqliteConnection connection)
    {
        _connection = connection;
        _statements = [.. new[] { "begin immediate", "commit", AppendSql, SnapshotSql, TrialSql, TrialEndSql }.Select(sql => new Statement(connection, sql))];
    }

    public static WriteConnection Open(JournalFile file)
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

    public void Begin() => _statements[0].Run();

    /// <summary>Returns when everything since <see cref="Begin"/> is on disk.</summary>
    public void Commit() => _statements[1].Run();

    public AppendResult Append(JournalEntry entry)
    {
        var rows = _statements[2]
            .Bind(1, entry.Stream).Bind(2, entry.FirstVersion).Bind(3, entry.EventCount).Bind(4, entry.Format).Bind(5, entry.Payload).Bind(6, entry.Hash)
            .Run();
        return rows == 1 ? AppendResult.Appended : AppendResult.Conflict;
    }

    public void Save(string stream, Snapshot snapshot) => _statements[3]
        .Bind(1, stream).Bind(2, snapshot.Version).Bind(3, snapshot.Format).Bind(4, snapshot.Payload).Bind(5, snapshot.Hash)
        .Run();

    /// <summary>Inserts a row like an append and deletes it again. The commit then writes pages to the disk.</summary>
    public void Try()
    {
        _statements[4].Run();
        _statements[5].Run();
    }

    /// <summary>Moves the write-ahead log into the database file.</summary>
    public void Checkpoint()
    {
        using var checkpoint = new SqliteCommand("pragma wal_checkpoint(truncate)", _connection);
        checkpoint.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _connection.Dispose();
    }
}
