using Evaluation.Journal;

namespace Evaluation.Tests.Journal;

/// <summary>Damage made directly in the file. Entries begin at versions 0, 1, 3, 6, 7, 9, 12, …</summary>
public sealed class ChainVerifierTests : IAsyncLifetime
{
    private const string Stream = "box-a-1";

    private readonly TemporaryJournal _kept = new();
    private readonly List<JournalEntry> _entries = [.. Entries.Sequence(Stream, 30)];

    public async Task InitializeAsync()
    {
        await _kept.Journal.AppendAllAsync(_entries);
        await _kept.Journal.AppendAllAsync(Entries.Sequence("box-a-2", 30));
    }

    public Task DisposeAsync() => _kept.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unchanged_stream_is_verified_to_its_end(bool fromSnapshot)
    {
        Assert.Equal(60, await ChainVerifier.VerifyAsync(_kept.Journal, Stream, fromSnapshot));
        foreach (var entry in _entries)
        {
            await _kept.Journal.SaveSnapshotAsync(Stream, Entries.SnapshotAt(entry));
            Assert.Equal(60, await ChainVerifier.VerifyAsync(_kept.Journal, Stream, fromSnapshot));
        }
        Assert.Equal(0, await ChainVerifier.VerifyAsync(_kept.Journal, "box-a-3", fromSnapshot));
    }

    [Theory]
    [InlineData("update journal set payload = cast(x'00' || substr(payload, 2) as blob) where first_version = 7", 7, "hash")]
    [InlineData("update journal set payload = cast(payload || x'00' as blob) where first_version = 0", 0, "hash")]
    [InlineData("update journal set chain = zeroblob(32) where first_version = 12", 12, "hash")]
    [InlineData("update journal set event_count = 9 where first_version = 7", 16, "begins at version 9")]
    [InlineData("update journal set event_count = 0 where first_version = 7", 7, "0 events")]
    [InlineData("delete from journal where first_version = 0", 0, "begins at version 1")]
    [InlineData("delete from journal where first_version = 7", 7, "begins at version 9")]
    [InlineData("delete from journal where first_version between 7 and 30", 7, "begins at version 31")]
    [InlineData("update journal set event_count = 5 where first_version = 7; delete from journal where first_version = 9", 12, "hash")]
    [InlineData("insert into journal select null, stream, 8, 1, format, payload, chain from journal where first_version = 7", 9, "begins at version 8")]
    public async Task Damage_is_found_at_its_entry(string harm, long version, string what)
    {
        harm = harm.Replace(" where ", $" where stream = '{Stream}' and ", StringComparison.Ordinal);
        Assert.True(_kept.Execute(harm) > 0);
        await AssertBrokenAsync(version, what, fromSnapshot: false);
        Assert.Equal(60, await ChainVerifier.VerifyAsync(_kept.Journal, "box-a-2", fromSnapshot: false));
    }

    [Theory]
    [InlineData("update journal set format = 2 where first_version = 62", 62, "hash")]
    [InlineData("update journal set event_count = 1 where first_version = 62", 62, "more than the 1 events")]
    [InlineData("update journal set event_count = 3 where first_version = 62", 62, "holds 2 events and says 3")]
    [InlineData("update journal set payload = cast(x'01' || substr(payload, 2) as blob) where first_version = 62", 62, "hash")]
    [InlineData("update journal set payload = cast(substr(payload, 1, 3) || x'00' || substr(payload, 5) as blob) where first_version = 62", 62, "hash")]
    [InlineData("update journal set payload = cast(payload || x'00' as blob) where first_version = 62", 62, "more than the 2 events")]
    [InlineData("update journal set first_version = 63 where first_version = 62", 62, "begins at version 63")]
    [InlineData("delete from journal where first_version = 60", 60, "begins at version 62")]
    public async Task Damage_to_an_entry_of_format_3_behind_old_ones_is_found(string harm, long version, string what)
    {
        var first = Entries.Framed(Stream, _entries[^1], [1, 2, 3], [4]);
        await _kept.Journal.AppendAllAsync([first, Entries.Framed(Stream, first, [5, 6], [7])]);
        Assert.Equal(64, await ChainVerifier.VerifyAsync(_kept.Journal, Stream, fromSnapshot: false));

        Assert.True(_kept.Execute(harm.Replace(" where ", $" where stream = '{Stream}' and ", StringComparison.Ordinal)) > 0);
        await AssertBrokenAsync(version, what, fromSnapshot: false);
    }

    [Fact]
    public async Task Entries_of_another_stream_are_detected()
    {
        _kept.Execute($"update journal set stream = 'box-a-3' where stream = '{Stream}'");
        var broken = await Assert.ThrowsAsync<JournalBrokenException>(async () => await ChainVerifier.VerifyAsync(_kept.Journal, "box-a-3", fromSnapshot: false));
        Assert.Equal(("box-a-3", 0), (broken.Stream, broken.Version));
    }

    [Fact]
    public async Task Verification_from_a_snapshot_finds_later_damage_and_skips_earlier_entries()
    {
        await _kept.Journal.SaveSnapshotAsync(Stream, Entries.SnapshotAt(_entries.Single(entry => entry.NextVersion == 31)));
        _kept.Execute($"update journal set payload = x'00' where stream = '{Stream}' and first_version = 7");
        Assert.Equal(60, await ChainVerifier.VerifyAsync(_kept.Journal, Stream, fromSnapshot: true));
        await AssertBrokenAsync(7, "hash", fromSnapshot: false);

        _kept.Execute($"delete from journal where stream = '{Stream}' and first_version = 31");
        await AssertBrokenAsync(31, "begins at version 33", fromSnapshot: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_whose_hash_differs_from_its_entry_is_detected(bool fromSnapshot)
    {
        var entry = _entries.Single(entry => entry.NextVersion == 31);
        await _kept.Journal.SaveSnapshotAsync(Stream, Entries.SnapshotAt(entry) with { Hash = Entries.Bytes(Chain.Bytes) });
        await AssertBrokenAsync(31, "snapshot's hash", fromSnapshot);
    }

    [Fact]
    public async Task A_late_snapshot_is_matched_with_the_entry_that_ends_at_its_version()
    {
        var longEntry = Entries.First("staff", eventCount: 100_000);
        await _kept.Journal.AppendAllAsync([longEntry, Entries.After(longEntry)]);
        await _kept.Journal.SaveSnapshotAsync("staff", Entries.SnapshotAt(longEntry));
        Assert.Equal(100_001, await ChainVerifier.VerifyAsync(_kept.Journal, "staff", fromSnapshot: true));
    }

    [Fact]
    public async Task A_truncated_stream_is_detected_when_a_later_snapshot_exists()
    {
        await _kept.Journal.SaveSnapshotAsync(Stream, Entries.SnapshotAt(_entries[^1]));
        _kept.Execute($"delete from journal where stream = '{Stream}' and first_version >= 31");
        await AssertBrokenAsync(31, "the entries end here", fromSnapshot: false);
        await AssertBrokenAsync(60, "no entry ends here", fromSnapshot: true);
    }

    private async Task AssertBrokenAsync(long version, string what, bool fromSnapshot)
    {
        var broken = await Assert.ThrowsAsync<JournalBrokenException>(async () => await ChainVerifier.VerifyAsync(_kept.Journal, Stream, fromSnapshot));
        Assert.Equal((Stream, version), (broken.Stream, broken.Version));
        Assert.Contains(what, broken.Message, StringComparison.Ordinal);
    }
}
