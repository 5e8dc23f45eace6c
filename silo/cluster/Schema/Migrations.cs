using System.Globalization;
using Npgsql;

namespace Evaluation.Cluster.Schema;

/// <summary>
/// Applies the database migrations that this program knows: each once, in order, in a transaction. If several processes start at the same
/// time, one applies them and the others wait.
/// </summary>
/// <remarks>
/// Migrations only add, so that processes of the previous version can run beside new ones, and a program can run on newer tables. A
/// migration that was applied anywhere is never changed. Its errors are corrected by another migration.
/// </remarks>
internal static partial class Migrations
{
    /// <summary>An arbitrary number that no other program locks in this database.</summary>
    private const long LockKey = 4_716_223_518;

    private const string Prefix = "Schema.";

    private const string TableSql =
        "create table if not exists migrations(number integer primary key, name text not null, applied_at timestamptz not null default now())";

    /// <summary>The migrations by number, with their names.</summary>
    public static IReadOnlyList<(int Number, string Name)> Known { get; } =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), name[Prefix.Length..])).Order(),
    ];

    /// <summary>
    /// Like <see cref="ApplyAsync(NpgsqlDataSource, CancellationToken)"/>, but retries for a while if the server does not respond yet, or
    /// if another account has not made the tables yet.
    /// </summary>
    public static Task ApplyPatientlyAsync(NpgsqlDataSource source, ILogger log) =>
        StartPatience.RunAsync("migrations", failure => failure is NpgsqlException { IsTransient: true } or TablesMissingException, log, stop => ApplyAsync(source, stop));

    /// <summary>
    /// Returns the names of the migrations applied by this call; empty when all were applied before. Then nothing is written, so an account
    /// without the right to create tables is enough.
    /// </summary>
    /// <exception cref="NpgsqlException">The server did not respond, or a migration failed and was rolled back.</exception>
    /// <exception cref="TablesMissingException">
    /// A migration is missing, and the account may not apply it; or the account has no rights on the tables.
    /// </exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlDataSource source, CancellationToken cancel = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var missing = (string?)null;
        try
        {
            missing = await FindMissingAsync(connection, cancel);
            return missing is null ? [] : await ApplyMissingAsync(connection, cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var account = new NpgsqlConnectionStringBuilder(source.ConnectionString).Username;
            throw missing is null ? TablesMissingException.NoRights(account) : TablesMissingException.OfJournal(account, missing);
        }
    }

    /// <summary>The name of the first migration that was not applied; null when all were.</summary>
    private static async Task<string?> FindMissingAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using (var find = new NpgsqlCommand("select to_regclass('migrations') is not null", connection))
            if (await find.ExecuteScalarAsync(cancel) is not true)
                return Known[0].Name;
        var applied = await AppliedAsync(connection, cancel);
        return Known.FirstOrDefault(step => !applied.Contains(step.Number)).Name;
    }

    private static async Task<IReadOnlyList<string>> ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await RunAsync(connection, $"select pg_advisory_lock({LockKey})", cancel);
        try
        {
            await RunAsync(connection, TableSql, cancel);
            var applied = await AppliedAsync(connection, cancel);
            List<string> now = [];
            foreach (var (number, name) in Known.Where(step => !applied.Contains(step.Number)))
            {
                await ApplyAsync(connection, number, name, cancel);
                now.Add(name);
            }
            return now;
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static async Task<HashSet<int>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        HashSet<int> numbers = [];
        await using var command = new NpgsqlCommand("select number from migrations", connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            numbers.Add(row.GetInt32(0));
        return numbers;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, int number, string name, CancellationToken cancel)
    {
        using var resource = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(Prefix + name)!);
        var sql = await resource.ReadToEndAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunAsync(connection, sql, cancel);
        await using (var note = new NpgsqlCommand("insert into migrations(number, name) values($1, $2)", connection))
        {
            note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
            note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            await note.ExecuteNonQueryAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
    }

    /// <summary>No time limit: a migration of a large table, or waiting for another process that applies it, may take long.</summary>
    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
