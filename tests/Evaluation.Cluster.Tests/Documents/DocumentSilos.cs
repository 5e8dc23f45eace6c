using Evaluation.Cluster.Documents;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Evaluation.Cluster.Tests.Documents;

/// <summary>
/// Two clusters of one silo each on one database. They do not know of each other, so each has an activation of its own of every document.
/// </summary>
public sealed class DocumentSilos : IAsyncLifetime
{
    /// <summary>Longer than in production: nothing here depends on how fast the machine is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<InProcessTestCluster> _clusters = [];
    private Database? _database;

    public IGrainFactory First => _clusters[0].Client;

    public IGrainFactory Second => _clusters[1].Client;

    public NpgsqlDataSource Source => _database!.Source;

    public async Task InitializeAsync()
    {
        // Without PostgreSQL all tests of this fixture are skipped.
        if (PostgresServer.WhyMissing is not null)
            return;
        _database = await Database.CreateAsync();
        _clusters.Add(await StartAsync());
        _clusters.Add(await StartAsync());
    }

    public async Task DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            await cluster.StopAllSilosAsync();
            await cluster.DisposeAsync();
        }
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>Removes all rows, and all activations that remember them.</summary>
    public async Task EmptyAsync()
    {
        await ExecuteAsync("delete from grain_states");
        foreach (var cluster in _clusters)
            await cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
    }

    public Task<int> ExecuteAsync(string sql) => _database!.ExecuteAsync(sql);

    public async Task<long> CountRowsAsync()
    {
        await using var command = Source.CreateCommand("select count(*) from grain_states");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = ClusterShape.Name;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.ShapeTurns();
            silo.AddDocuments(_database!.Source);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Patience);
        });
        builder.ConfigureClient(client =>
        {
            client.ShapeTurns();
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Patience);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
