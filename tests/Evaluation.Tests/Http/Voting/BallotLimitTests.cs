using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Limits of a ballot by API, from the definition to the turnout after the close (F25).</summary>
[Collection(SharedServer.Name)]
public sealed class BallotLimitTests(TestServer server)
{
    [Fact]
    public async Task The_paper_names_the_limits_and_a_paper_without_them_keeps_its_shape()
    {
        var limited = (await server.Anybody.GetAsync($"{(await server.OpenAsync(Limit)).Path}/paper")).Answers();
        Assert.Equal(
            """{"limits":[{"class":"town","criterion":"duty","options":["A"],"max":1,"min":1}],"uniform":"refuse","finish":true,"unfinished":"ignore"}""",
            limited.GetProperty("ballot").GetRawText());
        var plain = (await server.Anybody.GetAsync($"{(await server.OpenAsync()).Path}/paper")).Answers();
        Assert.False(plain.TryGetProperty("ballot", out _));
        Assert.All(plain.GetProperty("classes").EnumerateArray(), unitClass => Assert.False(unitClass.TryGetProperty("criteria", out _)));
    }

    [Fact]
    public async Task A_refusal_names_the_limit_the_count_and_the_maximum()
    {
        var round = await server.OpenAsync(Limit);
        var voter = (await round.IssueAsync("users", 1))[0];
        var problem = (await round.CastAsync(voter, "u1:0,0", "u2:0,1")).Refuses(409, "over-limit");
        Assert.Equal(
            ("town", "duty", 0, 2, 1),
            (Text(problem, "class"), Text(problem, "criterion"), Number(problem, "limit"), Number(problem, "count"), Number(problem, "max")));
        Assert.Equal(JsonValueKind.Null, (await ProgressAsync(round, voter)).GetProperty("receipt").ValueKind);
    }

    [Fact]
    public async Task A_ballot_is_finished_reopened_and_finished_again()
    {
        var round = await server.OpenAsync(Limit);
        var voter = (await round.IssueAsync("users", 1))[0];
        (await FinishAsync(round, voter)).Refuses(409, "nothing-to-finish");
        Assert.False((await round.CastAsync(voter, "u1:1,1", "u2:1,1")).Answers().GetProperty("finished").GetBoolean());
        var under = (await FinishAsync(round, voter)).Refuses(409, "under-limit");
        Assert.Equal((0, 1), (Number(under, "count"), Number(under, "min")));

        (await round.CastAsync(voter, "u1:0,0", "u2:1,1")).Answers();
        var finished = await FinishAsync(round, voter);
        Assert.Equal((true, 2, 1), (finished.Answers().GetProperty("finished").GetBoolean(), Number(finished.Answers(), "rated"), Number(finished.Answers(), "remaining")));
        Assert.Equal(finished.Text, (await FinishAsync(round, voter)).Text);
        Assert.True((await ProgressAsync(round, voter)).GetProperty("finished").GetBoolean());

        (await round.CastAsync(voter, "u2:0,0", "u1:1,1")).Answers();
        Assert.False((await ProgressAsync(round, voter)).GetProperty("finished").GetBoolean());
        (await round.CastAsync(voter, "u1:0,0", "u2:0,0")).Refuses(409, "over-limit");
    }

    [Fact]
    public async Task A_uniform_ballot_is_stored_and_cannot_be_finished()
    {
        var round = await server.OpenAsync(definition => definition["ballot"] = JsonNode.Parse("""{"uniform":"refuse"}"""));
        var voter = (await round.IssueAsync("users", 1))[0];
        (await round.CastAsync(voter, "u1:0,0", "u3:0,0")).Answers();
        (await FinishAsync(round, voter)).Refuses(409, "uniform-ballot");
        (await round.CastAsync(voter, "u3:0,1")).Answers();
        (await FinishAsync(round, voter)).Answers();
    }

    [Fact]
    public async Task A_ballot_that_was_never_finished_is_left_out_and_turnout_and_progress_say_so()
    {
        var round = await server.OpenAsync(Limit);
        var voters = await round.IssueAsync("users", 6);
        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,1", "u3:1,1")).Answers();
        foreach (var voter in voters[..4])
            (await FinishAsync(round, voter)).Answers();
        Assert.Equal((6, 2), await TurnoutAsync(round));
        await round.MoveAsync("sealed");
        await round.MoveAsync("provisional", "published");
        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        Assert.Equal((4, 2), TurnoutOf(result.GetProperty("turnout")));
        var units = result.GetProperty("classes")[0].GetProperty("units");
        Assert.Equal(4, units.EnumerateArray().Single(unit => Text(unit, "unit") == "u1").GetProperty("slips").GetInt32());

        Assert.True((await ProgressAsync(round, voters[5])).GetProperty("leftOut").GetBoolean());
        Assert.False((await ProgressAsync(round, voters[0])).TryGetProperty("leftOut", out _));
        (await FinishAsync(round, voters[5])).Refuses(409, "not-open");
        Assert.True((await FinishAsync(round, voters[0])).Answers().GetProperty("finished").GetBoolean());
    }

