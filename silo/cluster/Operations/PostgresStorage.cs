using Evaluation.Gateway.Operations.Storage;
using Npgsql;

namespace Evaluation.Cluster.Operations;

/// <summary>
/// The sizes of the database, by its own account. The server does not say how large its disk is, so that is unknown. Names and delays of
/// standbys are visible only to an account with <c>pg_read_all_stats</c>.
/// </summary>
internal sealed class PostgresStorage(NpgsqlDataSource source) : IStorageReader
{
    private const string Figures =
        """
        select pg_database_size(current_database()), (select coalesce(sum(size), 0)::bigint from evidence),
            (select count(*)::integer from pg_stat_activity where datname is not null), current_setting('max_connections')::integer
        """;

    private const string Standbys =
        """
        select coalesce(nullif(application_name, ''), host(client_addr), pid::text), sync_state, extract(epoch from replay_lag)::float8
        from pg_stat_replication order by 1
        """;

    public async ValueTask<StorageFigures> ReadFiguresAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var standbys = await ReadStandbysAsync(connection, cancel);
        await using var command = new NpgsqlCommand(Figures, connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}"), row.GetInt64(0), row.GetInt64(1), DiskBytes: null, FreeBytes: null,
            row.GetInt32(2), row.GetInt32(3), standbys);
    }

    public async ValueTask<StorageRecords> ReadRecordsAsync(CancellationToken cancel) => await RecordTable.ReadAsync(source, cancel);

    private static async Task<IReadOnlyList<StandbyFigures>> ReadStandbysAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Standbys, connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        List<StandbyFigures> standbys = [];
        while (await row.ReadAsync(cancel))
            standbys.Add(new(row.GetString(0), await row.IsDBNullAsync(1, cancel) ? null : row.GetString(1) is "sync" or "quorum", await row.IsDBNullAsync(2, cancel) ? null : row.GetDouble(2)));
        return standbys;
    }
}
