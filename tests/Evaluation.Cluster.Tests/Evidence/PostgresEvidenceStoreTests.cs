using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Evidence;
using Npgsql;

namespace Evaluation.Cluster.Tests.Evidence;

[NeedsPostgres]
public sealed class PostgresEvidenceStoreTests : EvidenceStoreSpec, IAsyncLifetime
{
    private Database _database = null!;
    private IEvidenceStore _store = null!;

    protected override IEvidenceStore Store => _store;

    public async Task InitializeAsync()
    {
        _database = await Database.CreateAsync();
        _store = new PostgresEvidenceStore(_database.Source);
    }

    public Task DisposeAsync()
    {
        (_store as IDisposable)?.Dispose();
        return _database.DisposeAsync();
    }

    [PostgresFact]
    public async Task A_file_stored_by_one_gateway_is_read_by_every_other()
    {
        var content = Content(2_500_000);
        await KeepAsync(content);
        using var other = new PostgresEvidenceStore(_database.Source);
        await using var kept = await other.OpenAsync(NameOf(content));
        await using var whole = new CheckedStream(kept!, NameOf(content));
        using var bytes = new MemoryStream();
        await whole.CopyToAsync(bytes);
        Assert.Equal(content, bytes.ToArray());
    }

    [PostgresFact]
    public async Task A_file_with_a_damaged_or_missing_piece_is_never_read_to_its_end()
    {
        var content = Content(2_500_000);
        await KeepAsync(content);
        Assert.Equal(1, await _database.ExecuteAsync("update evidence_pieces set bytes = set_byte(bytes, 1000, get_byte(bytes, 1000) # 1) where number = 1"));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content));
        Assert.Equal(1, await _database.ExecuteAsync("delete from evidence_pieces where number = 2"));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content));
    }

    [PostgresFact]
    public async Task Waiting_evidence_leaves_connections_to_the_journal()
    {
        List<Task> kept = [];
        await WhileHeldUpAsync(async () =>
        {
            kept.AddRange(Enumerable.Range(0, 3 * ClusterLimits.ConnectionsMax).Select(seed => KeepAsync(Content(1_000, seed))));
            await _database.Journal.CheckAsync();
            Assert.DoesNotContain(kept, keeping => keeping.IsCompleted);
        });
        await Task.WhenAll(kept);
    }

    [PostgresFact]
    public async Task An_abandoned_upload_keeps_its_place_until_the_server_has_released_it()
    {
        await WhileHeldUpAsync(async () =>
        {
            for (var round = 0; round < 4; round++)
            {
                using var giveUp = new CancellationTokenSource();
                var opening = Enumerable.Range(0, ClusterLimits.EvidenceAtOnce).Select(seed => Store.OpenAsync(NameOf(Content(1_000, seed)), giveUp.Token).AsTask()).ToList();
                await Eventually.IsTrueAsync(async () => await HeldUpAsync() >= ClusterLimits.EvidenceAtOnce, "the server holds up as many as may be opened at a time");
                await giveUp.CancelAsync();
                foreach (var given in opening)
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
            }
            await _database.Journal.CheckAsync();
            Assert.Equal(ClusterLimits.EvidenceAtOnce, await HeldUpAsync());
        });
        Assert.Null(await Store.OpenAsync(NameOf(Content(1_000))));
    }

    [PostgresFact]
    public async Task A_store_without_its_tables_is_reported_as_unavailable()
    {
        var empty = await Database.CreateEmptyAsync();
        using var store = new PostgresEvidenceStore(empty.Source);
        await Assert.ThrowsAsync<EvidenceUnavailableException>(async () => await store.OpenAsync(NameOf(Content(1))));
        await Assert.ThrowsAsync<EvidenceUnavailableException>(async () => await store.KeepAsync(NameOf(Content(1)), new MemoryStream(Content(1))));
        await empty.DisposeAsync();
    }

    /// <summary>Locks the evidence tables meanwhile.</summary>
    private async Task WhileHeldUpAsync(Func<Task> act)
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("lock table evidence in access exclusive mode", connection))
            await locking.ExecuteNonQueryAsync();
        await act();
    }

    /// <summary>How many statements of this database wait for a lock.</summary>
    private async Task<long> HeldUpAsync()
    {
        await using var asking = _database.Source.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        return (long)(await asking.ExecuteScalarAsync())!;
    }
}
