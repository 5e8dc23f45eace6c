using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A silo's connections to the journal, from its peers and from gateways, each of which can be cut.</summary>
internal sealed class SiloLinks(int journal) : IDisposable
{
    public BreakableLink Journal { get; } = new(journal);

    /// <summary>From the other silos.</summary>
    public BreakableLink Peers { get; } = new(PostgresServer.FreePort());

    /// <summary>From the gateways.</summary>
    public BreakableLink Clients { get; } = new(PostgresServer.FreePort());

    public void Dispose()
    {
        Journal.Dispose();
        Peers.Dispose();
        Clients.Dispose();
    }
}
