using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Membership;
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
            var journal = ways[Math.Min(Interlocked.Increment(ref started), ways.Count - 1)];
            silo.Services.AddSingleton(services => new SiloTurns(journal, TimeProvider.System, Failures, new(), services.GetRequiredService<MovableGrains>(), new()));
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

    /// <summary>Adds a silo, as an autoscaler does.</summary>
    public Task AddSiloAsync() => _silos.StartAdditionalSiloAsync();

    /// <summary>The number of active boxes on each silo, in the order in which they started.</summary>
    public int[] BoxesBySilo() => [.. _silos.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<SiloTurns>().Movable.All().Count)];

    /// <summary>Lets one silo vote that another one is dead, as after probes that were not answered.</summary>
    public Task SuspectAsync(int by, int silo)
    {
        var voter = _silos.Silos[by].ServiceProvider;
        var type = typeof(IClusterMembershipService).Assembly.GetType("Orleans.Runtime.MembershipService.IMembershipManager", throwOnError: true)!;
        return (Task)type.GetMethod("TrySuspectSilo")!.Invoke(voter.GetRequiredService(type), [_silos.Silos[silo].SiloAddress, null, CancellationToken.None])!;
    }

    /// <summary>What a silo knows of another one.</summary>
    public async Task<SiloStatus> StatusAsync(int by, int silo)
    {
        var membership = _silos.Silos[by].ServiceProvider.GetRequiredService<IClusterMembershipService>();
        await membership.Refresh();
        return membership.CurrentSnapshot.GetSiloStatus(_silos.Silos[silo].SiloAddress);
    }

    /// <summary>The votes against a silo in the membership table.</summary>
    public async Task<int> VotesAsync(int by, int silo)
    {
        var table = await _silos.Silos[by].ServiceProvider.GetRequiredService<IMembershipTable>().ReadRowAsync(_silos.Silos[silo].SiloAddress, CancellationToken.None);
        return table.Members[0].Item1.SuspectTimes?.Count ?? 0;
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
