using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Journal;

namespace Evaluation.Cluster.Tests.Engine;

[NeedsPostgres]
public sealed class ClusterEngineOnPostgresTests : ClusterEngineSpec
{
    private Database _database = null!;

    protected override IJournal Kept => _database.Journal;

    public override async Task InitializeAsync() => _database = await Database.CreateAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }
}
