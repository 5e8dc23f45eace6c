using Evaluation.Documents;
using Evaluation.Embedded.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Documents;

/// <summary>The SQLite file of the documents: its table and how it is opened.</summary>
/// <remarks>A file of its own: a save must not wait for the journal's writer, and the journal's writer must not wait for a save.</remarks>
internal sealed class DocumentFile
{
    public const string Name = "documents.db";

    private const int SchemaVersion = 1;

    /// <summary>How long an operation waits for another program that has locked the file, in seconds.</summary>
    private const int BusySeconds = 5;

    /// <summary>The content is the last column, so that a list does not read it. Null content: a removed document of which only the version is kept.</summary>
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

    private readonly string _path;
    private readonly string _reading;

    static DocumentFile() => Batteries_V2.Init();

    public DocumentFile(string folder)
    {
        _path = Path.Combine(folder, Name);
        _reading = Connect(SqliteOpenMode.ReadOnly, pooling: true);
    }

    /// <summary>Opens for the one writer. Makes the file and its table when there are none.</summary>
    /// <exception cref="DocumentsUnavailableException">A newer program wrote the file.</exception>
    /// <exception cref="SqliteException">The file could not be opened.</exception>
    public SqliteConnection OpenForWriting()
    {
        PrivateFiles.OpenOrCreate(_path, FileShare.ReadWrite).Dispose();
        PrivateFiles.Restrict(_path);
        var connection = new SqliteConnection(Connect(SqliteOpenMode.ReadWrite, pooling: false));
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

    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the idle connections of readers, so that the writer, closing last, can remove the write-ahead log.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(_reading);
        SqliteConnection.ClearPool(connection);
    }

    private void Prepare(SqliteConnection connection)
    {
        using var command = new SqliteCommand("pragma user_version", connection);
        var version = (long)command.ExecuteScalar()!;
        if (version > SchemaVersion)
            throw new DocumentsUnavailableException(
                $"'{_path}' was written by a newer program: its schema is {version}, this program knows {SchemaVersion}. Start the newer program.");
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma fullfsync = on";
        command.ExecuteNonQuery();
        if (version > 0)
            return;
        command.CommandText = $"begin immediate; {Schema} pragma user_version = {SchemaVersion}; commit;";
        command.ExecuteNonQuery();
    }

    private string Connect(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = pooling, DefaultTimeout = BusySeconds }.ToString();
}
