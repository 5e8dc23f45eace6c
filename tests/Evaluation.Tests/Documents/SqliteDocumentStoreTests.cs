using Evaluation.Documents;
using Evaluation.Embedded.Documents;
using Evaluation.Embedded.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Tests.Documents;

public sealed class SqliteDocumentStoreTests : DocumentStoreSpec, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");
    private SqliteDocumentStore _store;

    public SqliteDocumentStoreTests() => _store = SqliteDocumentStore.Open(_folder.FullName, Clock);

    protected override IDocumentStore Store => _store;

    private string FilePath => Path.Combine(_folder.FullName, DocumentFile.Name);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everything_is_there_after_the_store_was_closed_and_opened()
    {
        var saved = await SaveAsync(Form, "content");
        await SaveAsync(new(DocumentKind.Draft, "li/removed"), "content");
        await Store.RemoveAsync(new(DocumentKind.Draft, "li/removed"));
        _store.Dispose();
        Assert.Equal([FilePath], Directory.GetFiles(_folder.FullName));

        _store = SqliteDocumentStore.Open(_folder.FullName, Clock);
        AssertSame(saved, await Store.ReadAsync(Form));
        Assert.Equal(2, (await SaveAsync(new(DocumentKind.Draft, "li/removed"), "again", expected: 0)).Version);
    }

    [Fact]
    public async Task A_saved_document_survives_the_process_that_is_killed()
    {
        var saved = await SaveAsync(Form, "content");
        // A copy of the files as a kill leaves them: nothing is closed, moved or flushed.
        var left = Directory.CreateDirectory(Path.Combine(_folder.FullName, "left"));
        foreach (var file in new[] { "", "-wal" })
            File.Copy(FilePath + file, Path.Combine(left.FullName, DocumentFile.Name + file));

        using var opened = SqliteDocumentStore.Open(left.FullName, Clock);
        AssertSame(saved, await opened.ReadAsync(Form));
    }

    [Fact]
    public async Task A_folder_with_only_a_journal_gets_the_table_and_its_journal_stays_as_it_is()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "older"));
        await SqliteJournal.Open(new(folder.FullName)).DisposeAsync();
        var journal = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, JournalFile.Name));

        using (var opened = SqliteDocumentStore.Open(folder.FullName, Clock))
            Assert.True((await opened.SaveAsync(Form, new(Bytes("content"), "li"))).IsSaved);
        Assert.Equal(journal, await File.ReadAllBytesAsync(Path.Combine(folder.FullName, JournalFile.Name)));
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_refused_and_not_changed()
    {
        await SaveAsync(Form, "content");
        _store.Dispose();
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            using var command = new SqliteCommand("pragma user_version = 2", connection);
            command.ExecuteNonQuery();
        }
        var before = await File.ReadAllBytesAsync(FilePath);
        Assert.Contains("newer program", Assert.Throws<DocumentsUnavailableException>(() => SqliteDocumentStore.Open(_folder.FullName, Clock)).Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(FilePath));
    }

    [Fact]
    public async Task A_closed_store_is_unavailable()
    {
        _store.Dispose();
        await Assert.ThrowsAsync<DocumentsUnavailableException>(async () => await Store.ReadAsync(Form));
        await Assert.ThrowsAsync<DocumentsUnavailableException>(async () => await Store.SaveAsync(Form, new(Bytes("x"), "li")));
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_unavailable_and_the_save_can_be_repeated()
    {
        using (var other = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            other.Open();
            using var command = new SqliteCommand("begin immediate", other);
            command.ExecuteNonQuery();
            await Assert.ThrowsAsync<DocumentsUnavailableException>(async () => await Store.SaveAsync(Form, new(Bytes("x"), "li")));
            Assert.Null(await Store.ReadAsync(Form));
        }
        await SaveAsync(Form, "x");
    }

    [Fact]
    public void The_file_is_for_the_user_alone()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }
}
