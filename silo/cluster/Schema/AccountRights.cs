using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster.Schema;

/// <summary>
/// The rights of the account under which silos and gateways run, where another account owns the tables. It can neither change nor remove an
/// entry of the journal, and cannot change a table.
/// </summary>
internal static class AccountRights
{
    /// <summary>A superuser has every right on every table: the first ones say enough.</summary>
    private const int ReasonsNamed = 5;

    /// <summary>An arbitrary number that no other program locks in this database.</summary>
    private const long LockKey = 4_716_223_520;

    /// <summary>What silos, gateways and the commands of the program do with the tables of the journal's database.</summary>
    public static readonly IReadOnlyList<(string Table, string Rights)> OfJournal =
    [
        ("journal", "select, insert"),
        ("journal_trials", "select, insert, update"),
        ("snapshots", "select, insert, update"),
        ("silo_versions", "select, insert, update, delete"),
        ("silos", "select, insert, update, delete"),
        ("orleansquery", "select"),
        ("session_keys", "select, insert, update"),
        ("evidence", "select, insert, update, delete"),
        ("evidence_pieces", "select, insert, delete"),
        ("grain_states", "select, insert, update, delete"),
        ("operation_records", "select, insert, update"),
        ("migrations", "select"),
    ];

    /// <summary>The same for the database of keys. A destroyed key is a deleted row.</summary>
    public static readonly IReadOnlyList<(string Table, string Rights)> OfKeys =
    [
        ("round_keys", "select, insert, update, delete"),
        ("log_heads", "select, insert, update"),
    ];

    /// <summary>What an account must not have besides. Each row is a sentence, and whether it is so.</summary>
    private const string TooMuchSql =
        """
        select what from (
        select 0 as place, what from (values
            ('is a superuser, or may make accounts', (select rolsuper or rolcreaterole from pg_roles where rolname = $1)),
            ('may act as the owner of the tables', pg_has_role($1::name, current_user, 'member') or exists(
                select from pg_class where oid in (select to_regclass(name) from unnest($2::text[]) as name) and pg_has_role($1::name, relowner, 'member'))),
            ('may act as the owner of the schema', pg_has_role($1::name, (select nspowner from pg_namespace where nspname = current_schema()), 'member')),
            ('may act as the owner of the database', pg_has_role($1::name, (select datdba from pg_database where datname = current_database()), 'member')),
            ('may create schemas', has_database_privilege($1::name, current_database(), 'create')),
            ('may create tables', has_schema_privilege($1::name, current_schema(), 'create'))) as checks(what, is_so)
        where is_so
        union all
        select place, 'may ' || lower(asked) || ' ' || name from unnest($2::text[], $3::text[]) with ordinality as t(name, rights, place)
        cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as asked
        where has_table_privilege($1::name, name, asked) and not lower(asked) = any(string_to_array(rights, ', '))) as more
        order by place
        """;

    /// <summary>
    /// Gives the account these rights, and takes away all others that it has on these tables. May be repeated while the program runs.
    /// </summary>
    /// <exception cref="SettingException">
    /// There is no such account, or it can do more than these rights say. Nothing was changed.
    /// </exception>
    public static async Task GrantAsync(NpgsqlDataSource source, string account, IReadOnlyList<(string Table, string Rights)> rights, CancellationToken cancel = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})", cancel);
        if (await FindAsync(connection, "select rolname from pg_roles where rolname = $1", cancel, account) is not [_])
            throw new SettingException($"PostgreSQL has no account '{account}'. Make it first, with: createuser {account}");
        var name = $"\"{account.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        foreach (var (table, granted) in rights)
            await RunAsync(connection, $"revoke all on {table} from {name}; grant {granted} on {table} to {name}", cancel);
        if (await FindAsync(connection, TooMuchSql, cancel, account, rights.Select(row => row.Table).ToArray(), rights.Select(row => row.Rights).ToArray()) is [_, ..] tooMuch)
            throw new SettingException($"The account '{account}' can do more than silos and gateways need: it {string.Join("; it ", tooMuch.Take(ReasonsNamed))}. See the handbook, Accounts of the database.");
        await transaction.CommitAsync(cancel);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<IReadOnlyList<string>> FindAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancel);
        List<string> found = [];
        while (await row.ReadAsync(cancel))
            found.Add(row.GetString(0));
        return found;
    }
}
