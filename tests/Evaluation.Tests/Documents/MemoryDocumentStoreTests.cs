using Evaluation.Documents;

namespace Evaluation.Tests.Documents;

public sealed class MemoryDocumentStoreTests : DocumentStoreSpec
{
    public MemoryDocumentStoreTests() => Store = new MemoryDocumentStore(Clock);

    protected override IDocumentStore Store { get; }
}
