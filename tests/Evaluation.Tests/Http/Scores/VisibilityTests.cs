using Evaluation.Rules;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Access to scores and results by the round's visibility, its state and the caller's role.</summary>
[Collection(SharedServer.Name)]
public sealed class VisibilityTests(TestServer server)
{
    private const string Sealed = "nobody";
    private const string Overseers = "administrator auditor";
    private const string Staff = "administrator auditor reviewer";
    private const string Everybody = "administrator auditor reviewer inspector unit operator elsewhere stranger";

    private static readonly string[] Paths = ["scores", "scores/stream", "criteria/duty/scores", "criteria/duty/scores/stream"];

    [Theory]
    [InlineData("sealed", Sealed)]
    [InlineData("administrators", Overseers)]
    [InlineData("public", Everybody)]
    public async Task Scores_are_shown_to_the_audience_of_the_rules_and_after_the_close_to_staff_until_publication(string visibility, string beforeTheClose)
    {
        var callers = await CallersAsync();
        var round = await server.DraftAsync(definition => definition["visibility"] = visibility);
        await IssueAsync(round);
        await AssertAsync(round, callers, "draft", Sealed, Sealed);
        await round.MoveAsync("voting");
        await AssertAsync(round, callers, "voting", beforeTheClose, Sealed);
        await round.MoveAsync("paused");
        await AssertAsync(round, callers, "paused", beforeTheClose, Sealed);
        await round.MoveAsync("sealed");
        await AssertAsync(round, callers, "sealed", Staff, Staff);
        await round.MoveAsync("provisional");
        await AssertAsync(round, callers, "provisional", Staff, Staff);
        foreach (var to in new[] { "published", "final", "archived" })
        {
            await round.MoveAsync(to);
            await AssertAsync(round, callers, to, Everybody, Everybody);
        }
    }

    [Fact]
    public async Task A_cancelled_round_shows_no_scores_and_shows_its_result_to_staff_only()
    {
        var callers = await CallersAsync();
        var round = await server.OpenAsync(WatchedServer.Public);
        await IssueAsync(round);
        await AssertAsync(round, callers, "voting", Everybody, Sealed);
        await round.MoveAsync("cancelled");
        await AssertAsync(round, callers, "cancelled", Sealed, Staff);
    }

    [Fact]
    public void Every_state_and_visibility_has_its_audience()
    {
        var table = Enum.GetValues<RoundState>().Select(state =>
            $"{state}: {string.Join(' ', Enum.GetValues<Visibility>().Select(visibility => Audiences.OfScores(state, visibility)))}, {Audiences.OfResult(state)}");
        Assert.Equal(
            [
                "Draft: Nobody Nobody Nobody, Nobody",
                "Assessing: Nobody Overseers Everybody, Nobody",
                "Voting: Nobody Overseers Everybody, Nobody",
                "Paused: Nobody Overseers Everybody, Nobody",
                "Sealing: Nobody Overseers Everybody, Nobody",
                "Sealed: Staff Staff Staff, Staff",
                "Provisional: Staff Staff Staff, Staff",
                "Published: Everybody Everybody Everybody, Everybody",
                "Final: Everybody Everybody Everybody, Everybody",
                "Archived: Everybody Everybody Everybody, Everybody",
                "Cancelled: Nobody Nobody Nobody, Staff",
            ],
            table);
    }

    /// <summary>Enough credentials for live scores.</summary>
    private static async Task IssueAsync(TestRound round)
    {
        foreach (var group in (string[])["npc", "users"])
            await round.IssueAsync(group, Limits.IssuedForLiveScores);
    }

    private static async Task AssertAsync(TestRound round, Dictionary<string, Caller> callers, string state, string seeScores, string seeResults)
    {
        foreach (var (role, caller) in callers)
        {
            foreach (var path in Paths)
            {
                using var answer = await caller.StartAsync(HttpMethod.Get, $"{round.Path}/{path}");
                var sees = seeScores.Split(' ').Contains(role);
                Assert.True((int)answer.StatusCode == (sees ? 200 : 403), $"{role} got {(int)answer.StatusCode} for {path} of a round that is {state}");
                if (!sees)
                    (await Answer.OfAsync(answer)).Refuses(403, seeScores == Staff ? "not-published" : "sealed");
            }
            var result = await caller.GetAsync($"{round.Path}/results");
            if (!seeResults.Split(' ').Contains(role))
                result.Refuses(403, seeResults == Staff ? "not-published" : "sealed");
            else if (state is "sealed" or "cancelled")
                result.Refuses(409, "no-results");
            else
                result.Answers();
        }
    }

    private async Task<Dictionary<string, Caller>> CallersAsync()
    {
        var callers = new Dictionary<string, Caller> { ["stranger"] = server.Anybody, ["administrator"] = server.Administrator };
        foreach (var role in new[] { "auditor", "reviewer", "inspector", "operator" })
            callers[role] = await server.StaffWithAsync($$"""{"role":"{{role}}"}""");
        callers["unit"] = await server.StaffWithAsync("""{"role":"unit","unit":"u1"}""");
        callers["elsewhere"] = await server.StaffWithAsync("""{"role":"administrator","round":"another"}""");
        return callers;
    }
}
