using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Files;

/// <summary>One SQLite file with one writing connection and a pool of reading connections.</summary>
internal sealed class SqliteFile
{
    /// <summary>Seconds that an operation waits while an operator's tool has locked the file.</summary>
    public const int BusySeconds = 5;

    private readonly string _writing;
    private readonly string _reading;

    static SqliteFile() => Batteries_V2.Init();

    public SqliteFile(string path)
    {
        Path = path;
        // ReadWrite, not ReadWriteCreate: a file that was deleted while the program runs must not be replaced by an empty one.
        _writing = Connect(SqliteOpenMode.ReadWrite, pooling: false);
        _reading = Connect(SqliteOpenMode.ReadOnly, pooling: true);
    }

    public string Path { get; }

    /// <summary>Creates an empty file if there is none, readable only for the user. The log file inherits the permissions.</summary>
    public void Create()
    {
        PrivateFiles.OpenOrCreate(Path, FileShare.ReadWrite).Dispose();
        PrivateFiles.Restrict(Path);
    }

    /// <summary>Opens the connection of the writer and prepares it. Whatever <paramref name="prepare"/> throws closes it again.</summary>
    /// <exception cref="SqliteException">The file could not be opened.</exception>
    public SqliteConnection OpenForWriting(Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(_writing);
        try
        {
            connection.Open();
            prepare(connection);
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

    public static object? Query(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string Connect(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = pooling, DefaultTimeout = BusySeconds }.ToString();
}
