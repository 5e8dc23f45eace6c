using Evaluation.Ballots.Keys;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A whole cluster on this machine: PostgreSQL, silos and gateways, each a separate process.</summary>
internal sealed class LocalCluster : IDisposable
{
    private const string DatabaseName = "postgres";

    private LocalCluster(PostgresServer postgres) => Postgres = postgres;

    public PostgresServer Postgres { get; }

    public List<ClusterProcess> Silos { get; } = [];

    public List<ClusterProcess> Gateways { get; } = [];

    /// <summary>The connections of the silos after <see cref="StartWithLinksAsync"/>, in order.</summary>
    public List<SiloLinks> Links { get; } = [];

    public string ConnectionString => Postgres.ConnectionString(DatabaseName);

    public static async Task<LocalCluster> StartAsync(int silos = 2, int gateways = 2)
    {
        var cluster = new LocalCluster(await PostgresServer.StartAsync());
        cluster.Silos.AddRange(await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AnotherAsync("silo"))));
        cluster.Gateways.AddRange(await Task.WhenAll(Enumerable.Range(0, gateways).Select(_ => cluster.AnotherAsync("gateway"))));
        return cluster;
    }

    /// <summary>A cluster whose silos can be cut off.</summary>
    public static async Task<LocalCluster> StartWithLinksAsync(int silos = 2, int gateways = 2, params (string Name, object Value)[] settings)
    {
        var cluster = new LocalCluster(await PostgresServer.StartAsync());
        cluster.Links.AddRange(Enumerable.Range(0, silos).Select(_ => new SiloLinks(cluster.Postgres.Port)));
        cluster.Silos.AddRange(await Task.WhenAll(cluster.Links.Select(links => ClusterProcess.StartAsync(
            "silo",
            PostgresServer.ConnectionString(DatabaseName, links.Journal.Port),
            [("EVALUATION_SILO_PORT", links.Peers.Port), ("EVALUATION_SILO_LISTEN_PORT", links.Peers.To),
            ("EVALUATION_CLIENT_PORT", links.Clients.Port), ("EVALUATION_CLIENT_LISTEN_PORT", links.Clients.To), .. settings]))));
        cluster.Gateways.AddRange(await Task.WhenAll(Enumerable.Range(0, gateways).Select(_ => cluster.AnotherAsync("gateway"))));
        return cluster;
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

    /// <summary>The keys of rounds, read directly from their database.</summary>
    public async Task<T> WithKeysAsync<T>(Func<IKeyStore, Task<T>> look)
    {
        await using var keys = KeyDatabases.Open(ConnectionString);
        return await look(keys);
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
        Assert.True(await WithJournalAsync(journal => WithKeysAsync(keys => Recount.RunAsync(journal, said, keys))) == 0, said.ToString());
    }

    public void Dispose()
    {
        foreach (var process in Gateways.Concat(Silos))
            process.Dispose();
        foreach (var links in Links)
            links.Dispose();
        Postgres.Dispose();
    }
}
