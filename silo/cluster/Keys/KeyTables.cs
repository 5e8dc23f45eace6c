using Evaluation.Cluster.Log;
using Npgsql;

namespace Evaluation.Cluster.Keys;

/// <summary>The tables of the database of keys.</summary>
internal static class KeyTables
{
    /// <summary>What was found or done.</summary>
    public enum Prepared
    {
        /// <summary>The tables are there.</summary>
        Ready,

        /// <summary>The database holds a journal, so it is the wrong one.</summary>
        IsJournal,

        /// <summary>A table is missing, and the account may not create it; or it has no rights on the tables.</summary>
        MayNotCreate,
    }

    /// <summary>An arbitrary number that no other program locks in this database.</summary>
    private const long LockKey = 4_716_223_519;

    private const string TableSql =
        "create table if not exists round_keys(round text collate \"C\" primary key, master text not null, wrapped bytea not null)";

    /// <summary>Creates the tables, if they are not there. Otherwise nothing is written.</summary>
    /// <exception cref="NpgsqlException">The server did not answer.</exception>
    public static async Task<Prepared> PrepareAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        if (await AskAsync(connection, "select to_regclass('journal') is not null or to_regclass('migrations') is not null", stop))
            return Prepared.IsJournal;
        if (await AskAsync(connection, "select has_table_privilege(to_regclass('round_keys'), 'select') and has_table_privilege(to_regclass('log_heads'), 'select')", stop))
            return Prepared.Ready;
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await using (var wait = new NpgsqlCommand($"select pg_advisory_xact_lock({LockKey})", connection))
                await wait.ExecuteNonQueryAsync(stop);
            await using (var create = new NpgsqlCommand($"{TableSql}; {HeadTable.TableSql}", connection))
                await create.ExecuteNonQueryAsync(stop);
            await transaction.CommitAsync(stop);
            return Prepared.Ready;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return Prepared.MayNotCreate;
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop) is true;
    }
}
