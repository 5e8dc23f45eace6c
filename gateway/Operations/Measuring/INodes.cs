namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>The processes of the deployment, as this one knows them.</summary>
public interface INodes
{
    NodesSeen Read();
}

/// <param name="IsConnected">Whether figures of other processes arrive; true where there are none.</param>
public sealed record NodesSeen(IReadOnlyList<NodeHour> Nodes, bool IsConnected);

/// <summary>One process is the whole deployment.</summary>
public sealed class OwnNode(NodeSampler sampler) : INodes
{
    public NodesSeen Read()
    {
        var report = sampler.Report(0);
        return new([new(report with { Buckets = [] }, TimeSpan.Zero, report.Buckets)], IsConnected: true);
    }
}
