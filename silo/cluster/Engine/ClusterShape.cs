using Evaluation.Cluster.Membership;
using Evaluation.Cluster.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Evaluation.Cluster.Engine;

/// <summary>How silos and gateways find and watch each other, and the limits of their calls.</summary>
internal static class ClusterShape
{
    /// <summary>One database is one cluster.</summary>
    public const string Name = "evaluation";

    /// <summary>The name under which Orleans finds the PostgreSQL driver.</summary>
    public const string Invariant = "Npgsql";

    extension(ISiloBuilder silo)
    {
        public void ShapeSilo(ClusterSettings settings, NpgsqlDataSource source, ClusterTls? tls)
        {
            silo.Configure<ClusterOptions>(NameIt);
            silo.Configure<SiloOptions>(options => options.SiloName = settings.Name);
            silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Invariant, source));
            silo.Configure<EndpointOptions>(options =>
            {
                var listensAt = settings.ListenAddress;
                (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (settings.SiloEndpoint.Address, settings.SiloPort, settings.ClientPort);
                (options.SiloListeningEndpoint, options.GatewayListeningEndpoint) = (new(listensAt, settings.SiloListenPort), new(listensAt, settings.ClientListenPort));
            });
            if (tls is not null)
                silo.UseTls(tls.Configure);
            silo.AddFigures();
            silo.ShapeTurns();
        }

        /// <summary>Settings of every silo: limits of time and number, and the detection of a dead silo.</summary>
        public void ShapeTurns()
        {
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (ClusterLimits.ProbeTimeout, ClusterLimits.MissedProbes, ClusterLimits.DeathVotes);
                (options.IAmAliveTablePublishTimeout, options.MaxJoinAttemptTime) = (ClusterLimits.AliveEvery, ClusterLimits.JoinWithin);
                (options.MaxProbeTimeout, options.TableRefreshTimeout) = (ClusterLimits.ProbeTimeoutMax, ClusterLimits.MembersReadEvery);
            });
            silo.Configure<SiloMessagingOptions>(options =>
                (options.ResponseTimeout, options.MaxEnqueuedRequestsHardLimit) = (ClusterLimits.ResponseTimeout, ClusterLimits.RequestsPerActivation));
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = Limits.IdleAfter);
            silo.Services.AddSingleton<OwnMembership>();
            silo.Services.AddSingleton<MovableGrains>();
            silo.Services.AddHostedService<BoxSpreading>();
            silo.Services.AddWire();
            silo.AddActivityPropagation();
        }
    }

    extension(IClientBuilder client)
    {
        public void ShapeClient(NpgsqlDataSource source, ClusterTls? tls)
        {
            if (tls is not null)
                client.UseTls(tls.Configure);
            client.Configure<ClusterOptions>(NameIt);
            client.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Invariant, source));
            client.ShapeTurns();
        }

        /// <summary>Settings of every gateway.</summary>
        public void ShapeTurns()
        {
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ClusterLimits.ResponseTimeout);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = ClusterLimits.SilosRefresh);
            client.Services.AddWire();
            client.AddActivityPropagation();
        }
    }

    private static void AddWire(this IServiceCollection services)
    {
        services.TryAddSingleton(WireTypes.Current);
        services.TryAddSingleton<WireFormat>();
        services.AddSerializer(serializer => serializer.AddAssembly(typeof(ITurns).Assembly));
    }

    private static void NameIt(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Name, Name);
}
