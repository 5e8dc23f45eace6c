using System.Diagnostics.CodeAnalysis;
using Evaluation.Cluster.Documents;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;

namespace Evaluation.Cluster.Tests.Documents;

/// <summary>Changes that wait together share a commit of PostgreSQL, and keep an outcome each.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xUnit calls DisposeAsync.")]
public sealed class DocumentWriterTests : IAsyncLifetime
{
    private static readonly byte[] Payload = [1];

    private Database _database = null!;
    private DocumentWriter _writer = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.WhyMissing is not null)
            return;
        _database = await Database.CreateAsync();
        _writer = new(_database.Source, Guard(_database.Source));
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.WhyMissing is not null)
            return;
        await _writer.DisposeAsync();
        await _database.DisposeAsync();
    }

    [PostgresFact]
    public async Task Changes_that_wait_together_share_a_commit()
    {
        await using var held = await HoldAsync();
        var waiting = Enumerable.Range(0, 50).Select(form => _writer.WriteAsync($"draft/{form}", null, Payload)).ToList();
        await held.ReleaseAsync();
        Assert.Equal(1, await held.First);
        Assert.All(await Task.WhenAll(waiting), version => Assert.Equal(1, version));
        Assert.Equal(2, await CountAsync("count(distinct xmin::text)"));
        Assert.Equal(51, await CountAsync("count(*)"));
    }

    [PostgresFact]
    public async Task Each_change_of_a_commit_has_an_outcome_of_its_own()
    {
        Assert.Equal([1, 1, 1], await Task.WhenAll(((string[])["draft/a", "draft/b", "draft/c"]).Select(key => _writer.WriteAsync(key, null, Payload))));
        await using var held = await HoldAsync();
        Task<int?>[] waiting =
        [
            _writer.WriteAsync("draft/a", 1, [2]), _writer.WriteAsync("draft/b", 7, [2]), _writer.WriteAsync("draft/c", null, [2]), _writer.WriteAsync("draft/d", 1, [2]),
            _writer.WriteAsync("draft/e", null, [2]),
        ];
        await held.ReleaseAsync();
        Assert.Equal([2, null, null, null, 1], await Task.WhenAll(waiting));
        Assert.Equal(2, await CountAsync("count(*)", "payload = '\\x02'"));
        Assert.Equal(1, await _writer.WriteAsync("draft/b", 1, payload: null));
        Assert.Null(await _writer.WriteAsync("draft/a", 1, payload: null));
        Assert.Equal(0, await CountAsync("count(*)", "key = 'draft/b'"));
        Assert.Equal(1, await CountAsync("count(*)", "key = 'draft/a'"));
    }

    [PostgresFact]
    public async Task Changes_of_one_row_that_wait_together_are_committed_one_after_the_other()
    {
        await using var held = await HoldAsync();
        Task<int?>[] waiting = [_writer.WriteAsync("draft/a", null, [2]), _writer.WriteAsync("draft/a", null, [3]), _writer.WriteAsync("draft/a", 1, [4])];
        await held.ReleaseAsync();
        Assert.Equal([1, null, 2], await Task.WhenAll(waiting));
        Assert.Equal(1, await CountAsync("count(*)", "key = 'draft/a' and version = 2 and payload = '\\x04'"));
    }

    [PostgresFact]
    public async Task A_change_that_the_server_refuses_leaves_its_neighbours_in_the_same_commit()
    {
        await _database.ExecuteAsync("alter table grain_states add constraint refusing check (key <> 'draft/refused')");
        await using var held = await HoldAsync();
        Task<int?>[] waiting = [_writer.WriteAsync("draft/after", null, Payload), _writer.WriteAsync("draft/refused", null, Payload), _writer.WriteAsync("draft/before", null, Payload)];
        await held.ReleaseAsync();
        Assert.Equal(PostgresErrorCodes.CheckViolation, (await Assert.ThrowsAsync<PostgresException>(() => waiting[1])).SqlState);
        Assert.Equal([1, 1], [await waiting[0], await waiting[2]]);
        Assert.Equal(3, await CountAsync("count(*)"));
    }

    [PostgresFact]
    public async Task Of_two_silos_that_change_the_same_rows_at_the_same_moment_one_wins_each_row()
    {
        await using var other = new DocumentWriter(_database.Source, Guard(_database.Source));
        var keys = Enumerable.Range(0, 100).Select(form => $"draft/{form}").ToList();
        foreach (int? version in (int?[])[null, 1, 2])
        {
            var results = await Task.WhenAll(
                keys.Select(key => _writer.WriteAsync(key, version, Payload)).Concat(keys.AsEnumerable().Reverse().Select(key => other.WriteAsync(key, version, Payload))));
            Assert.Equal(keys.Count, results.Count(stored => stored == (version ?? 0) + 1));
            Assert.Equal(keys.Count, results.Count(stored => stored is null));
        }
    }

    [PostgresFact]
    public async Task The_queue_is_bounded_and_a_writer_that_is_closed_commits_what_waits()
    {
        await using var held = await HoldAsync();
        List<Task<int?>> waiting = [];
        Assert.Throws<TimeoutException>(() =>
        {
            while (waiting.Count <= 3 * Limits.DocumentsWaiting)
                waiting.Add(_writer.WriteAsync($"draft/{waiting.Count}", null, Payload));
        });
        var closing = _writer.DisposeAsync().AsTask();
        Assert.Throws<TimeoutException>(() => { _ = _writer.WriteAsync("draft/late", null, Payload); });
        await held.ReleaseAsync();
        await closing;
        Assert.All(waiting, stored => Assert.True(stored.IsCompletedSuccessfully));
        Assert.Equal(waiting.Count + 1, await CountAsync("count(*)"));
    }

    [PostgresFact]
    public async Task A_change_whose_statement_takes_too_long_fails_and_the_next_one_is_stored()
    {
        await using var hasty = PostgresConnection.Open(_database.ConnectionString + ";Command Timeout=1");
        await using var writer = new DocumentWriter(hasty, Guard(hasty));
        await using (var held = await HoldAsync())
        {
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => writer.WriteAsync("draft/a", null, Payload));
            Assert.True(failure is NpgsqlException or Polly.ExecutionRejectedException, failure.ToString());
            await held.ReleaseAsync();
        }
        await Eventually.IsTrueAsync(async () => await writer.WriteAsync("draft/b", null, Payload) == 1, "a change is stored");
    }

    private static PostgresGuard Guard(NpgsqlDataSource source) => new("documents-test", PostgresConnection.Within(source));

    private async Task<long> CountAsync(string what, string where = "true")
    {
        await using var command = _database.Source.CreateCommand($"select {what} from grain_states where {where}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A change that waits for a lock in the middle of its commit, so that all further ones wait for the next.</summary>
    private async Task<Held> HoldAsync()
    {
        var blocker = await _database.Source.OpenConnectionAsync();
        var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table grain_states in exclusive mode", blocker))
            await block.ExecuteNonQueryAsync();
        var first = _writer.WriteAsync("draft/first", null, Payload);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var command = _database.Source.CreateCommand("select count(*) from pg_locks where not granted and relation = 'grain_states'::regclass");
                return (long)(await command.ExecuteScalarAsync())! > 0;
            },
            "the first change waits for the lock");
        return new(blocker, transaction, first);
    }

    private sealed record Held(NpgsqlConnection Blocker, NpgsqlTransaction Transaction, Task<int?> First) : IAsyncDisposable
    {
        public Task ReleaseAsync() => Transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Blocker.DisposeAsync();
        }
    }
}
