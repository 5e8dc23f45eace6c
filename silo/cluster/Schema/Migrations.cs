using System.Globalization;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Evaluation.Cluster.Schema;

/// <summary>
/// Brings the database's tables up to what this program knows: each step once, in order, all or nothing. Many processes may try at the
/// same time; one does it and the others wait.
/// </summary>
/// <remarks>
/// Steps only add, so that processes of the version before go on beside new ones, and a program runs on tables that are newer than it.
/// A step that has been applied anywhere is never changed; what is wrong with it is mended by another.
/// </remarks>
internal static class Migrations
{
    /// <summary>Any number will do, as long as nobody else in this database locks it.</summary>
    private const long LockKey = 4_716_223_518;

    private const string Prefix = "Schema.";

    private static readonly ResiliencePipeline Patience = new ResiliencePipelineBuilder().Named("migrations").AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient),
        MaxRetryAttempts = ClusterLimits.StartRetries,
        Delay = TimeSpan.FromSeconds(1),
        UseJitter = true,
    }).Build();

    private const string TableSql =
        "create table if not exists migrations(number integer primary key, name text not null, applied_at timestamptz not null default now())";

    /// <summary>The steps: number and name, ascending.</summary>
    public static IReadOnlyList<(int Number, string Name)> Known { get; } =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), name[Prefix.Length..])).Order(),
    ];

    /// <summary>As <see cref="ApplyAsync(NpgsqlDataSource, CancellationToken)"/>, and waits a while for a server that does not answer yet.</summary>
    public static async Task ApplyPatientlyAsync(NpgsqlDataSource source) => await Patience.ExecuteAsync(async stop => await ApplyAsync(source, stop));

    /// <summary>Returns the names of the steps that this call has applied; none when everything was there.</summary>
    /// <exception cref="NpgsqlException">The server did not answer, or a step failed: then nothing of that step was done.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlDataSource source, CancellationToken cancel = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
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

    /// <summary>Without a bound: a step on a large table, or the wait for another process that takes it, may be long.</summary>
    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
