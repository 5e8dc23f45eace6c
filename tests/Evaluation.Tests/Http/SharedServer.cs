namespace Evaluation.Tests.Http;

/// <summary>Tests that share one server. Each test creates its own rounds.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<TestServer>
{
    public const string Name = "one server";
}
