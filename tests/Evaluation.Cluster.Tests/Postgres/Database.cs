using System.Globalization;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Schema;
using Npgsql;

namespace Evaluation.Cluster.Tests.Postgres;

/// <summary>A separate database for each test, on one server that all tests share.</summary>
internal sealed class Database
{
    /// <summary>Long timeouts, so that no test depends on the speed of the machine.</summary>
    private const string Patience = "Timeout=30;Command Timeout=60";

    private static readonly Lazy<Task<Func<string, string>>> Server = new(StartAsync);
    private static int _databases;

    private Database(string connectionString)
    {
        ConnectionString = connectionString;
        Source = PostgresConnection.Open(connectionString);
        Journal = new(Source);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public PostgresJournal Journal { get; }

    /// <summary>An empty database, without tables.</summary>
    public static async Task<Database> CreateEmptyAsync()
    {
        var connect = await Server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"evaluation_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        await using var admin = NpgsqlDataSource.Create(connect("postgres") + ";Pooling=false");
        await using var create = admin.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new(connect(name));
    }

    public static async Task<Database> CreateAsync()
    {
        var database = await CreateEmptyAsync();
        await Migrations.ApplyAsync(database.Source);
        return database;
    }

    /// <summary>Executes SQL past the journal and returns the number of affected rows.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Source.DisposeAsync();
    }

    private static async Task<Func<string, string>> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return database => $"{server.ConnectionString(database)};{Patience}";
    }
}
