using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Gateway.Operations;

public static class OperationsServices
{
    /// <summary>
    /// Registers the reading of figures. The host registers <see cref="DeploymentKind"/>, <see cref="INodes"/> and
    /// <see cref="IStorageReader"/>.
    /// </summary>
    internal static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<StorageWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageWatch>());
        services.AddSingleton<OpenVotes>();
        services.AddSingleton<OperationsUseCases>();
    }

    /// <summary>Registers the counting of this process. A process that is no gateway counts too.</summary>
    public static void AddFigures(this IServiceCollection services, string name, IReadOnlyList<NodeRole> roles, Func<IServiceProvider, NodeGauges> gauges)
    {
        services.AddSingleton(provider =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            return new NodeSampler(NodeIdentity.Of(name, roles, clock.GetUtcNow()), gauges(provider), clock);
        });
        services.AddHostedService(provider => provider.GetRequiredService<NodeSampler>());
    }
}
