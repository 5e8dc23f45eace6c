using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Tests.Journal;

[NeedsPostgres]
public sealed class PostgresJournalTests : JournalSpec, IAsyncLifetime
{
    private Database _database = null!;

    protected override IJournal Journal => _database.Journal;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [PostgresFact]
    public async Task Of_many_silos_that_append_at_the_same_version_exactly_one_wins_and_the_chain_holds()
    {
        var silos = Enumerable.Range(0, 4).Select(_ => new PostgresJournal(_database.Source)).ToArray();
        var wins = 0;
        await Parallel.ForEachAsync(silos, async (silo, _) =>
        {
            // Each continues from the last entry it has seen, as a grain does.
            for (var (entry, turns) = (Entries.First("staff"), 0); turns < 60; turns++)
            {
                if (await silo.AppendAsync(entry) == AppendResult.Appended)
                    Interlocked.Increment(ref wins);
                entry = Entries.After((await silo.ReadAllAsync("staff"))[^1]);
            }
        });
        Assert.Equal(wins, (await Journal.ReadAllAsync("staff")).Count);
        Assert.Equal(wins, await ChainVerifier.VerifyAsync(Journal, "staff", fromSnapshot: false));
        foreach (var silo in silos)
            await silo.DisposeAsync();
    }

    [PostgresFact]
    public async Task Concurrent_appends_to_the_same_streams_do_not_deadlock()
    {
        await using var other = new PostgresJournal(_database.Source);
        var entries = Enumerable.Range(0, 500).Select(box => Entries.First($"box-a-{box}")).ToList();
        var appends = await Task.WhenAll(
            entries.Select(entry => Journal.AppendAsync(entry).AsTask()).Concat(entries.AsEnumerable().Reverse().Select(entry => other.AppendAsync(entry).AsTask())));
        Assert.Equal(500, appends.Count(result => result == AppendResult.Appended));
        Assert.Equal(500, appends.Count(result => result == AppendResult.Conflict));
    }

    [PostgresFact]
    public async Task A_conflicting_entry_does_not_affect_others_of_its_commit()
    {
        await using var other = new PostgresJournal(_database.Source);
        var first = Entries.First("staff");
        await other.AppendAllAsync([first]);
        // The lock on the table delays these appends, so that one statement takes all of them.
        await using var blocker = await _database.Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table journal in exclusive mode", blocker))
            await block.ExecuteNonQueryAsync();
        var entries = Enumerable.Range(0, 50).Select(box => Entries.First($"box-a-{box}")).Append(first).ToList();
        var appends = entries.Select(entry => Journal.AppendAsync(entry).AsTask()).ToList();
        await transaction.CommitAsync();

        var results = await Task.WhenAll(appends);
        Assert.Equal(AppendResult.Conflict, results[^1]);
        Assert.All(results[..^1], result => Assert.Equal(AppendResult.Appended, result));
    }

    [PostgresFact]
    public async Task The_end_of_a_stream_includes_entries_of_every_silo()
    {
        await using var other = new PostgresJournal(_database.Source);
        Assert.True(await Journal.EndsAtAsync("staff", 0));
        var first = Entries.First("staff", eventCount: 3);
        await other.AppendAllAsync([first]);
        Assert.False(await Journal.EndsAtAsync("staff", 0));
        Assert.True(await Journal.EndsAtAsync("staff", 3));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 200).Select(box => Journal.EndsAtAsync($"box-a-{box % 20}", 0).AsTask())), Assert.True);
    }

    [PostgresFact]
    public async Task An_older_snapshot_does_not_take_the_place_of_a_newer_one()
    {
        var entries = Entries.Sequence("staff", 3).ToList();
        await Journal.AppendAllAsync(entries);
        await Journal.SaveSnapshotAsync("staff", Entries.SnapshotAt(entries[2]));
        await Journal.SaveSnapshotAsync("staff", Entries.SnapshotAt(entries[1]));
        Assert.Equal(entries[2].NextVersion, (await Journal.ReadSnapshotAsync("staff"))!.Version);
    }

    [PostgresFact]
    public async Task A_commit_is_synchronous_regardless_of_the_servers_default()
    {
        await _database.ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database} set synchronous_commit = off");
        await using var source = PostgresConnection.Open(_database.ConnectionString);
        await using var command = source.CreateCommand("show synchronous_commit");
        Assert.Equal("on", await command.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task After_a_failed_append_the_next_one_succeeds_once_the_cause_is_removed()
    {
        var entries = Entries.Sequence("staff", 3).ToList();
        await Journal.AppendAllAsync(entries[..1]);
        await _database.ExecuteAsync("alter table journal rename to gone");

        Assert.False((await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.AppendAsync(entries[1]))).StorageFull);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.CheckAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.ReadAllAsync("staff"));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.EndsAtAsync("staff", 1));

        await _database.ExecuteAsync("alter table gone rename to journal");
        await Journal.CheckAsync();
        Entries.AssertSame(entries[..1], await Journal.ReadAllAsync("staff"));
        await Journal.AppendAllAsync(entries[1..]);
        Entries.AssertSame(entries, await Journal.ReadAllAsync("staff"));
    }

    [PostgresFact]
    public async Task A_closed_journal_finishes_queued_appends_and_refuses_new_ones()
    {
        var entries = Entries.Sequence("staff", 100).ToList();
        var appends = entries.Select(entry => Journal.AppendAsync(entry).AsTask()).ToList();
        await _database.Journal.DisposeAsync();
        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(AppendResult.Appended, result));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.AppendAsync(Entries.First("box-a-1")));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.ReadAllAsync("staff"));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.EndsAtAsync("staff", 0));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Journal.CheckAsync());
    }

    [PostgresFact]
    public async Task While_the_server_hangs_nothing_is_acknowledged_and_the_queue_is_bounded()
    {
        await using var blocker = await _database.Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table journal in exclusive mode", blocker))
            await block.ExecuteNonQueryAsync();
        var appends = Enumerable.Range(0, 3 * Limits.EntriesWaiting).Select(async box => await Journal.AppendAsync(Entries.First($"box-a-{box}"))).ToList();
        Assert.Contains(appends, append => append.IsFaulted);
        Assert.DoesNotContain(appends, append => append.IsCompletedSuccessfully);
        await transaction.RollbackAsync();
        var stored = (await Task.WhenAll(appends.Select(async append =>
        {
            try
            {
                return await append == AppendResult.Appended;
            }
            catch (JournalUnavailableException)
            {
                return false;
            }
        }))).Count(isStored => isStored);
        Assert.InRange((await Journal.ListAllAsync("box-")).Count, stored, 3 * Limits.EntriesWaiting);
    }
}
