using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A whole cluster on this machine: PostgreSQL, silos and gateways, each a separate process.</summary>
internal sealed class Town : IDisposable
{
    private const string DatabaseName = "postgres";

    private Town(PostgresServer postgres) => Postgres = postgres;

    public PostgresServer Postgres { get; }

    public List<ClusterProcess> Silos { get; } = [];

    public List<ClusterProcess> Gateways { get; } = [];

    /// <summary>The connections of the silos after <see cref="StartWiredAsync"/>, in order.</summary>
    public List<Wiring> Wirings { get; } = [];

    public string ConnectionString => Postgres.ConnectionString(DatabaseName);

    public static async Task<Town> StartAsync(int silos = 2, int gateways = 2)
    {
        var town = new Town(await PostgresServer.StartAsync());
        town.Silos.AddRange(await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => town.AnotherAsync("silo"))));
        town.Gateways.AddRange(await Task.WhenAll(Enumerable.Range(0, gateways).Select(_ => town.AnotherAsync("gateway"))));
        return town;
    }

    /// <summary>A cluster whose silos can be cut off.</summary>
    public static async Task<Town> StartWiredAsync(int silos = 2, int gateways = 2)
    {
        var town = new Town(await PostgresServer.StartAsync());
        town.Wirings.AddRange(Enumerable.Range(0, silos).Select(_ => new Wiring(town.Postgres.Port)));
        town.Silos.AddRange(await Task.WhenAll(town.Wirings.Select(wiring => ClusterProcess.StartAsync(
            "silo",
            PostgresServer.ConnectionString(DatabaseName, wiring.Journal.Port),
            ("EVALUATION_SILO_PORT", wiring.Peers.Port), ("EVALUATION_SILO_LISTEN_PORT", wiring.Peers.To),
            ("EVALUATION_CLIENT_PORT", wiring.Clients.Port), ("EVALUATION_CLIENT_LISTEN_PORT", wiring.Clients.To)))));
        town.Gateways.AddRange(await Task.WhenAll(Enumerable.Range(0, gateways).Select(_ => town.AnotherAsync("gateway"))));
        return town;
    }

    public Task<ClusterProcess> AnotherAsync(string role, params (string Name, object Value)[] settings) => ClusterProcess.StartAsync(role, ConnectionString, settings);

    /// <summary>Stops a process and starts another in its place, as in a rolling upgrade.</summary>
    public async Task ReplaceAsync(List<ClusterProcess> processes, int index, string role)
    {
        var old = processes[index];
        var code = await old.TerminateAsync();
        Assert.True(code == 0, old.Said());
        old.Dispose();
        processes[index] = await AnotherAsync(role);
    }

    /// <summary>The journal, read directly from the database.</summary>
    public async Task<T> WithJournalAsync<T>(Func<IJournal, Task<T>> look)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var journal = new PostgresJournal(source);
        return await look(journal);
    }

    /// <summary>How many silos have this status in the membership table.</summary>
    public async Task<int> CountSilosAsync(SiloStatus status)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var count = source.CreateCommand("select count(*)::integer from silos where status = $1");
        count.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)status });
        return (int)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>The separate recount verifies every chain and agrees with the sealed rounds.</summary>
    public async Task AssertRecountAsync()
    {
        var said = new StringWriter();
        Assert.True(await WithJournalAsync(journal => Recount.RunAsync(journal, said)) == 0, said.ToString());
    }

    public void Dispose()
    {
        foreach (var process in Gateways.Concat(Silos))
            process.Dispose();
        foreach (var wiring in Wirings)
            wiring.Dispose();
        Postgres.Dispose();
    }
}
