using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Journal;
using Npgsql;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Tests.Journal;

/// <summary>The journal while PostgreSQL is killed.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [PostgresFact]
    public async Task Acknowledged_entries_survive_a_killed_server_and_appends_during_the_outage_are_unavailable()
    {
        await using var source = PostgresConnection.Open(_server.ConnectionString("postgres"));
        await Migrations.ApplyAsync(source);
        await using var journal = new PostgresJournal(source);
        var killing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, 8).Select(box => WriteAsync(journal, $"box-a-{box}", () => killing.TrySetResult())).ToArray();
        await killing.Task;
        await _server.KillAsync();
        var acknowledged = await Task.WhenAll(writers);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.CheckAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.EndsAtAsync("box-a-0", 0));

        await _server.StartAgainAsync();
        await Eventually.IsTrueAsync(async () => await CanWriteAsync(journal), "the journal can write again");
        for (var box = 0; box < acknowledged.Length; box++)
        {
            var kept = await journal.ReadAllAsync($"box-a-{box}");
            Assert.InRange(kept.Count, acknowledged[box].Count, acknowledged[box].Count + 1);
            Entries.AssertSame(acknowledged[box], kept.Take(acknowledged[box].Count));
            await journal.AppendAllAsync([Entries.After(kept[^1])]);
        }
    }

    [PostgresFact]
    public async Task The_circuit_opens_after_repeated_failures_and_closes_when_the_server_is_back()
    {
        await using var source = PostgresConnection.Open(_server.ConnectionString("postgres"));
        await Migrations.ApplyAsync(source);
        await using var journal = new PostgresJournal(source);
        await _server.KillAsync();
        await Eventually.IsTrueAsync(
            async () => (await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.CheckAsync())).InnerException is JournalUnavailableException { InnerException: BrokenCircuitException } or BrokenCircuitException,
            "nobody asks the server any more");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.ReadAllAsync("box-a-0"));

        await _server.StartAgainAsync();
        await Eventually.IsTrueAsync(async () => await CanWriteAsync(journal), "the journal can write again");
        Assert.Empty(await journal.ReadAllAsync("box-a-0"));
    }

    [PostgresFact]
    public async Task Every_wait_for_a_silent_server_is_bounded()
    {
        using var link = new BreakableLink(_server.Port);
        await using var source = PostgresConnection.Open(PostgresServer.ConnectionString("postgres", link.Port));
        await Migrations.ApplyAsync(source);
        await using var journal = new PostgresJournal(source);
        // The pool has idle connections from before the outage: the writer takes one of them and prepares its statement again.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(box => journal.ReadAllAsync($"box-a-{box}")));
        var entries = Entries.Sequence("staff", 2).ToList();
        await journal.AppendAllAsync(entries[..1]);
        link.Cut();
        for (var attempt = 0; attempt < 3; attempt++)
            await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(entries[1]));
        // By now the server is known to be lost, and no entry or query is sent to it.
        Assert.IsType<IsolatedCircuitException>((await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(entries[1]))).InnerException);
        Assert.IsType<IsolatedCircuitException>((await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.ReadAllAsync("staff"))).InnerException);

        link.Mend();
        await Eventually.IsTrueAsync(() => CanWriteAsync(journal), "the journal can write again");
        Entries.AssertSame(entries[..1], (await journal.ReadAllAsync("staff"))[..1]);
    }

    [PostgresFact]
    public async Task No_entry_is_written_on_a_connection_opened_before_the_outage()
    {
        using var link = new BreakableLink(_server.Port);
        await using var source = PostgresConnection.Open(PostgresServer.ConnectionString("postgres", link.Port));
        await using var direct = PostgresConnection.Open(_server.ConnectionString("postgres"));
        await Migrations.ApplyAsync(direct);
        await using var journal = new PostgresJournal(source);
        var entries = Entries.Sequence("staff", 2).ToList();
        await journal.AppendAllAsync(entries[..1]);
        var before = await WriterAsync(direct);
        link.Cut();
        // Nothing is written meanwhile, so that only the health probe detects the outage.
        await Eventually.IsTrueAsync(async () => (await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.ReadAllAsync("staff"))).Lost, "the server is known to be lost");
        link.Mend();
        await Eventually.IsTrueAsync(() => CanReadAsync(journal), "the server is heard again");
        await journal.AppendAllAsync(entries[1..]);
        Assert.NotEqual(before, await WriterAsync(direct));
    }

    [PostgresFact]
    public async Task A_slow_commit_is_awaited_while_the_server_answers_probes()
    {
        await using var source = PostgresConnection.Open(_server.ConnectionString("postgres"));
        await Migrations.ApplyAsync(source);
        await using var journal = new PostgresJournal(source);
        var entries = Entries.Sequence("staff", 2).ToList();
        await journal.AppendAllAsync(entries[..1]);
        Task<AppendResult> appending;
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand("lock table journal in exclusive mode", connection);
            await locking.ExecuteNonQueryAsync();
            appending = journal.AppendAsync(entries[1]).AsTask();
            await Task.Delay(ClusterLimits.HealthProbeWithin + (2 * ClusterLimits.HealthProbeEvery));
            Assert.False(appending.IsCompleted);
        }
        Assert.Equal(AppendResult.Appended, await appending);
    }

    /// <summary>Appends until the server is gone and returns the acknowledged entries.</summary>
    private static async Task<List<JournalEntry>> WriteAsync(PostgresJournal journal, string stream, Action enough)
    {
        List<JournalEntry> acknowledged = [];
        try
        {
            for (var entry = Entries.First(stream); ; entry = Entries.After(entry))
            {
                Assert.Equal(AppendResult.Appended, await journal.AppendAsync(entry));
                acknowledged.Add(entry);
                if (acknowledged.Count == 100)
                    enough();
            }
        }
        catch (JournalUnavailableException)
        {
            return acknowledged;
        }
    }

    /// <summary>The server process that stored the last entry.</summary>
    private static async Task<int> WriterAsync(NpgsqlDataSource source)
    {
        await using var asking = source.CreateCommand("select pid from pg_stat_activity where query like 'insert into journal(%' order by query_start desc limit 1");
        return (int)(await asking.ExecuteScalarAsync())!;
    }

    private static Task<bool> CanReadAsync(PostgresJournal journal) => IsAnsweredAsync(() => journal.ReadAllAsync("staff"));

    private static Task<bool> CanWriteAsync(PostgresJournal journal) => IsAnsweredAsync(() => journal.CheckAsync().AsTask());

    private static async Task<bool> IsAnsweredAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }
}
