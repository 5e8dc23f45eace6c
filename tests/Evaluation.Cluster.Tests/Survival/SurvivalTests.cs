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
        using var cluster = await LocalCluster.StartAsync(silos);
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 1);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            var calm = await voters.AreServedAsync();
            if (standsStill)
                await cluster.Silos[0].HoldAsync();
            else
                cluster.Silos[0].Kill();
            var back = await voters.AreServedAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{silos} silos, one {(standsStill ? "stands still" : "killed")}: all voters are served after {back.TotalSeconds:0.0} s."));
            Assert.True(back < BackWithin + 10 * calm, $"Back after {back}, {calm} in calm times; answers: {voters.Answered()}");
        });
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task Two_silos_of_three_are_killed_at_once_and_the_third_decides_alone()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 3);
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 9);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            cluster.Silos[0].Kill();
            cluster.Silos[1].Kill();
            var back = await voters.AreServedAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Two of three silos killed: all voters are served after {back.TotalSeconds:0.0} s."));
        });
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task Stopping_a_silo_fails_no_ballot()
    {
        using var cluster = await LocalCluster.StartAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 2);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            Assert.Equal(0, await cluster.Silos[1].TerminateAsync());
            await voters.AreServedAsync();
        });
        Assert.Equal([200], voters.Answers.Keys);
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task A_gateway_is_killed_and_another_stopped()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 1, gateways: 3);
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 3);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            cluster.Gateways[1].Kill();
            await voters.AreServedAsync();
            Assert.Equal(0, await cluster.Gateways[2].TerminateAsync());
            await voters.AreServedAsync();
        });
        // A stopping gateway refuses connections and never answers with a failure.
        Assert.Subset(new HashSet<int> { 0, 200 }, voters.Answers.Keys.ToHashSet());
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task Stopping_a_gateway_with_a_drain_time_fails_no_ballot()
    {
        using var cluster = await LocalCluster.StartAsync();
        var leaving = await cluster.AnotherAsync("gateway", ("EVALUATION_DRAIN_SECONDS", 10));
        cluster.Gateways.Add(leaving);
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 8);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            var ending = leaving.TerminateAsync();
            await Eventually.IsTrueAsync(async () => await leaving.ReadinessAsync() == 503, "it says that it is not ready");
            voters.Leave(leaving);
            Assert.Equal(0, await ending);
            await voters.AreServedAsync();
        });
        Assert.Equal([200], voters.Answers.Keys);
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task PostgreSQL_is_killed_and_comes_back()
    {
        using var cluster = await LocalCluster.StartAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 4);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            await cluster.Postgres.KillAsync();
            await Eventually.IsTrueAsync(async () => await cluster.Gateways[0].ReadinessAsync() == 503, "a gateway says that the journal is away");
            await cluster.Postgres.StartAgainAsync();
            await voters.AreServedAsync();
        });
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task All_silos_are_killed_and_others_start_on_other_addresses()
    {
        using var cluster = await LocalCluster.StartAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 5);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            foreach (var silo in cluster.Silos)
                silo.Kill();
            await Eventually.IsTrueAsync(async () => await cluster.Gateways[0].ReadinessAsync() == 503, "a gateway says that there is no silo");
            cluster.Silos.AddRange(await Task.WhenAll(cluster.AnotherAsync("silo"), cluster.AnotherAsync("silo")));
            await voters.AreServedAsync();
        });
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task Every_process_is_replaced_in_turn()
    {
        using var cluster = await LocalCluster.StartAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 6);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            for (var index = 0; index < 2; index++)
            {
                await cluster.ReplaceAsync(cluster.Silos, index, "silo");
                await voters.AreServedAsync();
            }
            for (var index = 0; index < 2; index++)
            {
                await cluster.ReplaceAsync(cluster.Gateways, index, "gateway");
                await voters.AreServedAsync();
            }
        });
        Assert.Subset(new HashSet<int> { 0, 200 }, voters.Answers.Keys.ToHashSet());
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    [PostgresFact]
    public async Task A_paused_silo_continues_after_it_was_declared_dead()
    {
        using var cluster = await LocalCluster.StartAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 7);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            await cluster.Silos[0].HoldAsync();
            // Its grains are active on the other silo now; it continues old commands for streams that have grown.
            await voters.AreServedAsync();
            await cluster.Silos[0].ReleaseAsync();
            await voters.AreServedAsync();
            await voters.AreServedAsync();
        });
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }
}

/// <summary>Tests that start processes run sequentially.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}
