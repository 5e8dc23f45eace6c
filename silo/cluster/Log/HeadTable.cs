using System.Text.Json;
using Evaluation.Gateway.Log;
using Npgsql;

namespace Evaluation.Cluster.Log;

/// <summary>The newest signed head as a row of the database, so that a journal whose log was changed is noticed at the start.</summary>
/// <remarks>
/// A standby that lost the end of the journal may have lost the end of this table too. The processes that go on remember what they signed;
/// after that only a witness knows it.
/// </remarks>
internal sealed class HeadTable(NpgsqlDataSource source) : IKeptHeads
{
    private const string Kind = "log-head";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    // What this process has read or written: a database that goes back does not take it along.
    private KeptHead? _newest;

    public async ValueTask<KeptHead?> ReadAsync(CancellationToken cancel = default)
    {
        try
        {
            await using var command = source.CreateCommand("select record from operation_records where kind = $1");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kind });
            return _newest = Newer(_newest, await command.ExecuteScalarAsync(cancel) is string record ? JsonSerializer.Deserialize<KeptHead>(record, Form) : null);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // The database of an earlier version, which is verified before it is upgraded.
            return _newest;
        }
        catch (Exception failure) when (failure is NpgsqlException or JsonException)
        {
            throw new IOException("The newest signed head cannot be read.", failure);
        }
    }

    public async ValueTask KeepAsync(KeptHead head, CancellationToken cancel = default)
    {
        try
        {
            await using var command = source.CreateCommand(
                "insert into operation_records(kind, record) values($1, $2) on conflict (kind) do update set record = excluded.record, recorded_at = now()");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kind });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(head, Form) });
            await command.ExecuteNonQueryAsync(cancel);
            _newest = head;
        }
        catch (NpgsqlException failure)
        {
            throw new IOException("The newest signed head was not stored.", failure);
        }
    }

    private static KeptHead? Newer(KeptHead? one, KeptHead? other) =>
        one is null || (other is not null && (other.Origin, other.Size).CompareTo((one.Origin, one.Size)) >= 0) ? other : one;
}
