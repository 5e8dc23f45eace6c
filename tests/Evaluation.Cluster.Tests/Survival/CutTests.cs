using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>
/// Two silos, two gateways, sixty voters at full speed, and a network partition. Afterwards every voter's record is compared with the
/// journal.
/// </summary>
[Collection(Processes.Name)]
public sealed class CutTests
{
    /// <summary>How long voters may wait when a silo loses the journal: four times the time to detect it, for slow machines.</summary>
    private static readonly TimeSpan BackWithin = 4 * ClusterLimits.HealthProbeWithin;

    [PostgresFact]
    public async Task Grains_of_a_silo_without_the_journal_activate_on_a_silo_that_reaches_it()
    {
        using var cluster = await LocalCluster.StartWithLinksAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 21);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            var calm = await voters.AreServedAsync();
            cluster.Links[0].Journal.Cut();
            var back = await voters.AreServedAsync();
            Assert.True(back < BackWithin + 10 * calm, $"Back after {back}, {calm} in calm times; answers: {voters.Answered()}");
            cluster.Links[0].Journal.Mend();
            await voters.AreServedAsync();
        });
        Assert.DoesNotContain(cluster.Silos, silo => silo.HasEnded);
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task Of_two_silos_cut_off_from_each_other_one_continues_and_both_sign_one_log()
    {
        using var heads = new SignedHeads();
        using var cluster = await LocalCluster.StartWithLinksAsync(settings: heads.Setting);
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 22);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            await heads.LookAsync(cluster);
            cluster.Links.ForEach(links => links.Peers.Cut());
            await voters.AreServedAsync();
            await heads.LookAsync(cluster);
            await voters.AreServedAsync();
            await heads.LookAsync(cluster);
            cluster.Links.ForEach(links => links.Peers.Mend());
            await voters.AreServedAsync();
            await heads.LookAsync(cluster);
        });
        // A silo that was declared dead reads it in the membership table and stops.
        await Eventually.IsTrueAsync(() => Task.FromResult(cluster.Silos.Count(silo => silo.HasEnded) == 1), "one silo has stopped");
        Assert.Equal(ClusterExit.Evicted, await cluster.Silos.Single(silo => silo.HasEnded).EndAsync());
        await RecordComparison.AssertHistoryAsync(cluster, voters);
        await heads.LookAsync(cluster);
        await heads.AssertOneLogAsync(cluster);
    }

    [PostgresFact]
    public async Task A_silo_cut_off_from_everything_returns_with_unfinished_commands()
    {
        using var cluster = await LocalCluster.StartWithLinksAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 23);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            BreakableLink[] links = [cluster.Links[0].Journal, cluster.Links[0].Peers, cluster.Links[0].Clients, cluster.Links[1].Peers];
            foreach (var link in links)
                link.Cut();
            // Voters vote and vote again while the silo still has their earlier ballots in memory.
            await voters.AreServedAsync();
            await voters.AreServedAsync();
            foreach (var link in links)
                link.Mend();
            await voters.AreServedAsync();
            await voters.AreServedAsync();
        });
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }
}
