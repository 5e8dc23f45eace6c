using Evaluation.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Journal;

/// <summary>The journal's SQLite file: its tables and its settings.</summary>
internal sealed class JournalFile
{
    public const string Name = "evaluation.db";

    private const int SchemaVersion = 1;

    /// <summary>Twice the default, so that small batches of ballots, about 2 KB each, share a page.</summary>
    private const int PageBytes = 8_192;

    /// <summary>
    /// Pages in the write-ahead log from which it is moved into the file: 16 MiB, so that a page that changes often is moved once.
    /// </summary>
    private const int CheckpointPages = 2_048;

    /// <summary>Bytes of the write-ahead log that stay allocated after it was moved: four times the threshold, for bursts.</summary>
    private const int LogBytesKept = 4 * CheckpointPages * PageBytes;

    /// <summary>Seconds that an operation waits while an operator's tool has locked the file.</summary>
    private const int BusySeconds = 5;

    /// <summary>Strict tables, so that a column holds only its type. The unique key is the last protection against two writers.</summary>
    private const string Schema =
        """
        create table journal(
            id            integer primary key,
            stream        text    not null,
            first_version integer not null,
            event_count   integer not null,
            format        integer not null,
            payload       blob    not null,
            chain         blob    not null,
            unique(stream, first_version)) strict;
        create table snapshots(
            stream        text    not null primary key,
            version       integer not null,
            format        integer not null,
            payload       blob    not null,
            chain         blob    not null) strict;
        """;

    private readonly string _path;
    private readonly string _writing;
    private readonly string _reading;
    private readonly string _tuning;

    static JournalFile() => Batteries_V2.Init();

    public JournalFile(SqliteJournalOptions options)
    {
        _path = Path.Combine(options.Folder, Name);
        // ReadWrite, not ReadWriteCreate: a file that was deleted while the program runs must not be replaced by an empty one.
        _writing = Connect(SqliteOpenMode.ReadWrite, pooling: false);
        _reading = Connect(SqliteOpenMode.ReadOnly, pooling: true);
        _tuning =
            $"""
            pragma synchronous = full;
            pragma fullfsync = on;
            pragma busy_timeout = {BusySeconds * 1_000};
            pragma temp_store = memory;
            pragma wal_autocheckpoint = {CheckpointPages};
            pragma journal_size_limit = {LogBytesKept};
            """;
        if (options.SizeBytesMax is { } bytes)
            _tuning += $"pragma max_page_count = {Math.Max(1, bytes / PageBytes)};";
    }

    /// <summary>Creates an empty file if there is none, readable only for the user. The log file inherits the permissions.</summary>
    public void Create()
    {
        PrivateFiles.OpenOrCreate(_path, FileShare.ReadWrite).Dispose();
        PrivateFiles.Restrict(_path);
    }

    /// <summary>Opens the connection of the writer. Creates the tables in an empty file.</summary>
    /// <exception cref="JournalUnavailableException">
    /// A newer program wrote the file, or its disk does not support a write-ahead log.
    /// </exception>
    /// <exception cref="SqliteException">The file could not be opened.</exception>
    public SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(_writing);
        try
        {
            connection.Open();
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the connection of a reader. Readers and the writer do not block each other.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the idle connections of readers, so that the writer is the last connection and can remove the log.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(_reading);
        SqliteConnection.ClearPool(connection);
    }

    private void Prepare(SqliteConnection connection)
    {
        // The schema version is checked before anything is changed: the file of a newer program stays as it is.
        var version = (long)Query(connection, "pragma user_version")!;
        if (version > SchemaVersion)
            throw new JournalUnavailableException(
                $"The journal '{_path}' was written by a newer program: its schema is {version}, this program knows {SchemaVersion}. Start the newer program.");
        // The page size can be set only while the file is empty.
        Execute(connection, $"pragma page_size = {PageBytes}");
        if (Query(connection, "pragma journal_mode = wal") is not "wal")
            throw new JournalUnavailableException($"The journal '{_path}' cannot have a write-ahead log here. Use a local disk.");
        Execute(connection, _tuning);
        if (version == 0)
            Execute(connection, $"begin immediate; {Schema} pragma user_version = {SchemaVersion}; commit;");
    }

    private static object? Query(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string Connect(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = pooling, DefaultTimeout = BusySeconds }.ToString();
}
