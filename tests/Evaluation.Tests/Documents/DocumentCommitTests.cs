using System.Buffers.Binary;
using System.Text;
using Evaluation.Documents;
using Evaluation.Embedded.Documents;
using Microsoft.Data.Sqlite;

namespace Evaluation.Tests.Documents;

/// <summary>Changes that wait together share a commit of the SQLite file, and keep an outcome each.</summary>
public sealed class DocumentCommitTests : IDisposable
{
    private const int WalHeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const string Refused = "li/refused";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");
    private readonly HeldClock _clock = new();
    private readonly SqliteDocumentStore _store;

    public DocumentCommitTests() => _store = SqliteDocumentStore.Open(_folder.FullName, _clock);

    private string FilePath => Path.Combine(_folder.FullName, DocumentFile.Name);

    public void Dispose()
    {
        _clock.Release();
        _store.Dispose();
        _clock.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Saves_that_wait_together_share_a_commit()
    {
        var before = Commits();
        var first = HoldWithin("li/first");
        var waiting = Enumerable.Range(0, 50).Select(form => SaveAsync($"li/{form}")).ToList();
        _clock.Release();
        Assert.True((await first).IsSaved);
        Assert.All(await Task.WhenAll(waiting), result => Assert.True(result.IsSaved));
        Assert.Equal(2, Commits() - before);
    }

    [Fact]
    public async Task Saves_of_one_document_in_one_commit_are_decided_one_after_the_other()
    {
        var before = Commits();
        var first = HoldWithin("li/first");
        Task<SaveResult>[] waiting =
        [
            SaveAsync("li/form", "one", expected: 0), SaveAsync("li/form", "another", expected: 0), SaveAsync("li/form", "one", expected: 0), SaveAsync("li/form", "next", expected: 1),
        ];
        var removal = _store.RemoveAsync(Id("li/form"), version: 2).AsTask();
        var after = SaveAsync("li/form", "after the removal", expected: 0);
        _clock.Release();
        await first;
        var results = await Task.WhenAll(waiting);
        Assert.Equal([true, false, true, true], results.Select(result => result.IsSaved));
        Assert.Equal([1L, 1L, 1L, 2L], results.Select(result => result.Stored!.Version));
        Assert.Equal("one", Encoding.UTF8.GetString(results[1].Stored!.Content.Span));
        Assert.True(await removal);
        Assert.Equal(3, (await after).Stored!.Version);
        Assert.Equal(2, Commits() - before);
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("rollback")]
    public async Task A_save_that_fails_leaves_its_neighbours_in_the_same_commit(string how)
    {
        Execute($"create trigger refusing before insert on documents when new.key = '{Refused}' begin select raise({how}, 'not this one'); end");
        var first = HoldWithin("li/first");
        Task<SaveResult>[] waiting = [SaveAsync("li/before"), SaveAsync(Refused), SaveAsync("li/after")];
        _clock.Release();
        await first;
        var failure = await Assert.ThrowsAsync<DocumentsUnavailableException>(() => waiting[1]);
        Assert.Contains("not this one", failure.Message, StringComparison.Ordinal);
        Assert.True((await waiting[0]).IsSaved && (await waiting[2]).IsSaved);
        Assert.Equal(["li/after", "li/before", "li/first"], await KeysAsync(_store));
    }

    [Fact]
    public async Task A_save_that_is_cancelled_while_it_waits_is_not_stored_and_one_that_has_begun_is_answered()
    {
        using var cancel = new CancellationTokenSource();
        var first = HoldWithin("li/first", cancel.Token);
        var (cancelled, other) = (SaveAsync("li/cancelled", cancel: cancel.Token), SaveAsync("li/other"));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _clock.Release();
        Assert.True((await first).IsSaved);
        Assert.True((await other).IsSaved);
        Assert.Equal(["li/first", "li/other"], await KeysAsync(_store));
    }

    [Fact]
    public async Task The_queue_is_bounded_and_a_save_beyond_it_is_refused_at_once()
    {
        var first = HoldWithin("li/first");
        var waiting = Enumerable.Range(0, Limits.DocumentsWaiting).Select(form => SaveAsync($"li/{form}")).ToList();
        var refused = await Assert.ThrowsAsync<DocumentsUnavailableException>(() => SaveAsync("li/beyond"));
        Assert.Contains("already queued", refused.Message, StringComparison.Ordinal);
        _clock.Release();
        await first;
        Assert.All(await Task.WhenAll(waiting), result => Assert.True(result.IsSaved));
        Assert.Equal(Limits.DocumentsWaiting + 1, (await KeysAsync(_store)).Count);
    }

    [Fact]
    public async Task A_store_that_is_closed_commits_the_saves_that_wait()
    {
        var first = HoldWithin("li/first");
        var waiting = Enumerable.Range(0, 10).Select(form => SaveAsync($"li/{form}")).ToList();
        var closing = new Thread(_store.Dispose);
        closing.Start();
        _clock.Release();
        closing.Join();
        Assert.True((await first).IsSaved);
        Assert.All(await Task.WhenAll(waiting), result => Assert.True(result.IsSaved));
        await Assert.ThrowsAsync<DocumentsUnavailableException>(() => SaveAsync("li/late"));
        using var opened = SqliteDocumentStore.Open(_folder.FullName, _clock);
        Assert.Equal(11, (await KeysAsync(opened)).Count);
    }

    /// <summary>
    /// The files are copied before every decision, as a kill at that moment leaves them. Of a commit that has not ended nothing may be
    /// there, and of what was answered everything.
    /// </summary>
    [Fact]
    public async Task After_a_kill_in_the_middle_of_a_commit_all_answered_saves_are_there_and_nothing_of_the_commit()
    {
        List<(string Folder, List<string> Answered)> kills = [];
        List<string> answered = [];
        var first = HoldWithin("li/first");
        _clock.OnRead = () => kills.Add((Copy(kills.Count), [.. answered]));
        var waiting = Enumerable.Range(0, 6).Select(form => SaveAsync($"li/{form}", new string('x', 20_000))).ToList();
        _clock.Release();
        await Task.WhenAll([first, .. waiting]);
        answered.AddRange(["li/0", "li/1", "li/2", "li/3", "li/4", "li/5", "li/first"]);
        await SaveAsync("li/last");
        _clock.OnRead = null;

        Assert.Equal(7, kills.Count);
        foreach (var (folder, known) in kills)
        {
            using var opened = SqliteDocumentStore.Open(folder, _clock);
            var keys = await KeysAsync(opened);
            Assert.Equal(known.Count == 0 ? ["li/first"] : known, keys);
        }
    }

    private static DocumentId Id(string key) => new(DocumentKind.Draft, key);

    /// <summary>A save that stands still in the middle of its commit, so that all further ones wait for the next.</summary>
    private Task<SaveResult> HoldWithin(string key, CancellationToken cancel = default)
    {
        _clock.Hold();
        var first = SaveAsync(key, cancel: cancel);
        _clock.WaitUntilReached();
        return first;
    }

    private Task<SaveResult> SaveAsync(string key, string content = "content", long? expected = null, CancellationToken cancel = default) =>
        _store.SaveAsync(Id(key), new(Encoding.UTF8.GetBytes(content), "li", null, expected), cancel).AsTask();

    private static async Task<List<string>> KeysAsync(SqliteDocumentStore store)
    {
        List<string> keys = [];
        await foreach (var head in store.ListAsync(DocumentKind.Draft, ""))
            keys.Add(head.Id.Key);
        return keys;
    }

    private string Copy(int number)
    {
        var left = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"kill-{number}"));
        foreach (var file in new[] { "", "-wal" })
            File.Copy(FilePath + file, Path.Combine(left.FullName, DocumentFile.Name + file));
        return left.FullName;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The transactions in the write-ahead log: the last frame of each says how large the file is then.</summary>
    private int Commits()
    {
        var log = File.ReadAllBytes(FilePath + "-wal").AsSpan();
        var frame = FrameHeaderBytes + BinaryPrimitives.ReadInt32BigEndian(log[8..]);
        var commits = 0;
        for (var at = WalHeaderBytes; at + frame <= log.Length; at += frame)
            if (BinaryPrimitives.ReadInt32BigEndian(log[(at + 4)..]) != 0)
                commits++;
        return commits;
    }
}
