using System.Text.Json;
using Evaluation.Gateway.Log;
using Npgsql;

namespace Evaluation.Cluster.Log;

/// <summary>
/// The newest signed head as a row of the database of keys, which lies elsewhere: a database of the journal that goes back to a backup, or
/// to a standby that was behind, does not take the head along.
/// </summary>
/// <remarks>
/// Earlier builds kept the head beside the journal. That row is still read, because their processes write it during an upgrade; the newer
/// of the two counts.
/// </remarks>
internal sealed class HeadTable(NpgsqlDataSource keys, NpgsqlDataSource journal) : IKeptHeads
{
    /// <summary>Creates the table in the database of keys.</summary>
    internal const string TableSql =
        "create table if not exists log_heads(kind text collate \"C\" primary key, origin integer not null, size bigint not null, head text not null, kept_at timestamptz not null default now())";

    private const string Kind = "newest";
    private const string FindSql = "select head from log_heads where kind = $1";

    // The slower of two silos that sign at the same time does not put an older head into the place of a newer one.
    private const string KeepSql =
        "insert into log_heads(kind, origin, size, head) values($1, $2, $3, $4) on conflict (kind) do update "
        + "set origin = excluded.origin, size = excluded.size, head = excluded.head, kept_at = now() where (log_heads.origin, log_heads.size) <= (excluded.origin, excluded.size)";

    private const string EarlierKind = "log-head";
    private const string FindEarlierSql = "select record from operation_records where kind = $1";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    // What this process has read or written: databases that go back do not take it along.
    private KeptHead? _newest;

    public async ValueTask<KeptHead?> ReadAsync(CancellationToken cancel = default)
    {
        try
        {
            var kept = Newer(await FindAsync(keys, FindSql, Kind, cancel), await FindAsync(journal, FindEarlierSql, EarlierKind, cancel));
            return _newest = Newer(_newest, kept);
        }
        catch (Exception failure) when (failure is NpgsqlException or JsonException)
        {
            throw new IOException("The newest signed head cannot be read. See ConnectionStrings__Keys.", failure);
        }
    }

    public async ValueTask KeepAsync(KeptHead head, CancellationToken cancel = default)
    {
        try
        {
            await using var command = keys.CreateCommand(KeepSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kind });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = head.Origin });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.Size });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(head, Form) });
            await command.ExecuteNonQueryAsync(cancel);
            _newest = Newer(_newest, head);
        }
        catch (NpgsqlException failure)
        {
            throw new IOException("The newest signed head was not stored. See ConnectionStrings__Keys.", failure);
        }
    }

    /// <summary>Null also if there is no such table: the database of an earlier build, which is verified before it is upgraded.</summary>
    private static async ValueTask<KeptHead?> FindAsync(NpgsqlDataSource source, string sql, string kind, CancellationToken cancel)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
            return await command.ExecuteScalarAsync(cancel) is string head ? JsonSerializer.Deserialize<KeptHead>(head, Form) : null;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    private static KeptHead? Newer(KeptHead? one, KeptHead? other) =>
        one is null || (other is not null && (other.Origin, other.Size).CompareTo((one.Origin, one.Size)) >= 0) ? other : one;
}
