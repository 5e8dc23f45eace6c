using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Voting;

[Collection(SharedServer.Name)]
public sealed class TurnoutTests(TestServer server)
{
    [Fact]
    public async Task Turnout_counts_voters_not_ballots_and_hides_a_small_group_together_with_a_second_one()
    {
        var round = await server.OpenAsync(definition => definition["groups"]!.AsArray().Add(JsonNode.Parse("""{"code": "staff", "label": "职工", "roll": 20}""")));
        var (npc, users, staff) = (await round.IssueAsync("npc", 3), await round.IssueAsync("users", 5), await round.IssueAsync("staff", 4));
        await BecomesAsync(round, "npc 50 3 -, users 500 5 -, staff 20 4 -");

        foreach (var voter in new[] { npc[0], users[0], users[1], staff[0], staff[1] })
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        await round.CastAsync(users[0], "u1:1,1");
        await BecomesAsync(round, "npc 50 3 -, users 500 5 2, staff 20 4 -");

        await round.CastAsync(npc[1], "u1:0,0");
        await BecomesAsync(round, "npc 50 3 2, users 500 5 2, staff 20 4 2");
    }

    [Fact]
    public async Task Turnout_is_hidden_where_it_would_reveal_the_size_of_a_small_group_at_a_unit()
    {
        var round = await server.OpenAsync();
        var users = await round.IssueAsync("users", 3);
        foreach (var voter in users[..2])
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        await BecomesAsync(round, "npc 50 0 -, users 500 3 2");
        (await round.CastAsync(users[2], "u2:0,0")).Answers();
        await BecomesAsync(round, "npc 50 0 -, users 500 3 -");
    }

    [Fact]
    public async Task Event_ids_do_not_reveal_the_ballots_of_a_hidden_group()
    {
        var round = await server.OpenAsync();
        var lone = (await round.IssueAsync("npc", 1))[0];
        await BecomesAsync(round, "npc 50 1 -, users 500 0 -");
        using var before = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream");
        var known = await before.NextAsync();
        (await round.CastAsync(lone, "u1:0,0")).Answers();
        await round.MoveAsync("paused", "voting");

        // Content and id are unchanged; only the change of state caused an event.
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var after = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream");
                return (await after.NextAsync()).Id == known.Id;
            },
            "the id is that of the same content");
    }

    [Fact]
    public async Task Turnout_is_public_once_the_round_is_not_a_draft()
    {
        var round = await server.DraftAsync();
        (await server.Anybody.GetAsync($"{round.Path}/turnout")).Refuses(401, "sign-in-required");
        (await server.Anybody.GetAsync($"{round.Path}/turnout/stream")).Refuses(401, "sign-in-required");
        (await server.Administrator.GetAsync($"{round.Path}/turnout")).Answers();
        await round.MoveAsync("voting");
        await Eventually.IsTrueAsync(async () => (await server.Anybody.GetAsync($"{round.Path}/turnout")).Status == 200, "turnout is public");
        foreach (var path in new[] { "turnout", "turnout/stream" })
            (await server.Anybody.GetAsync($"/api/rounds/no-such-round/{path}")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task A_stream_sends_the_state_first_and_then_every_change_with_an_id()
    {
        var round = await server.OpenAsync();
        var voters = await round.IssueAsync("users", 2);
        using var stream = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream");
        var first = await stream.NextAsync();
        Assert.Equal(round.Id, first.Data.GetProperty("round").GetString());

        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        var last = await stream.NextAsync(item => Voted(item.Data) == 2);
        Assert.NotEqual(first.Id, last.Id);
        await round.MoveAsync("paused");
        var paused = await stream.NextAsync(item => item.Data.GetProperty("state").GetString() == "paused");
        Assert.NotEqual(last.Id, paused.Id);
    }

    [Fact]
    public async Task A_resumed_stream_repeats_no_event()
    {
        var round = await server.OpenAsync();
        var voters = await round.IssueAsync("users", 2);
        EventStream.Item known;
        using (var stream = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream"))
            known = await stream.NextAsync(item => item.Data.GetProperty("groups")[1].GetProperty("issued").GetInt32() == 2);

        using var again = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream", known.Id);
        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        Assert.NotEqual(known.Id, (await again.NextAsync()).Id);

        using var behind = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream", "some-older-id");
        Assert.Equal(2, Voted((await behind.NextAsync(item => Voted(item.Data) == 2)).Data));
    }

    [Fact]
    public async Task All_listeners_receive_the_same_events()
    {
        var round = await server.OpenAsync();
        var voters = await round.IssueAsync("users", 2);
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream")));
        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        var heard = await Task.WhenAll(streams.Select(stream => stream.NextAsync(item => Voted(item.Data) == 2)));
        Assert.Single(heard.Select(item => item.Id).Distinct());
        foreach (var stream in streams)
            stream.Dispose();
    }

    private async Task<string> BecomesAsync(TestRound round, string expected)
    {
        var text = "";
        await Eventually.IsTrueAsync(
            async () =>
            {
                var turnout = (await server.Anybody.GetAsync($"{round.Path}/turnout")).Answers();
                text = string.Join(", ", turnout.GetProperty("groups").EnumerateArray().Select(group =>
                    $"{group.GetProperty("group")} {group.GetProperty("roll")} {group.GetProperty("issued")} {(group.GetProperty("voted").ValueKind == JsonValueKind.Null ? "-" : group.GetProperty("voted"))}"));
                return text == expected;
            },
            $"turnout is {expected}");
        return text;
    }

    private static int? Voted(JsonElement turnout) =>
        turnout.GetProperty("groups")[1].GetProperty("voted") is { ValueKind: JsonValueKind.Number } voted ? voted.GetInt32() : null;
}
