using Evaluation.Embedded.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Tests.Journal;

/// <summary>A temporary folder with a journal that a test can close, damage and reopen.</summary>
internal sealed class TemporaryJournal : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public TemporaryJournal(long? sizeBytesMax = null) => Journal = SqliteJournal.Open(new(Folder, sizeBytesMax));

    public string Folder => _folder.FullName;

    public SqliteJournal Journal { get; private set; }

    public string FilePath => Path.Combine(Folder, JournalFile.Name);

    public async Task ReopenAsync(long? sizeBytesMax = null)
    {
        await Journal.DisposeAsync();
        Journal = SqliteJournal.Open(new(Folder, sizeBytesMax));
    }

    /// <summary>Changes the file directly, past the journal.</summary>
    public int Execute(string sql)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteNonQuery();
    }

    /// <summary>Holds the write lock until disposed, which blocks the writer like a disk that hangs.</summary>
    public IDisposable Lock()
    {
        var connection = Connect();
        using var command = new SqliteCommand("begin immediate", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Journal.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
