using Evaluation.Journal;

namespace Evaluation.Tests.Journal;

/// <summary>A full disk, simulated by a quota.</summary>
public sealed class SqliteQuotaTests : IAsyncLifetime
{
    private const int QuotaBytes = 1 << 20;

    private readonly TemporaryJournal _kept = new(QuotaBytes);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _kept.DisposeAsync();

    [Fact]
    public async Task An_entry_above_the_quota_is_refused_as_full_and_a_smaller_one_is_accepted()
    {
        var first = Entries.First("staff");
        await _kept.Journal.AppendAllAsync([first]);
        await AssertFullAsync(Entries.After(first, payloadBytes: 2 * QuotaBytes));
        await _kept.Journal.AppendAllAsync([Entries.After(first)]);
        Assert.Equal(2, await ChainVerifier.VerifyAsync(_kept.Journal, "staff", fromSnapshot: false));
    }

    [Fact]
    public async Task A_full_journal_reports_it_keeps_its_entries_and_continues_when_there_is_room()
    {
        List<JournalEntry> stored = [];
        var entry = Entries.First("staff", payloadBytes: 50_000);
        while (stored.Count < 50 && await TryAppendAsync(entry))
        {
            stored.Add(entry);
            entry = Entries.After(entry, payloadBytes: 50_000);
        }
        Assert.InRange(stored.Count, 10, 21);

        // Fills the last pages, so that not even the smallest entry fits.
        for (var (small, n) = (Entries.First("box-a-0", payloadBytes: 3_900), 1); await TryAppendAsync(small); n++)
            small = Entries.First($"box-a-{n}", payloadBytes: 3_900);
        await AssertFullAsync(entry);
        var check = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await _kept.Journal.CheckAsync());
        Assert.True(check.StorageFull);
        Entries.AssertSame(stored, await _kept.Journal.ReadAllAsync("staff"));

        await _kept.ReopenAsync(4 * QuotaBytes);
        await _kept.Journal.CheckAsync();
        await _kept.Journal.AppendAllAsync([entry]);
        Entries.AssertSame([.. stored, entry], await _kept.Journal.ReadAllAsync("staff"));
    }

    [Fact]
    public async Task A_quota_below_the_file_size_only_prevents_growth()
    {
        await _kept.Journal.AppendAllAsync(Entries.Sequence("staff", 10, payloadBytes: 50_000));
        await _kept.ReopenAsync(QuotaBytes / 10);
        Assert.Equal(10, (await _kept.Journal.ReadAllAsync("staff")).Count);
        await AssertFullAsync(Entries.First("box-a-1", payloadBytes: 50_000));
    }

    private async Task<bool> TryAppendAsync(JournalEntry entry)
    {
        try
        {
            return await _kept.Journal.AppendAsync(entry) == AppendResult.Appended;
        }
        catch (JournalUnavailableException failure) when (failure.StorageFull)
        {
            return false;
        }
    }

    private async Task AssertFullAsync(JournalEntry entry)
    {
        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await _kept.Journal.AppendAsync(entry));
        Assert.True(failure.StorageFull);
    }
}
