using System.Diagnostics;
using System.Globalization;
using Evaluation.Cluster.Tests.Postgres;
using Xunit.Abstractions;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A silo that is added while people vote takes boxes that are active. docs/benchmarks.md has the printed figure.</summary>
[Collection(Processes.Name)]
public sealed class SpreadingTests(ITestOutputHelper output)
{
    private const int Boxes = 24;

    /// <summary>Four times the pause after a join, for slow machines, and ten seconds for the dashboard.</summary>
    private static readonly TimeSpan Within = 4 * ClusterLimits.SettleAfterJoin + TimeSpan.FromSeconds(10);

    [PostgresFact]
    public async Task A_silo_that_joins_during_a_vote_takes_half_of_the_active_boxes_and_no_ballot_fails()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 1, gateways: 1);
        var site = cluster.Gateways[0].Site;
        var voters = await RecordingVoters.InviteAsync(site, 31, Boxes);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            await Eventually.IsAsync(() => BoxesBySiloAsync(site), boxes => boxes.SequenceEqual([Boxes]), "one silo has all boxes");
            cluster.Silos.Add(await cluster.AnotherAsync("silo"));
            var waited = Stopwatch.StartNew();
            var boxes = await Eventually.IsAsync(() => BoxesBySiloAsync(site), boxes => boxes.SequenceEqual([Boxes / 2, Boxes / 2]), "each silo has half of the boxes");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{boxes[1]} of {boxes.Sum()} boxes are on the new silo {waited.Elapsed.TotalSeconds:0.0} s after it was ready."));
            Assert.True(waited.Elapsed < Within, $"The boxes were divided after {waited.Elapsed}.");
            await voters.AreServedAsync();
        });
        Assert.Equal([200], voters.Answers.Keys);
        await RecordComparison.AssertHistoryAsync(cluster, voters);
    }

    /// <summary>The number of active boxes of each silo that has any, by the dashboard, which counts once a second.</summary>
    private static async Task<int[]> BoxesBySiloAsync(Site site)
    {
        var counters = (await site.Administrator.GetAsync("/cluster/DashboardCounters")).Answers();
        return [.. counters.GetProperty("simpleGrainStats").EnumerateArray()
            .Where(stats => stats.GetProperty("grainType").GetString()!.EndsWith("BoxActivation", StringComparison.Ordinal))
            .Select(stats => stats.GetProperty("activationCount").GetInt32()).Where(count => count > 0)];
    }
}
