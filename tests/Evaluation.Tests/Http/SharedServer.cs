namespace Evaluation.Tests.Http;

/// <summary>Tests that share one server; each makes rounds of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<TestServer>
{
    public const string Name = "one server";
}
