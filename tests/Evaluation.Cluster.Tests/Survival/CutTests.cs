using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>Two silos and two gateways, sixty voters at full speed, and a network in which nothing arrives any more; afterwards, every voter's history against the journal.</summary>
[Collection(Processes.Name)]
public sealed class CutTests
{
    /// <summary>How long voters may be kept waiting when a silo loses the journal: until that is noticed, and as long again three times for a slow machine.</summary>
    private static readonly TimeSpan BackWithin = 4 * ClusterLimits.PulseWithin;

    [PostgresFact]
    public async Task A_silo_is_cut_off_from_the_journal_and_its_grains_come_to_life_where_it_is_reached()
    {
        using var town = await Town.StartWiredAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 21);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            var calm = await crowd.AreServedAsync();
            town.Wirings[0].Journal.Cut();
            var back = await crowd.AreServedAsync();
            Assert.True(back < BackWithin + 10 * calm, $"Back after {back}, {calm} in calm times; told {crowd.Told()}");
            town.Wirings[0].Journal.Mend();
            await crowd.AreServedAsync();
        });
        Assert.DoesNotContain(town.Silos, silo => silo.HasEnded);
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task Silos_are_cut_off_from_each_other_and_one_of_them_goes_on()
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
        // Who has been declared dead finds it in the table, and ends.
        Assert.Single(town.Silos, silo => !silo.HasEnded);
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task A_silo_is_cut_off_from_everything_and_comes_back_with_what_it_had_begun()
    {
        using var town = await Town.StartWiredAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 23);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            Cable[] cables = [town.Wirings[0].Journal, town.Wirings[0].Peers, town.Wirings[0].Clients, town.Wirings[1].Peers];
            foreach (var cable in cables)
                cable.Cut();
            // Voters are answered, change their minds and are answered again, while it still holds what they sent before.
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
