using Evaluation.Evidence;

namespace Evaluation.Tests.Evidence;

public sealed class MemoryEvidenceStoreTests : EvidenceStoreSpec
{
    protected override IEvidenceStore Store { get; } = new MemoryEvidenceStore();
}