    [Fact]
    public async Task Slips_of_uniform_ballots_are_flagged_in_the_export_and_count_as_before()
    {
        var round = await server.OpenAsync(definition => definition["ballot"] = JsonNode.Parse("""{"uniform":"flag"}"""));
        var voters = await round.IssueAsync("users", 3);
        (await round.CastAsync(voters[0], "u1:0,0", "u2:0,0")).Answers();
        (await round.CastAsync(voters[1], "u1:0,0", "u2:0,1")).Answers();
        (await round.CastAsync(voters[2], "u1:0,0")).Answers();
        (await FinishAsync(round, voters[0])).Refuses(409, "nothing-to-finish");
        await round.MoveAsync("sealed", "provisional");
        var rows = (await server.Administrator.GetAsync($"{round.Path}/export?format=csv&what=slips")).Text;
        Assert.Equal(
            ["u1,users,A,A,false", "u1,users,A,A,false", "u1,users,A,A,true", "u2,users,A,A,true", "u2,users,A,B,false"],
            rows.Split("\r\n").Where(row => row.StartsWith('u') && row.Contains(",users,", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_round_without_limits_has_nothing_to_finish_and_answers_as_before()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("users", 1))[0];
        var cast = (await round.CastAsync(voter, "u1:0,1")).Answers();
        Assert.Equal(["receipt", "accepted", "remaining"], cast.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["receipt", "rated", "remaining", "ballots", "lastOn"], (await ProgressAsync(round, voter)).EnumerateObject().Select(member => member.Name));
        (await FinishAsync(round, voter)).Refuses(409, "nothing-to-finish");
        (await server.Anybody.PostAsync($"{round.Path}/ballot/finish", "")).Refuses(401, "no-such-credential");
    }

    [Fact]
    public async Task A_class_with_own_rules_goes_from_the_definition_to_the_derivation()
    {
        var round = await server.OpenAsync(definition =>
        {
            definition["classes"]![0]!["points"] = JsonNode.Parse("""{"openness": 0}""");
            definition["classes"]![0]!["ranked"] = false;
        });
        var paper = (await server.Anybody.GetAsync($"{round.Path}/paper")).Answers();
        Assert.Equal(["duty", "duty openness"], paper.GetProperty("classes").EnumerateArray().Select(unitClass => string.Join(' ', unitClass.GetProperty("criteria").EnumerateArray().Select(criterion => Text(criterion, "code")))));
        foreach (var voter in await round.IssueAsync("users", 2))
        {
            (await round.CastAsync(voter, "u1:0,0")).Refuses(400, "bad-ballot");
            (await round.CastAsync(voter, "u1:1", "u2:0", "u3:0,2")).Answers();
        }
        await round.MoveAsync("sealed", "provisional", "published");
        var units = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).ToList();
        Assert.Equal([("u1", 70m), ("u2", 100m), ("u3", 60m)], units.Select(unit => (Text(unit, "unit"), unit.GetProperty("total").GetDecimal())));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Number], units.Select(unit => unit.GetProperty("rank").ValueKind));
        Assert.Equal([1, 1, 2], units.Select(unit => unit.GetProperty("criteria").GetArrayLength()));
        var derivation = (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation")).Answers();
        Assert.Contains("F28", derivation.GetProperty("rules").EnumerateArray().Select(rule => Text(rule, "code")));
        var openness = (await server.Administrator.GetAsync($"{round.Path}/criteria/openness/scores")).Answers();
        Assert.Equal("school", Text(Assert.Single(openness.GetProperty("classes").EnumerateArray()), "class"));
        var slips = (await server.Administrator.GetAsync($"{round.Path}/export?format=csv&what=slips")).Text;
        Assert.Contains("u1,users,B,\r\n", slips, StringComparison.Ordinal);
        Assert.DoesNotContain("u1,openness", (await server.Administrator.GetAsync($"{round.Path}/export?format=csv&what=tally")).Text, StringComparison.Ordinal);
    }

    private static void Limit(JsonObject definition) => definition["ballot"] = JsonNode.Parse(
        """{"limits": [{"class": "town", "criterion": "duty", "options": ["A"], "max": 1, "min": 1}], "uniform": "refuse", "unfinished": "ignore"}""");

    private Task<Answer> FinishAsync(TestRound round, string voter) => server.Voter(voter).PostAsync($"{round.Path}/ballot/finish", "");

    private async Task<JsonElement> ProgressAsync(TestRound round, string voter) => (await server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers();

    private async Task<(int Voted, int Unfinished)> TurnoutAsync(TestRound round) =>
        TurnoutOf((await server.Administrator.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups"));

    private static (int Voted, int Unfinished) TurnoutOf(JsonElement groups)
    {
        var users = groups.EnumerateArray().Single(group => Text(group, "group") == "users");
        return (Number(users, "voted"), Number(users, "unfinished"));
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
