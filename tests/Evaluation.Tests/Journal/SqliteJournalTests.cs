using Evaluation.Embedded.Journal;
using Evaluation.Journal;

namespace Evaluation.Tests.Journal;

public sealed class SqliteJournalTests : JournalSpec, IAsyncLifetime
{
    private readonly TemporaryJournal _kept = new();

    protected override IJournal Journal => _kept.Journal;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _kept.DisposeAsync();

    [Fact]
    public async Task Everything_is_kept_when_the_journal_is_closed_and_opened_again()
    {
        var entries = Entries.Sequence("staff", 10).ToList();
        await Journal.AppendAllAsync(entries[..9]);
        await Journal.SaveSnapshotAsync("staff", Entries.SnapshotAt(entries[4]));
        await _kept.ReopenAsync();

        await Journal.AppendAllAsync(entries[9..]);
        Entries.AssertSame(entries, await Journal.ReadAllAsync("staff"));
        Assert.Equal(entries[4].NextVersion, (await Journal.ReadSnapshotAsync("staff"))!.Version);
    }

    [Fact]
    public async Task A_closed_journal_leaves_one_file_and_refuses_appends()
    {
        var entries = Entries.Sequence("staff", 100).ToList();
        var appends = entries.Select(entry => Journal.AppendAsync(entry).AsTask()).ToList();
        await Journal.ReadAllAsync("staff");
        await _kept.Journal.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(AppendResult.Appended, result));
        Assert.Equal([_kept.FilePath], Directory.GetFiles(_kept.Folder));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.AppendAsync(Entries.First("box-a-1")));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.ReadAllAsync("staff"));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.CheckAsync());
    }

    [Fact]
    public async Task Acknowledged_entries_survive_a_killed_process()
    {
        var streams = Enumerable.Range(0, 8).Select(box => Entries.Sequence($"box-a-{box}", 40, payloadBytes: 3_000).ToList()).ToList();
        await Task.WhenAll(streams.Select(Journal.AppendAllAsync));
        // A copy of the files as a kill leaves them: nothing is closed, moved or flushed.
        var left = Directory.CreateDirectory(Path.Combine(_kept.Folder, "left"));
        foreach (var file in new[] { "", "-wal" })
            File.Copy(_kept.FilePath + file, Path.Combine(left.FullName, JournalFile.Name + file));

        await using var opened = SqliteJournal.Open(new(left.FullName));
        foreach (var entries in streams)
            Entries.AssertSame(entries, await opened.ReadAllAsync(entries[0].Stream));
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_refused_and_not_changed()
    {
        await _kept.Journal.DisposeAsync();
        _kept.Execute("pragma user_version = 2");
        var before = await File.ReadAllBytesAsync(_kept.FilePath);

        var refusal = Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(new(_kept.Folder)));
        Assert.Contains("newer program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_kept.FilePath));
    }

    [Fact]
    public async Task A_file_that_is_not_a_journal_is_refused()
    {
        await _kept.Journal.DisposeAsync();
        await File.WriteAllBytesAsync(_kept.FilePath, Entries.Bytes(5_000));
        Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(new(_kept.Folder)));
    }

    [Fact]
    public async Task After_a_failed_append_the_next_one_succeeds_once_the_cause_is_removed()
    {
        var entries = Entries.Sequence("staff", 3).ToList();
        await Journal.AppendAllAsync(entries[..1]);
        _kept.Execute("alter table journal rename to gone");

        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.AppendAsync(entries[1]));
        Assert.False(failure.StorageFull);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.CheckAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.ReadAllAsync("staff"));

        _kept.Execute("alter table gone rename to journal");
        await Journal.CheckAsync();
        Entries.AssertSame(entries[..1], await Journal.ReadAllAsync("staff"));
        await Journal.AppendAllAsync(entries[1..]);
        Entries.AssertSame(entries, await Journal.ReadAllAsync("staff"));
    }

    [Fact]
    public async Task While_the_disk_hangs_nothing_is_acknowledged_and_the_queue_is_bounded()
    {
        var entries = Enumerable.Range(0, Limits.EntriesWaiting + Limits.EntriesPerCommit + 1).Select(box => Entries.First($"box-a-{box}")).ToList();
        Task<AppendResult>[] refused, waiting;
        using (_kept.Lock())
        {
            var appends = entries.Select(entry => Journal.AppendAsync(entry).AsTask()).ToLookup(append => append.IsCompleted);
            (refused, waiting) = ([.. appends[true]], [.. appends[false]]);
            Assert.InRange(waiting.Length, Limits.EntriesWaiting, Limits.EntriesWaiting + Limits.EntriesPerCommit);
            foreach (var append in refused)
                Assert.False((await Assert.ThrowsAsync<JournalUnavailableException>(() => append)).StorageFull);
            Assert.DoesNotContain(waiting, append => append.IsCompleted);
            Assert.Empty(await Journal.ListAllAsync(""));
        }
        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(AppendResult.Appended, result));
        Assert.Equal(waiting.Length, (await Journal.ListAllAsync("")).Count);
    }

    [Fact]
    public async Task A_deleted_file_is_not_replaced_by_an_empty_one()
    {
        await Journal.AppendAllAsync([Entries.First("staff")]);
        _kept.Execute("alter table journal rename to gone");
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.AppendAsync(Entries.First("box-a-1")));
        File.Delete(_kept.FilePath);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.AppendAsync(Entries.First("box-a-1")));
        Assert.False(File.Exists(_kept.FilePath));
    }

    [Fact]
    public void Only_the_user_may_read_the_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        var files = Directory.GetFiles(_kept.Folder);
        Assert.Equal(3, files.Length);
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_read_is_limited_in_bytes()
    {
        await Journal.AppendAllAsync(Entries.Sequence("staff", 25, payloadBytes: Limits.BytesPerRead / 10));
        var reader = new JournalReader(new JournalFile(new(_kept.Folder)));
        Assert.Equal(10, reader.ReadEntries("staff", 0).Count);
    }

    [Fact]
    public async Task A_cancelled_reader_stops()
    {
        await Journal.AppendAllAsync(Entries.Sequence("staff", 2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Journal.ReadAsync("staff", 0, new CancellationToken(canceled: true)))
            {
            }
        });
    }
}
