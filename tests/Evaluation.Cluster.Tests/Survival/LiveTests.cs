using System.Text.Json;
using Evaluation.Cluster.Tests.Postgres;
namespace Evaluation.Cluster.Tests.Survival;

/// <summary>Live data from more than one gateway. Cuts are a minute apart, the least that a round allows.</summary>
[Collection(Processes.Name)]
public sealed class LiveTests
{
    [PostgresFact]
    public async Task Every_gateway_shows_the_same_cut_with_votes_that_a_killed_silo_had_not_reported()
    {
        using var cluster = await LocalCluster.StartAsync();
        var (round, voters) = await OpenAsync(cluster);
        await Task.WhenAll(voters.Select(async voter => (await RepeatedCalls.AskAsync(() => round.CastAsync(voter, "u1:0,1", "u2:1,1"))).Answers()));
        cluster.Silos[0].Kill();
        var shown = new List<string>();
        foreach (var gateway in cluster.Gateways)
            shown.Add(await CutAsync(gateway.Site));
        Assert.Single(shown.Distinct());
        Assert.Contains("\"vote\":88", shown[0], StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_stream_resumes_at_another_gateway_after_a_kill()
    {
        using var cluster = await LocalCluster.StartAsync();
        var (round, voters) = await OpenAsync(cluster);
        string? known;
        using (var first = await EventStream.OpenAsync(cluster.Gateways[0].Site.Anybody, $"{round.Path}/scores/stream"))
        {
            known = (await first.NextAsync()).Id;
            cluster.Gateways[0].Kill();
            await Assert.ThrowsAnyAsync<IOException>(() => first.NextAsync());
        }

        var elsewhere = round with { Server = cluster.Gateways[1].Site };
        using var again = await EventStream.OpenAsync(elsewhere.Server.Anybody, $"{round.Path}/scores/stream", known);
        foreach (var voter in voters[..4])
            (await elsewhere.CastAsync(voter, "u1:0,1")).Answers();
        var next = await again.NextAsync(item => HasVote(item.Data));
        Assert.True(long.Parse(next.Id!, null) > long.Parse(known!, null));
    }

    private static async Task<(TestRound Round, string[] Voters)> OpenAsync(LocalCluster cluster)
    {
        var definition = SmallDefinition.Of("live");
        definition["visibility"] = "public";
        definition["policies"]!["liveEvery"] = 1;
        var round = new TestRound(cluster.Gateways[0].Site, "live");
        (await RepeatedCalls.AskAsync(() => round.Server.Administrator.PostAsync("/api/rounds", definition))).Answers(201);
        await RepeatedCalls.IssueAsync(round, "npc", 50);
        var users = await RepeatedCalls.IssueAsync(round, "users", 50);
        await round.MovePatientlyAsync("voting");
        return (round, users);
    }

    /// <summary>The classes of the first cut that shows votes.</summary>
    private static async Task<string> CutAsync(Site site)
    {
        // A cut is at most a minute away, and a poll waits a minute.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var scores = await Eventually.IsAsync(
                    async () => await site.Anybody.GetAsync("/api/rounds/live/scores") is { Status: 200 } answer ? answer.Answers() : default,
                    scores => scores.ValueKind == JsonValueKind.Object && HasVote(scores),
                    $"a cut is shown at {site.Address}");
                return scores.GetProperty("classes").GetRawText();
            }
            catch (Xunit.Sdk.TrueException) when (attempt == 0)
            {
                // The first wait began just after a cut.
            }
        }
    }

    private static bool HasVote(JsonElement scores) =>
        scores.GetProperty("classes").EnumerateArray().SelectMany(unitClass => unitClass.GetProperty("units").EnumerateArray())
            .Any(unit => unit.GetProperty("vote").ValueKind == JsonValueKind.Number);
}
