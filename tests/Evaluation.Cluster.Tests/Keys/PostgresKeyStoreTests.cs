using Evaluation.Ballots.Keys;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Gateway.Hosting;
using Evaluation.Runtime;
using Npgsql;

namespace Evaluation.Cluster.Tests.Keys;

/// <summary>The store of keys in PostgreSQL: the contract, and what only this store has.</summary>
public sealed class PostgresKeyStoreTests : KeyStoreSpec, IAsyncLifetime
{
    private const string Other = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private Database _database = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.CreateEmptyAsync();
        await Store().PrepareAsync();
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    protected override IKeyStore Open() => Store();

    [PostgresFact]
    public async Task A_row_shows_no_byte_of_the_key_and_is_bound_to_its_round()
    {
        var key = Key(1);
        await Store().CreateAsync("small", key);
        var bytes = new byte[RoundKey.Bytes];
        key.CopyTo(bytes);
        var row = await RowAsync("small");
        Assert.Equal(-1, row.AsSpan().IndexOf(bytes.AsSpan(0, 8)));
        await _database.ExecuteAsync("update round_keys set round = 'other'");
        var moved = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await Store().FindAsync("other"));
        Assert.Equal(KeyFault.Differs, moved.Fault);
    }

    [PostgresFact]
    public async Task Rows_are_rewrapped_under_a_new_master_key_and_the_old_one_is_useless()
    {
        await Store().CreateAsync("small", Key(1));
        await Store().CreateAsync("large", Key(2));
        var both = Store(KeyDatabases.Masters(Other, KeyDatabases.MasterKey));
        Assert.Equal(Key(1).Commitment, (await both.FindAsync("small"))!.Commitment);
        Assert.Equal(2, await both.RewrapAsync());
        Assert.Equal(0, await both.RewrapAsync());
        Assert.Equal(Key(2).Commitment, (await Store(KeyDatabases.Masters(Other)).FindAsync("large"))!.Commitment);
        await Store(KeyDatabases.Masters(Other)).CheckAsync();
        await Assert.ThrowsAsync<KeyUnavailableException>(async () => await Store().CheckAsync());
        await Assert.ThrowsAsync<KeyUnavailableException>(async () => await Store().FindAsync("small"));
    }

    [PostgresFact]
    public async Task A_row_under_a_master_key_that_is_gone_is_destroyed_without_being_read()
    {
        await Store().CreateAsync("small", Key(1));
        var later = Store(KeyDatabases.Masters(Other));
        await Assert.ThrowsAsync<KeyUnavailableException>(async () => await later.FindAsync("small"));
        Assert.True(await later.DestroyAsync("small"));
        Assert.Empty(await Store().ListAsync());
    }

    [PostgresFact]
    public async Task A_database_with_a_journal_is_refused()
    {
        var journal = await Database.CreateAsync();
        var refused = await Assert.ThrowsAsync<SettingException>(() => new PostgresKeyStore(NpgsqlDataSource.Create(journal.ConnectionString), KeyDatabases.Masters()).PrepareAsync());
        Assert.Contains("ConnectionStrings__Keys", refused.Message, StringComparison.Ordinal);
        await journal.DisposeAsync();
    }

    [PostgresFact]
    public async Task A_server_that_does_not_answer_is_no_missing_key()
    {
        await using var store = new PostgresKeyStore(NpgsqlDataSource.Create($"Host=127.0.0.1;Port={PostgresServer.FreePort()};Database=keys;Timeout=1"), KeyDatabases.Masters());
        var failure = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await store.FindAsync("small"));
        Assert.Equal((KeyFault.NoAnswer, RefusalCode.Busy), (failure.Fault, failure.Refusal.Code));
    }

    private PostgresKeyStore Store(MasterKeys? masters = null) => new(_database.Source, masters ?? KeyDatabases.Masters());

    private async Task<byte[]> RowAsync(string round)
    {
        await using var command = _database.Source.CreateCommand($"select wrapped from round_keys where round = '{round}'");
        return (byte[])(await command.ExecuteScalarAsync())!;
    }
}
