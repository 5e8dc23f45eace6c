using System.Text.Json.Nodes;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Privacy;

/// <summary>An internal round, read by everybody: nothing of it reaches a reader who is not an insider.</summary>
[Collection(SharedServer.Name)]
public sealed class InternalRoundTests(TestServer server)
{
    private static readonly string[] Lists =
    [
        "", "/schedule", "/paper", "/turnout", "/scores", "/criteria/duty/scores", "/results", "/results/comparison", "/results/u1/derivation", "/objections", "/progress",
        "/export?what=results",
    ];

    [Fact]
    public async Task A_reader_who_is_no_insider_gets_nothing_of_an_internal_round_in_any_state()
    {
        var round = await InternalAsync();
        var other = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u9"}""");
        foreach (var state in new[] { "voting", "sealed", "provisional", "published" })
        {
            await round.MoveAsync(state);
            foreach (var list in Lists)
            {
                var open = await server.Anybody.GetAsync(round.Path + list);
                Assert.True(open.Status is 401 or 403 or 409, $"{state} {list}: {open.Status} {open.Text}");
                var outside = await other.GetAsync(round.Path + list);
                Assert.True(outside.Status is 401 or 403 or 409, $"{state} {list}: {outside.Status} {outside.Text}");
            }
            Assert.DoesNotContain(round.Id, (await server.Anybody.GetAsync("/api/rounds")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(round.Id, (await server.Anybody.GetAsync("/", ("Accept", "text/html"))).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(round.Id, (await server.Anybody.GetAsync("/vote", ("Accept", "text/html"))).Text, StringComparison.Ordinal);
            foreach (var page in new[] { "", "/turnout", "/results", "/results/u1", "/results/u1/derivation", "/versions", "/objections" })
                Assert.DoesNotContain("小测评", (await server.Anybody.GetAsync($"/rounds/{round.Id}{page}", ("Accept", "text/html"))).Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(round.Id, (await server.Anybody.GetAsync("/api/units/u1/history")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"role":"reviewer"}""")]
    [InlineData("""{"role":"unit","unit":"u2"}""")]
    [InlineData("""{"role":"unit","unit":"bureau"}""")]
    public async Task Staff_its_units_and_their_parents_read_the_result(string role)
    {
        var round = await InternalAsync();
        await round.MoveAsync("voting", "sealed", "provisional", "published");
        var insider = await server.StaffWithAsync(role);
        (await insider.GetAsync($"{round.Path}/results")).Answers();
        Assert.Contains(round.Id, (await insider.GetAsync("/api/rounds")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voter_reads_the_paper_of_an_internal_round_with_the_credential_only()
    {
        var round = await InternalAsync();
        await round.MoveAsync("voting");
        var credential = (await round.IssueAsync("users", 1)).Single();
        var paper = await server.Voter(credential).GetAsync($"{round.Path}/paper");
        paper.Answers();
        Assert.True(paper.Headers.CacheControl!.Private);
        (await server.Anybody.GetAsync($"{round.Path}/paper")).Refuses(401, "no-such-credential");
        (await server.Voter("0123456789abcdefghjkmnpqr0").GetAsync($"{round.Path}/paper")).Refuses(401, "no-such-credential");
        (await round.CastAsync(credential, "u1:0,0")).Answers();
    }

    [Theory]
    [InlineData("u1", "u1")]
    [InlineData("u2", "u2")]
    public async Task A_unit_that_is_its_own_ancestor_is_refused(string first, string second)
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        definition["units"]![0]!["parent"] = second == "u2" ? "u2" : first;
        definition["units"]![1]!["parent"] = second == "u2" ? "u1" : null;
        var problem = (await server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition");
        Assert.Equal("/units/0/parent", problem.GetProperty("faults")[0].GetProperty("pointer").GetString());
    }

    private Task<TestRound> InternalAsync() => server.DraftAsync(definition =>
    {
        definition["internal"] = true;
        definition["visibility"] = "public";
        foreach (var unit in definition["units"]!.AsArray())
            unit!["parent"] = "bureau";
        ((JsonObject)definition["units"]![2]!).Remove("parent");
    });
}
