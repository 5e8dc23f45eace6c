using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Gateway.Operations;

/// <summary>What the deployment is.</summary>
/// <param name="IsCluster">Whether it has gateways, silos and a database server; otherwise it is one process.</param>
public sealed record DeploymentKind(bool IsCluster);

/// <summary>Reads how the system works: the API and the pages show the same report.</summary>
public sealed class OperationsUseCases(DeploymentKind deployment, INodes nodes, StorageWatch storage, OpenVotes votes, TimeProvider clock)
{
    /// <summary>The report of now. A part that does not answer is missing in it, and the report says so.</summary>
    public async Task<OperationsReport> ReadAsync() =>
        ReportBuilder.Build(deployment.IsCluster, nodes.Read(), await storage.ReadAsync(), await votes.ReadAsync(), clock.GetUtcNow());
}
