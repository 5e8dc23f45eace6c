using Evaluation.Ballots.Keys;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Log;
using Evaluation.Cluster.Schema;
using Evaluation.Gateway.Hosting;
using Evaluation.Runtime;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Evaluation.Cluster.Keys;

/// <summary>
/// The keys of rounds in a PostgreSQL database of their own, each row wrapped under the master key. A deleted row may stay in the files of
/// the server for a while; it is useless once the rows are rewrapped and the old master key is destroyed.
/// </summary>
internal sealed class PostgresKeyStore(NpgsqlDataSource source, MasterKeys masters) : IKeyStore, IAsyncDisposable
{
    private const string FindSql = "select master, wrapped from round_keys where round = $1";
    private const string CreateSql = "insert into round_keys(round, master, wrapped) values($1, $2, $3) on conflict (round) do nothing";
    private const string RewrapSql = "update round_keys set master = $2, wrapped = $3 where round = $1 and master = $4";
    private const string DestroySql = "delete from round_keys where round = $1";

    private readonly PostgresGuard _guard = new("keys", PostgresConnection.Within(source));

    /// <summary>
    /// Like <see cref="PrepareAsync"/>, but retries for a while if the server does not answer yet, or if another account has not made the
    /// tables yet.
    /// </summary>
    public Task PreparePatientlyAsync(ILogger log) =>
        StartPatience.RunAsync("keys-start", failure => failure is KeyUnavailableException or TablesMissingException, log, _ => PrepareAsync());

    /// <summary>Creates the tables, if they are not there.</summary>
    /// <exception cref="SettingException">The database holds a journal, or the account may not create the tables.</exception>
    /// <exception cref="KeyUnavailableException">The server did not answer.</exception>
    public async Task PrepareAsync()
    {
        switch (await RunAsync(stop => KeyTables.PrepareAsync(source, stop)))
        {
            case KeyTables.Prepared.IsJournal:
                throw new SettingException("ConnectionStrings__Keys names a database that holds a journal. The keys of rounds need a database of their own, best on another server.");
            case KeyTables.Prepared.MayNotCreate:
                throw TablesMissingException.OfKeys(new NpgsqlConnectionStringBuilder(source.ConnectionString).Username);
        }
    }

    /// <summary>Refuses a server that does not flush: see <see cref="FlushCheck"/>.</summary>
    /// <exception cref="SettingException">The server does not flush, or not whole pages, and this is not allowed.</exception>
    /// <exception cref="KeyUnavailableException">The server did not answer.</exception>
    public Task RequireFlushesAsync(IConfiguration configuration, ILogger? log = null) => RunAsync(async stop =>
    {
        await FlushCheck.RequireAsync(source, configuration, log, stop);
        return true;
    });

    public async ValueTask<RoundKey?> FindAsync(string round, CancellationToken cancel = default)
    {
        var row = await RowAsync(round, cancel);
        return row is var (master, wrapped) ? masters.Unwrap(round, master, wrapped) : null;
    }

    public async ValueTask<RoundKey> CreateAsync(string round, RoundKey key, CancellationToken cancel = default)
    {
        var wrapped = masters.Wrap(round, key);
        await ExecuteAsync(CreateSql, cancel, round, masters.Id, wrapped);
        return await FindAsync(round, cancel) ?? throw new KeyUnavailableException(KeyFault.NoAnswer, $"The key of round '{round}' was removed while it was stored.");
    }

    public async ValueTask<bool> DestroyAsync(string round, CancellationToken cancel = default) => await ExecuteAsync(DestroySql, cancel, round) > 0;

    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancel = default) => await ReadAsync("select round from round_keys order by round", cancel);

    /// <summary>Checks that the table can be read and that this process has the master key of every row.</summary>
    public async ValueTask CheckAsync(CancellationToken cancel = default)
    {
        foreach (var master in await ReadAsync("select distinct master from round_keys", cancel))
            if (!masters.Knows(master))
                throw new KeyUnavailableException(KeyFault.NoAnswer, $"Keys of rounds are wrapped under the master key {master}, which this process does not have. See {MasterKeys.Setting}.");
    }

    /// <summary>Wraps every row under the current master key. May be repeated.</summary>
    /// <returns>The number of rows that were changed.</returns>
    public async Task<int> RewrapAsync()
    {
        var changed = 0;
        foreach (var round in await ListAsync())
        {
            if (await RowAsync(round, default) is not var (master, wrapped) || master == masters.Id)
                continue;
            changed += await ExecuteAsync(RewrapSql, default, round, masters.Id, masters.Wrap(round, masters.Unwrap(round, master, wrapped)), master);
        }
        return changed;
    }

    /// <summary>The newest signed head of the log, which is kept in the same database.</summary>
    /// <param name="journal">The database of the journal, where earlier builds kept it.</param>
    public HeadTable HeadsOf(NpgsqlDataSource journal) => new(source, journal);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private Task<(string Master, byte[] Wrapped)?> RowAsync(string round, CancellationToken cancel) => RunAsync(
        async stop =>
        {
            await using var command = source.CreateCommand(FindSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = round });
            await using var row = await command.ExecuteReaderAsync(stop);
            return await row.ReadAsync(stop) ? ((string, byte[])?)(row.GetString(0), row.GetFieldValue<byte[]>(1)) : null;
        },
        cancel);

    private Task<IReadOnlyList<string>> ReadAsync(string sql, CancellationToken cancel) => RunAsync<IReadOnlyList<string>>(
        async stop =>
        {
            await using var command = source.CreateCommand(sql);
            await using var row = await command.ExecuteReaderAsync(stop);
            List<string> rows = [];
            while (await row.ReadAsync(stop))
                rows.Add(row.GetString(0));
            return rows;
        },
        cancel);

    private Task<int> ExecuteAsync(string sql, CancellationToken cancel, params object[] values) => RunAsync(
        async stop =>
        {
            await using var command = source.CreateCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            return await command.ExecuteNonQueryAsync(stop);
        },
        cancel);

    /// <summary>Every statement may be repeated: a key is created once, and a repeated change changes nothing.</summary>
    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancel = default)
    {
        try
        {
            return await _guard.RepeatAsync(act, cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or BrokenCircuitException or TimeoutRejectedException)
        {
            throw new KeyUnavailableException(KeyFault.NoAnswer, PostgresFailure.Describe(failure, "The database of keys").Message, failure);
        }
    }
}
