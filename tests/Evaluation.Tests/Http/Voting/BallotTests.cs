using System.Text.Json;

namespace Evaluation.Tests.Http.Voting;

[Collection(SharedServer.Name)]
public sealed class BallotTests(TestServer server)
{
    [Fact]
    public async Task A_ballot_is_acknowledged_with_a_receipt_and_what_remains()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var answer = (await round.CastAsync(voter, "u1:0,1", "u3:3,2")).Answers();
        Assert.Equal(2, answer.GetProperty("accepted").GetInt32());
        Assert.Equal(1, answer.GetProperty("remaining").GetInt32());
        Assert.False(string.IsNullOrEmpty(answer.GetProperty("receipt").GetString()));
        Assert.Equal(3, answer.EnumerateObject().Count());
    }

    [Fact]
    public async Task The_same_ballot_again_changes_nothing_and_answers_the_same()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var first = await round.CastAsync(voter, "u1:0,1", "u2:1,1");
        var again = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => round.CastAsync(voter, "u1:0,1", "u2:1,1")));
        Assert.All(again, answer => Assert.Equal(first.Text, answer.Text));

        // The order of the slips does not matter.
        Assert.Equal(first.Text, (await round.CastAsync(voter, "u2:1,1", "u1:0,1")).Text);
    }

    [Fact]
    public async Task Ballots_that_differ_only_in_marks_get_answers_of_the_same_shape()
    {
        var round = await server.OpenAsync(definition => definition["ballotBoxes"] = 1);
        var voters = await round.IssueAsync("npc", 2);
        var receipts = new List<string[]>();
        foreach (var (voter, slip) in voters.Zip(["u1:0,0", "u1:2,2"]))
            receipts.Add((await round.CastAsync(voter, slip)).Answers().GetProperty("receipt").GetString()!.Split('-'));
        Assert.Equal(receipts[0].Select(part => part.Length), receipts[1].Select(part => part.Length));

        // Changing the marks gives a new receipt and changing them back a third one. No receipt depends on the marks.
        var other = (await round.CastAsync(voters[0], "u1:1,1")).Answers().GetProperty("receipt").GetString();
        var back = (await round.CastAsync(voters[0], "u1:0,0")).Answers().GetProperty("receipt").GetString();
        Assert.Equal(3, new HashSet<string?> { string.Join('-', receipts[0]), other, back }.Count);
    }

    [Fact]
    public async Task Progress_contains_units_and_never_marks()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var before = (await server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers();
        Assert.Equal(JsonValueKind.Null, before.GetProperty("receipt").ValueKind);
        Assert.Equal(["u1", "u2", "u3"], Units(before, "remaining"));

        var cast = (await round.CastAsync(voter, "u2:0,3")).Answers();
        var answer = await server.Voter(voter).GetAsync($"{round.Path}/ballot");
        var after = answer.Answers();
        Assert.Equal(["u2"], Units(after, "rated"));
        Assert.Equal(["u1", "u3"], Units(after, "remaining"));
        Assert.Equal(cast.GetProperty("receipt").GetString(), after.GetProperty("receipt").GetString());
        Assert.Equal(["receipt", "rated", "remaining", "ballots", "lastOn"], after.EnumerateObject().Select(member => member.Name));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Progress_can_be_read_after_the_close()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var receipt = (await round.CastAsync(voter, "u2:0,3")).Answers().GetProperty("receipt").GetString();
        await round.MoveAsync("sealed", "provisional", "published");
        Assert.Equal(receipt, (await server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("receipt").GetString());
    }

    [Fact]
    public async Task A_limited_credential_rates_only_its_units()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1, "\"u1\",\"u3\""))[0];
        Assert.Equal("u2", (await round.CastAsync(voter, "u1:0,0", "u2:0,0")).Refuses(403, "unit-not-yours").GetProperty("unit").GetString());
        Assert.Equal(1, (await round.CastAsync(voter, "u1:0,0")).Answers().GetProperty("remaining").GetInt32());
        Assert.Equal(["u3"], Units((await server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers(), "remaining"));
    }

    [Fact]
    public async Task Without_revoting_a_unit_is_rated_once_and_a_resend_is_still_answered()
    {
        var round = await server.OpenAsync(definition => definition["allowRevote"] = false);
        var voter = (await round.IssueAsync("npc", 1))[0];
        var first = await round.CastAsync(voter, "u1:0,0");
        first.Answers();
        (await round.CastAsync(voter, "u1:1,1")).Refuses(409, "already-cast");
        Assert.Equal(["u1"], Units((await round.CastAsync(voter, "u2:0,0", "u1:1,1")).Refuses(409, "already-cast"), "units"));
        Assert.Equal(first.Text, (await round.CastAsync(voter, "u1:0,0")).Text);
        Assert.Equal(1, (await round.CastAsync(voter, "u2:1,1")).Answers().GetProperty("remaining").GetInt32());
    }

    [Fact]
    public async Task A_round_that_is_not_open_refuses_ballots_and_states_its_window()
    {
        var round = await server.DraftAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        (await round.CastAsync(voter, "u1:0,0")).Refuses(409, "not-open");
        await round.MoveAsync("voting", "paused");
        Assert.True((await round.CastAsync(voter, "u1:0,0")).Refuses(409, "not-open").TryGetProperty("opensAt", out _));
        await round.MoveAsync("voting");
        (await round.CastAsync(voter, "u1:0,0")).Answers();
        await round.MoveAsync("sealed");
        var closed = (await round.CastAsync(voter, "u2:0,0")).Refuses(409, "not-open");
        Assert.NotEqual(default, closed.GetProperty("opensAt").GetDateTimeOffset());
        Assert.NotEqual(default, closed.GetProperty("closesAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_cancelled_round_refuses_ballots()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        await round.MoveAsync("cancelled");
        (await round.CastAsync(voter, "u1:0,0")).Refuses(409, "not-open");
    }

    [Fact]
    public async Task An_unknown_or_missing_credential_is_refused()
    {
        var round = await server.OpenAsync();
        var stranger = (await (await server.OpenAsync()).IssueAsync("npc", 1))[0];
        foreach (var caller in new[] { server.Anybody, server.Administrator, server.Voter(stranger), server.Voter("abc"), server.Voter(new string('z', 26)) })
        {
            var refused = await caller.PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,0"));
            refused.Refuses(401, "no-such-credential");
            Assert.NotEmpty(refused.Headers.WwwAuthenticate);
            (await caller.GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential");
        }
        (await server.Voter(stranger).PutAsync("/api/rounds/no-such-round/ballot", TestRound.Ballot("u1:0,0"))).Refuses(404, "no-such-round");
    }

    private static IEnumerable<string?> Units(JsonElement progress, string which) => progress.GetProperty(which).EnumerateArray().Select(unit => unit.GetString());
}
