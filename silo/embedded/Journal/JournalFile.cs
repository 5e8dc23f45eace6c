using Evaluation.Embedded.Files;
using Evaluation.Journal;
using Microsoft.Data.Sqlite;

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

    private readonly SqliteFile _file;
    private readonly string _tuning;

    public JournalFile(SqliteJournalOptions options)
    {
        _file = new(Path.Combine(options.Folder, Name));
        _tuning =
            $"""
            pragma synchronous = full;
            pragma fullfsync = on;
            pragma busy_timeout = {SqliteFile.BusySeconds * 1_000};
            pragma temp_store = memory;
            pragma wal_autocheckpoint = {CheckpointPages};
            pragma journal_size_limit = {LogBytesKept};
            """;
        if (options.SizeBytesMax is { } bytes)
            _tuning += $"pragma max_page_count = {Math.Max(1, bytes / PageBytes)};";
    }

    /// <inheritdoc cref="SqliteFile.Create"/>
    public void Create() => _file.Create();

    /// <summary>Opens the connection of the writer. Creates the tables in an empty file.</summary>
    /// <exception cref="JournalUnavailableException">
    /// A newer program wrote the file, or its disk does not support a write-ahead log.
    /// </exception>
    /// <exception cref="SqliteException">The file could not be opened.</exception>
    public SqliteConnection OpenForWriting() => _file.OpenForWriting(Prepare);

    /// <inheritdoc cref="SqliteFile.OpenForReading"/>
    public SqliteConnection OpenForReading() => _file.OpenForReading();

    /// <inheritdoc cref="SqliteFile.CloseReaders"/>
    public void CloseReaders() => _file.CloseReaders();

    private void Prepare(SqliteConnection connection)
    {
        // The schema version is checked before anything is changed: the file of a newer program stays as it is.
        var version = (long)SqliteFile.Query(connection, "pragma user_version")!;
        if (version > SchemaVersion)
            throw new JournalUnavailableException(
                $"The journal '{_file.Path}' was written by a newer program: its schema is {version}, this program knows {SchemaVersion}. Start the newer program.");
        // The page size can be set only while the file is empty.
        SqliteFile.Execute(connection, $"pragma page_size = {PageBytes}");
        if (SqliteFile.Query(connection, "pragma journal_mode = wal") is not "wal")
            throw new JournalUnavailableException($"The journal '{_file.Path}' cannot have a write-ahead log here. Use a local disk.");
        SqliteFile.Execute(connection, _tuning);
        if (version == 0)
            SqliteFile.Execute(connection, $"begin immediate; {Schema} pragma user_version = {SchemaVersion}; commit;");
    }
}
