using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>
/// Silos in this process over the test's journal, and a gateway's engine: between the two everything travels as bytes, as between
/// machines. Two such clusters on one journal are independent: each has its own activation of a grain.
/// </summary>
internal sealed class SmallCluster : IEngine
{
    /// <summary>More than a voter's: nothing here shall depend on how fast the machine is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly InProcessTestCluster _silos;
    private readonly ClusterEngine _engine;

    private SmallCluster(InProcessTestCluster silos, IJournal journal, WireTypes types)
    {
        _silos = silos;
        _engine = new(new OwnSilo(silos.Client), journal, Failures, Patience, types);
    }

    /// <summary>Commands that have come to a silo and have no answer yet.</summary>
    public long Waiting => _silos.Silos.Sum(silo => silo.ServiceProvider.GetRequiredService<SiloTurns>().Waiting);

    private static GrainFailureLog Failures => new(TimeProvider.System, NullLogger.Instance);

    public static Task<SmallCluster> StartAsync(IJournal journal, short silos = 1) => StartAsync(journal, [.. Enumerable.Repeat(journal, silos)]);

    /// <summary>A silo for each of its ways to the journal.</summary>
    /// <param name="gatewayTypes">The requests and answers of the gateway's version; null for those of this version.</param>
    public static async Task<SmallCluster> StartAsync(IJournal journal, IReadOnlyList<IJournal> ways, WireTypes? gatewayTypes = null)
    {
        var started = -1;
        var builder = new InProcessTestClusterBuilder((short)ways.Count);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.ShapeTurns();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Patience);
            silo.Services.AddSingleton(new SiloTurns(ways[Interlocked.Increment(ref started)], TimeProvider.System, Failures, new()));
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddSingleton(gatewayTypes ?? WireTypes.Current);
            client.ShapeTurns();
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Patience);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster, journal, gatewayTypes ?? WireTypes.Current);
    }

    /// <summary>Stops one of several silos in the same way as SIGTERM.</summary>
    public Task StopOneAsync() => _silos.StopSiloAsync(_silos.Silos[^1]);

    public async ValueTask StopAsync()
    {
        await _silos.StopAllSilosAsync();
        await _silos.DisposeAsync();
    }

    /// <summary>Returns when so many commands have come to the silos and have no answer yet.</summary>
    public Task GatheredAsync(int commands) => Eventually.IsTrueAsync(() => Task.FromResult(Waiting == commands), $"{commands} commands wait at the silos");

    /// <summary>Returns when no silo has the grain in memory.</summary>
    public Task IsDeactivatedAsync(GrainId grain) => Eventually.IsTrueAsync(() => Task.FromResult(!IsLive(grain)), $"{grain} is deactivated");

    public bool IsLive(GrainId grain) => _silos.TryGetGrainContext(ClusterEngine.OrleansId(grain), out _);

    /// <summary>Sends a request as a gateway with this admission token does.</summary>
    public ValueTask<Envelope> HandOverAsync(GrainId grain, object request, AdmissionToken token) => _silos.Client.GetGrain<ITurns>(ClusterEngine.OrleansId(grain)).SendAsync(new(request, token));

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class => _engine.SendAsync(grain, request);

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => _engine.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => _engine.CheckAsync(cancel);
}
