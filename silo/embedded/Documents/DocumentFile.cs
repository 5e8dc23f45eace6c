using Evaluation.Documents;
using Evaluation.Embedded.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Documents;

/// <summary>The SQLite file of the documents: its table and how it is opened.</summary>
/// <remarks>A file of its own: a save must not wait for the journal's writer, and the journal's writer must not wait for a save.</remarks>
internal sealed class DocumentFile
{
    public const string Name = "documents.db";

    private const int SchemaVersion = 1;

    /// <summary>
    /// The content is the last column, so that a list does not read it. Null content: a removed document of which only the version is kept.
    /// </summary>
    private const string Schema =
        """
        create table documents(
            id         integer primary key,
            kind       text    not null,
            key        text    not null,
            version    integer not null,
            saved_at   integer not null,
            saved_by   text    not null,
            kept_until integer,
            content    blob,
            unique(kind, key)) strict;
        create index documents_by_end on documents(kind, kept_until) where kept_until is not null;
        """;

    public const string IsClosed = "The store of documents is closed.";

    private readonly SqliteFile _file;

    public DocumentFile(string folder) => _file = new(Path.Combine(folder, Name));

    /// <inheritdoc cref="SqliteFile.Create"/>
    public void Create() => _file.Create();

    /// <summary>Opens the connection of the writer. Creates the table in an empty file.</summary>
    /// <exception cref="DocumentsUnavailableException">A newer program wrote the file.</exception>
    /// <exception cref="SqliteException">The file could not be opened.</exception>
    public SqliteConnection OpenForWriting() => _file.OpenForWriting(Prepare);

    /// <inheritdoc cref="SqliteFile.OpenForReading"/>
    public SqliteConnection OpenForReading() => _file.OpenForReading();

    /// <inheritdoc cref="SqliteFile.CloseReaders"/>
    public void CloseReaders() => _file.CloseReaders();

    /// <summary>Translates a failure of the file.</summary>
    public static DocumentsUnavailableException Unavailable(Exception failure) => failure is DocumentsUnavailableException known
        ? new(known.Message, known, known.StorageFull)
        : new($"The file of documents failed: {failure.Message}", failure, failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL });

    private void Prepare(SqliteConnection connection)
    {
        var version = (long)SqliteFile.Query(connection, "pragma user_version")!;
        if (version > SchemaVersion)
            throw new DocumentsUnavailableException(
                $"'{_file.Path}' was written by a newer program: its schema is {version}, this program knows {SchemaVersion}. Start the newer program.");
        SqliteFile.Execute(connection, $"pragma journal_mode = wal; pragma synchronous = full; pragma fullfsync = on; pragma busy_timeout = {SqliteFile.BusySeconds * 1_000}");
        if (version == 0)
            SqliteFile.Execute(connection, $"begin immediate; {Schema} pragma user_version = {SchemaVersion}; commit;");
    }
}
