using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A silo's ways to the journal, from its peers and from gateways, each of which can be cut.</summary>
internal sealed class Wiring(int journal) : IDisposable
{
    public Cable Journal { get; } = new(journal);

    /// <summary>By which the other silos reach it.</summary>
    public Cable Peers { get; } = new(PostgresServer.FreePort());

    /// <summary>By which gateways reach it.</summary>
    public Cable Clients { get; } = new(PostgresServer.FreePort());

    public void Dispose()
    {
        Journal.Dispose();
        Peers.Dispose();
        Clients.Dispose();
    }
}
