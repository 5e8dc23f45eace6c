using Evaluation.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Journal;

/// <summary>The journal's file: its tables, how it is opened, and how it is tuned.</summary>
internal sealed class JournalFile
{
    public const string Name = "evaluation.db";

    private const int SchemaVersion = 1;

    /// <summary>Twice the usual: small batches of ballots, of some 2 KB, share a page instead of having one each.</summary>
    private const int PageBytes = 8_192;

    /// <summary>Pages in the write-ahead log at which they are moved into the file: 16 MiB, so that a page that changes often is moved once.</summary>
    private const int CheckpointPages = 2_048;

    /// <summary>Bytes that the write-ahead log keeps on disk after it was moved: four times the usual, for bursts.</summary>
    private const int LogBytesKept = 4 * CheckpointPages * PageBytes;

    /// <summary>How long an operation waits for an operator's tool that has locked the file, in seconds.</summary>
    private const int BusySeconds = 5;

    /// <summary>Strict, so that a column holds what it says; the unique key is the last defence against two writers.</summary>
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
        // ReadWrite, not ReadWriteCreate: a file that vanished while the program ran must not be replaced by an empty one.
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

    /// <summary>Makes an empty file when there is none, and none but the user may read it; the log beside it inherits that.</summary>
    public void Create()
    {
        PrivateFiles.OpenOrCreate(_path, FileShare.ReadWrite).Dispose();
        PrivateFiles.Restrict(_path);
    }

    /// <summary>Opens for the one writer; makes the tables in an empty file.</summary>
    /// <exception cref="JournalUnavailableException">A newer program wrote the file, or its disk cannot hold a write-ahead log.</exception>
    /// <exception cref="SqliteException">It could not be opened.</exception>
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

    /// <summary>Opens for a reader, which neither waits for the writer nor makes it wait.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the idle connections of readers, so that the writer, closing last, can take the log away.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(_reading);
        SqliteConnection.ClearPool(connection);
    }

    private void Prepare(SqliteConnection connection)
    {
        // The schema is looked at before anything is changed: a newer program's file stays as it is.
        var version = (long)Query(connection, "pragma user_version")!;
        if (version > SchemaVersion)
            throw new JournalUnavailableException(
                $"The journal '{_path}' was written by a newer program: its schema is {version}, this program knows {SchemaVersion}. Start the newer program.");
        // The size of a page can be set as long as the file is empty.
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
