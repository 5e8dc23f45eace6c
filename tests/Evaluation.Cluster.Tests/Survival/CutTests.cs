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
        using var town = await Town.StartWiredAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 21);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            var calm = await crowd.AreServedAsync();
            town.Wirings[0].Journal.Cut();
            var back = await crowd.AreServedAsync();
            Assert.True(back < BackWithin + 10 * calm, $"Back after {back}, {calm} in calm times; answers: {crowd.Answered()}");
            town.Wirings[0].Journal.Mend();
            await crowd.AreServedAsync();
        });
        Assert.DoesNotContain(town.Silos, silo => silo.HasEnded);
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task Of_two_silos_cut_off_from_each_other_one_continues()
    {
        using var town = await Town.StartWiredAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 22);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            town.Wirings.ForEach(wiring => wiring.Peers.Cut());
            await crowd.AreServedAsync();
            await crowd.AreServedAsync();
            town.Wirings.ForEach(wiring => wiring.Peers.Mend());
            await crowd.AreServedAsync();
        });
        // A silo that was declared dead reads it in the membership table and stops.
        await Eventually.IsTrueAsync(() => Task.FromResult(town.Silos.Count(silo => silo.HasEnded) == 1), "one silo has stopped");
        Assert.Equal(ClusterExit.Evicted, await town.Silos.Single(silo => silo.HasEnded).EndAsync());
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task A_silo_cut_off_from_everything_returns_with_unfinished_commands()
    {
        using var town = await Town.StartWiredAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 23);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            Cable[] cables = [town.Wirings[0].Journal, town.Wirings[0].Peers, town.Wirings[0].Clients, town.Wirings[1].Peers];
            foreach (var cable in cables)
                cable.Cut();
            // Voters vote and vote again while the silo still has their earlier ballots in memory.
            await crowd.AreServedAsync();
            await crowd.AreServedAsync();
            foreach (var cable in cables)
                cable.Mend();
            await crowd.AreServedAsync();
            await crowd.AreServedAsync();
        });
        await Judge.AssertHistoryAsync(town, crowd);
    }
}
