using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The database is lost, and its standby is promoted by the command of the handbook.</summary>
[Collection(Processes.Name)]
public sealed class StandbyTests
{
    private const int Voters = 10;

    [PostgresFact]
    public async Task After_a_failover_every_acknowledged_ballot_is_on_the_standby_and_processes_reconnect()
    {
        using var primary = await PostgresServer.StartAsync();
        using var standby = await primary.FollowAsync();
        var both = $"Host={primary.Address},{standby.Address};Username=postgres;Database=postgres;Target Session Attributes=Primary";
        using var cluster = await ClusterProcess.StartAsync("silo,gateway", both);
        var (round, voters) = await FewVoters.InviteAsync(cluster.Site, "followed", Voters);
        var receipts = await FewVoters.CastAsync(round, voters[..(Voters / 2)]);

        await primary.KillAsync();
        var refused = await round.CastAsync(voters[^1], "u1:0,1");
        refused.Refuses(503, "busy");
        Assert.NotNull(refused.Headers.RetryAfter);

        await standby.PromoteAsync(OperationsCommands.Command("pg_ctl promote"));
        Assert.Equal(receipts, await FewVoters.CastAsync(round, voters[..(Voters / 2)]));
        await FewVoters.CastAsync(round, voters[(Voters / 2)..]);
        await round.MovePatientlyAsync("sealed");
        var (code, said) = await Verification.RunAsync(standby.ConnectionString("postgres"));
        Assert.True(code == 0, said);
        Assert.Contains($"round followed: {Voters} ballots, {Voters} slips recounted; agrees", said, StringComparison.Ordinal);
    }
}
