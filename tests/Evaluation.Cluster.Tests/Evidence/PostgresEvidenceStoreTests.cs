using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Evidence;
using Evaluation.Tests.Evidence;

namespace Evaluation.Cluster.Tests.Evidence;

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

    [Fact]
    public async Task What_one_gateway_kept_every_other_reads()
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

    [Fact]
    public async Task A_file_with_a_damaged_or_missing_piece_is_never_read_to_its_end()
    {
        var content = Content(2_500_000);
        await KeepAsync(content);
        Assert.Equal(1, await _database.ExecuteAsync("update evidence_pieces set bytes = set_byte(bytes, 1000, get_byte(bytes, 1000) # 1) where number = 1"));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content));
        Assert.Equal(1, await _database.ExecuteAsync("delete from evidence_pieces where number = 2"));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content));
    }

    [Fact]
    public async Task Evidence_that_waits_for_the_server_leaves_connections_for_the_journal()
    {
        await using var blocker = await _database.Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new Npgsql.NpgsqlCommand("lock table evidence in access exclusive mode", blocker))
            await block.ExecuteNonQueryAsync();
        var kept = Enumerable.Range(0, 3 * ClusterLimits.ConnectionsMax).Select(seed => KeepAsync(Content(1_000, seed))).ToList();
        await _database.Journal.CheckAsync();
        Assert.DoesNotContain(kept, keeping => keeping.IsCompleted);

        await transaction.RollbackAsync();
        await Task.WhenAll(kept);
    }

    [Fact]
    public async Task A_store_without_its_tables_says_that_it_is_unavailable()
    {
        var empty = await Database.CreateEmptyAsync();
        using var store = new PostgresEvidenceStore(empty.Source);
        await Assert.ThrowsAsync<EvidenceUnavailableException>(async () => await store.OpenAsync(NameOf(Content(1))));
        await Assert.ThrowsAsync<EvidenceUnavailableException>(async () => await store.KeepAsync(NameOf(Content(1)), new MemoryStream(Content(1))));
        await empty.DisposeAsync();
    }
}
