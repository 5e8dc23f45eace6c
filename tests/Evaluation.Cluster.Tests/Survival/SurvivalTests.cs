using System.Globalization;
using Evaluation.Cluster.Tests.Postgres;
using Xunit.Abstractions;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>
/// Two silos, two gateways, sixty voters at full speed, and failures of processes. Afterwards every voter's record is compared with the
/// journal.
/// </summary>
[Collection(Processes.Name)]
public sealed class SurvivalTests(ITestOutputHelper output)
{
    /// <summary>How long voters may wait when a silo is killed, on a machine that otherwise answers at once.</summary>
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(10);

    [PostgresTheory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task A_silo_is_killed_or_stands_still(int silos, bool standsStill)
    {
        using var town = await Town.StartAsync(silos);
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 1);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            var calm = await crowd.AreServedAsync();
            if (standsStill)
                await town.Silos[0].HoldAsync();
            else
                town.Silos[0].Kill();
            var back = await crowd.AreServedAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{silos} silos, one {(standsStill ? "stands still" : "killed")}: all voters are served after {back.TotalSeconds:0.0} s."));
            Assert.True(back < BackWithin + 10 * calm, $"Back after {back}, {calm} in calm times; answers: {crowd.Answered()}");
        });
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task Two_silos_of_three_are_killed_at_once_and_the_third_decides_alone()
    {
        using var town = await Town.StartAsync(silos: 3);
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 9);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            town.Silos[0].Kill();
            town.Silos[1].Kill();
            var back = await crowd.AreServedAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Two of three silos killed: all voters are served after {back.TotalSeconds:0.0} s."));
        });
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task Stopping_a_silo_fails_no_ballot()
    {
        using var town = await Town.StartAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 2);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            Assert.Equal(0, await town.Silos[1].TerminateAsync());
            await crowd.AreServedAsync();
        });
        Assert.Equal([200], crowd.Answers.Keys);
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task A_gateway_is_killed_and_another_stopped()
    {
        using var town = await Town.StartAsync(silos: 1, gateways: 3);
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 3);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            town.Gateways[1].Kill();
            await crowd.AreServedAsync();
            Assert.Equal(0, await town.Gateways[2].TerminateAsync());
            await crowd.AreServedAsync();
        });
        // A stopping gateway refuses connections and never answers with a failure.
        Assert.Subset(new HashSet<int> { 0, 200 }, crowd.Answers.Keys.ToHashSet());
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task Stopping_a_gateway_with_a_drain_time_fails_no_ballot()
    {
        using var town = await Town.StartAsync();
        var leaving = await town.AnotherAsync("gateway", ("EVALUATION_DRAIN_SECONDS", 10));
        town.Gateways.Add(leaving);
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 8);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            var ending = leaving.TerminateAsync();
            await Eventually.IsTrueAsync(async () => await leaving.ReadinessAsync() == 503, "it says that it is not ready");
            crowd.Leave(leaving);
            Assert.Equal(0, await ending);
            await crowd.AreServedAsync();
        });
        Assert.Equal([200], crowd.Answers.Keys);
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task PostgreSQL_is_killed_and_comes_back()
    {
        using var town = await Town.StartAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 4);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            await town.Postgres.KillAsync();
            await Eventually.IsTrueAsync(async () => await town.Gateways[0].ReadinessAsync() == 503, "a gateway says that the journal is away");
            await town.Postgres.StartAgainAsync();
            await crowd.AreServedAsync();
        });
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task All_silos_are_killed_and_others_start_on_other_addresses()
    {
        using var town = await Town.StartAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 5);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            foreach (var silo in town.Silos)
                silo.Kill();
            await Eventually.IsTrueAsync(async () => await town.Gateways[0].ReadinessAsync() == 503, "a gateway says that there is no silo");
            town.Silos.AddRange(await Task.WhenAll(town.AnotherAsync("silo"), town.AnotherAsync("silo")));
            await crowd.AreServedAsync();
        });
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task Every_process_is_replaced_in_turn()
    {
        using var town = await Town.StartAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 6);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            for (var index = 0; index < 2; index++)
            {
                await town.ReplaceAsync(town.Silos, index, "silo");
                await crowd.AreServedAsync();
            }
            for (var index = 0; index < 2; index++)
            {
                await town.ReplaceAsync(town.Gateways, index, "gateway");
                await crowd.AreServedAsync();
            }
        });
        Assert.Subset(new HashSet<int> { 0, 200 }, crowd.Answers.Keys.ToHashSet());
        await Judge.AssertHistoryAsync(town, crowd);
    }

    [PostgresFact]
    public async Task A_paused_silo_continues_after_it_was_declared_dead()
    {
        using var town = await Town.StartAsync();
        var crowd = await Crowd.InviteAsync(town.Gateways[0].Site, 7);
        await crowd.VoteAsync(town.Gateways, async () =>
        {
            await crowd.AreServedAsync();
            await town.Silos[0].HoldAsync();
            // Its grains are active on the other silo now; it continues old commands for streams that have grown.
            await crowd.AreServedAsync();
            await town.Silos[0].ReleaseAsync();
            await crowd.AreServedAsync();
            await crowd.AreServedAsync();
        });
        await Judge.AssertHistoryAsync(town, crowd);
    }
}

/// <summary>Tests that start processes run sequentially.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}
