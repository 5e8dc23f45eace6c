using Evaluation.Journal;

namespace Evaluation.Cluster.Tests.Engine;

public sealed class ClusterEngineOnMemoryTests : ClusterEngineSpec
{
    protected override IJournal Kept { get; } = new MemoryJournal();
}
