using System.Text.Json;

namespace Evaluation.Tests.Http.Results;

[Collection(SharedServer.Name)]
public sealed class ResultTests(TestServer server)
{
    [Fact]
    public async Task A_result_is_hidden_before_the_close()
    {
        var round = await server.DraftAsync();
        foreach (var to in new[] { "draft", "voting", "paused" })
        {
            await round.MoveAsync(to);
            foreach (var caller in new[] { server.Anybody, server.Administrator })
                (await caller.GetAsync($"{round.Path}/results")).Refuses(403, "sealed");
        }
    }

    [Fact]
    public async Task A_sealed_round_has_no_result_until_it_is_computed()
    {
        var round = await server.OpenAsync();
        await round.MoveAsync("sealed");
        (await server.Administrator.GetAsync($"{round.Path}/results")).Refuses(409, "no-results");
        (await server.Anybody.GetAsync($"{round.Path}/results")).Refuses(403, "not-published");
    }

    [Fact]
    public async Task A_provisional_result_is_shown_to_the_rounds_staff_and_a_published_one_to_everybody()
    {
        var round = await server.OpenAsync();
        await round.MoveAsync("sealed", "provisional");
        foreach (var role in new[] { "auditor", "reviewer" })
            (await (await server.StaffWithAsync($$"""{"role":"{{role}}"}""")).GetAsync($"{round.Path}/results")).Answers();
        foreach (var role in new[] { """{"role":"operator"}""", """{"role":"inspector"}""", """{"role":"unit","unit":"u1"}""", """{"role":"auditor","round":"another"}""" })
            (await (await server.StaffWithAsync(role)).GetAsync($"{round.Path}/results")).Refuses(403, "not-published");
        (await server.Anybody.GetAsync($"{round.Path}/results")).Refuses(403, "not-published");
        Assert.Equal("provisional", (await server.Administrator.GetAsync($"{round.Path}/results")).Answers().GetProperty("state").GetString());

        foreach (var to in new[] { "published", "final", "archived" })
        {
            await round.MoveAsync(to);
            var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
            Assert.Equal((1, to), (result.GetProperty("version").GetInt32(), result.GetProperty("state").GetString()));
        }
    }

    [Fact]
    public async Task A_version_is_requested_by_number()
    {
        var round = await server.OpenAsync();
        await round.MoveAsync("sealed", "provisional", "published");
        (await server.Anybody.GetAsync($"{round.Path}/results?version=1")).Answers();
        foreach (var unknown in new[] { "0", "2", "-1", "2147483647" })
            (await server.Anybody.GetAsync($"{round.Path}/results?version={unknown}")).Refuses(404, "no-such-version");
        foreach (var senseless in new[] { "one", "", "1.0", "99999999999" })
            (await server.Anybody.GetAsync($"{round.Path}/results?version={senseless}")).Refuses(400, "bad-request");
        (await server.Anybody.GetAsync("/api/rounds/no-such-round/results")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task A_result_has_the_documented_shape()
    {
        var round = await server.OpenAsync();
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1", "u2:1,2", "u3:0,0")).Answers();
        var lone = (await round.IssueAsync("npc", 1))[0];
        (await round.CastAsync(lone, "u1:2,2")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");

        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        Assert.Equal(round.Id, result.GetProperty("round").GetString());
        Assert.Equal(TimeSpan.FromHours(8), result.GetProperty("computedAt").GetDateTimeOffset().Offset);
        var unit = result.GetProperty("classes")[0].GetProperty("units")[0];
        string[] named = ["unit", "rank", "band", "total", "vote", "inspection", "self", "daily", "bonus", "deductions", "standardError", "grade", "eligible", "incomplete", "vetoes", "slips", "positive", "top", "groups", "criteria"];
        Assert.Equal(named, unit.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["share", "low", "high"], unit.GetProperty("positive").EnumerateObject().Select(member => member.Name));

        // The only deputy is neither shown nor counted, and no shown figure depends on the mark.
        Assert.Equal(88m, unit.GetProperty("total").GetDecimal());
        Assert.Equal(3, unit.GetProperty("slips").GetInt32());
        var npc = unit.GetProperty("groups")[0];
        Assert.Equal(("below-minimum", false), (npc.GetProperty("why").GetString(), npc.GetProperty("reported").GetBoolean()));
        Assert.All(new[] { "slips", "awareness", "score" }, name => Assert.Equal(JsonValueKind.Null, npc.GetProperty(name).ValueKind));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("turnout")[0].GetProperty("voted").ValueKind);
    }
}
