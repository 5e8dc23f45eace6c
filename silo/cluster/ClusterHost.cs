using Evaluation.Ballots.Keys;
using Evaluation.Cluster.Documents;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Membership;
using Evaluation.Cluster.Operations;
using Evaluation.Cluster.Wire;
using Evaluation.Documents;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Health;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Workflows.Live;
using Npgsql;

namespace Evaluation.Cluster;

/// <summary>
/// Composes one process of the cluster: a silo, a gateway, or both. The database must have its tables when a silo starts.
/// </summary>
internal static class ClusterHost
{
    /// <param name="args">Settings by name, <c>--role silo,gateway --urls http://localhost:5080</c>. They override the environment.</param>
    /// <exception cref="SettingException">A setting is missing or invalid.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.ConfigureServer();
        builder.Services.AddTelemetry(builder.Configuration, "evaluation-cluster", "Npgsql", "Microsoft.Orleans*");
        KeepThreads();
        var settings = ClusterSettings.Read(builder.Configuration);
        // The watchdog's first check measures the time since the machine was started, and would log a false warning.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ClusterLimits.StopWithin);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<Eviction>();
        builder.Services.AddHostedService<Draining>();
        var source = PostgresConnection.Open(settings.ConnectionString);
        var tls = settings.Tls is null ? null : new ClusterTls(settings.Tls, TimeProvider.System);
        builder.Services.AddTurns(source);
        builder.Services.AddSingleton(_ => new PostgresKeyStore(settings.Keys.Open(), settings.Keys.Masters));
        builder.Services.AddSingleton<IKeyStore>(provider => provider.GetRequiredService<PostgresKeyStore>());
        builder.Services.AddSingleton<IGrainKeys, BoxKeys>();
        if (settings.IsSilo)
            builder.AddSilo(settings, source, tls);
        else
            builder.Services.AddSiloConnection(builder.Configuration, tls);
        builder.AddNodeFigures(settings);
        if (settings.IsGateway)
        {
            builder.Services.AddSingleton(settings.Start);
            builder.Services.AddSingleton(new DeploymentKind(IsCluster: true));
            builder.Services.AddSingleton<IStorageReader>(provider => new PostgresStorage(provider.GetRequiredService<NpgsqlDataSource>()));
            builder.Services.AddSingleton<IEvidenceStore>(provider => new PostgresEvidenceStore(provider.GetRequiredService<NpgsqlDataSource>()));
            builder.Services.AddSingleton<IDocumentStore, OrleansDocumentStore>();
            builder.Services.AddGateway();
            builder.Services.KeepKeysInDatabase();
            builder.Services.AddHostedService<GatewayMaintenance>();
        }

        var app = builder.Build();
        if (settings.IsGateway)
        {
            app.MapGateway();
            app.MapDashboard();
        }
        else
        {
            app.AnswersHead().MapHealth();
        }
        return app;
    }

    /// <summary>
    /// A statement that timed out may block a thread for seconds. Probes of other silos and requests of voters must not wait for these
    /// threads.
    /// </summary>
    private static void KeepThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + ClusterLimits.ConnectionsMax), ports);
    }

    private static void AddTurns(this IServiceCollection services, NpgsqlDataSource source)
    {
        services.AddSingleton(_ => source);
        services.AddSingleton(provider => new PostgresHealthProbe(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IJournal>(provider => new PostgresJournal(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<PostgresHealthProbe>()));
        services.AddSingleton(provider => new GrainFailureLog(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<GrainFailureLog>>()));
        services.AddSingleton<IEngine>(provider => new ClusterEngine(
            provider.GetRequiredService<ISilos>(), provider.GetRequiredService<IJournal>(), provider.GetRequiredService<GrainFailureLog>(), ClusterLimits.ResponseTimeout, WireTypes.Current));
    }

    private static void AddSilo(this WebApplicationBuilder builder, ClusterSettings settings, NpgsqlDataSource source, ClusterTls? tls)
    {
        builder.Services.AddSingleton<SiloTurns>();
        builder.Services.AddSingleton<ISilos, OwnSilo>();
        builder.Services.AddSingleton<ChangedBoxes>();
        builder.Services.AddSingleton<IKeptHeads>(provider => provider.GetRequiredService<PostgresKeyStore>().HeadsOf(provider.GetRequiredService<NpgsqlDataSource>()));
        if (settings.LogKey is not null)
            builder.Services.AddSingleton(settings.LogKey);
        builder.Services.AddLogKeeping();
        builder.Host.UseOrleans((_, silo) =>
        {
            silo.ShapeSilo(settings, source, tls);
            silo.AddDocuments(source);
            silo.Services.AddSingleton<IFatalErrorHandler>(provider => provider.GetRequiredService<Eviction>());
        });
        builder.Services.AddSingleton<VoteReporter>();
        builder.Services.AddHostedService<VoteReporting>();
    }

    /// <summary>After the silo or the connection to silos, so that a process that stops can still say so.</summary>
    private static void AddNodeFigures(this WebApplicationBuilder builder, ClusterSettings settings)
    {
        NodeRole[] roles = [.. settings.IsGateway ? new[] { NodeRole.Gateway } : [], .. settings.IsSilo ? new[] { NodeRole.Silo } : []];
        builder.Services.AddFigures(NodeNames.Of(settings, builder.Configuration), roles, services => new(
            () => (int?)services.GetService<SiloTurns>()?.Waiting, () => services.GetService<ChangedBoxes>()?.Behind));
        builder.Services.AddSingleton(services => new NodeReporting(
            services.GetRequiredService<ISilos>(), services.GetRequiredService<NodeSampler>(), settings.IsGateway, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<INodes>(services => services.GetRequiredService<NodeReporting>());
        builder.Services.AddHostedService(services => services.GetRequiredService<NodeReporting>());
    }

    private static void AddSiloConnection(this IServiceCollection services, IConfiguration configuration, ClusterTls? tls)
    {
        services.AddSingleton(provider => new SiloConnection(
            client => client.ShapeClient(provider.GetRequiredService<NpgsqlDataSource>(), tls), provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISilos>(provider => provider.GetRequiredService<SiloConnection>());
        services.AddHostedService(provider => provider.GetRequiredService<SiloConnection>());
        services.AddDashboardPages(configuration);
    }
}
