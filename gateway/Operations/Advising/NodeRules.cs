using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Gateway.Operations.Advising;

/// <summary>What follows from the processes of a cluster.</summary>
internal static class NodeRules
{
    private const string LoseANode = "operations#lose-a-node";

    /// <summary>No silo runs: all ballots are refused as busy.</summary>
    public static IEnumerable<Advice> NoSilo(OperationsReport report)
    {
        if (report.IsCluster && (!report.IsConnected || !report.Nodes.Any(node => node.State == NodeState.Running && node.Roles.Contains(NodeRole.Silo))))
            yield return new("no-silo", Level.Bad, Urgency.Now, LoseANode);
    }

    /// <summary>A process is silent. The others have taken over its work.</summary>
    public static IEnumerable<Advice> Silent(OperationsReport report) => report.Nodes.Where(node => node.State == NodeState.Silent)
        .Select(node => new Advice("node-silent", Level.Warn, Urgency.Now, LoseANode, ("node", node.Name), ("silentSeconds", TimeSpan.FromSeconds(Math.Round(node.SilentSeconds)))));

    /// <summary>Processes of several versions run side by side: an upgrade is not complete.</summary>
    public static IEnumerable<Advice> OldVersion(OperationsReport report)
    {
        NodeStanding[] old = [.. report.Nodes.Where(node => node.IsOld)];
        if (old.Length > 0)
            yield return new("old-version", Level.Warn, Urgency.Calm, "operations#upgrade", ("nodes", old.Select(node => node.Name).ToArray()), ("versions", old.Select(node => node.Version).Distinct().ToArray()));
    }
}
