using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Live scores by unit and by criterion, read at cuts.</summary>
public sealed class ScoreTests : IAsyncLifetime
{
    private static readonly string[] Paths = ["scores", "criteria/duty/scores", "criteria/openness/scores"];

    private readonly WatchedServer _watched = new();

    private TestServer Server => _watched.Server;

    public Task InitializeAsync() => _watched.InitializeAsync();

    public Task DisposeAsync() => _watched.DisposeAsync();

    [Fact]
    public async Task A_live_score_has_the_shape_of_a_result_without_grade_and_counts()
    {
        var (round, _, users) = await _watched.OpenAsync(Graded);
        await WatchedServer.CastAsync(round, users[..4], "u1:0,1", "u2:1,2", "u3:0,0");
        var scores = await _watched.NextCutAsync(round);

        Assert.Equal(["version", "round", "state", "cutAt", "nextCutAt", "classes"], scores.EnumerateObject().Select(member => member.Name));
        Assert.Equal((round.Id, "voting"), (scores.GetProperty("round").GetString(), scores.GetProperty("state").GetString()));
        Assert.True(scores.GetProperty("version").GetInt64() > 0);
        await round.MoveAsync("sealed", "provisional", "published");
        var result = (await Server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        Assert.NotEqual(JsonValueKind.Null, Unit(result, "u1").GetProperty("grade").ValueKind);
        _watched.Clock.Advance(Limits.ViewAge);
        var closed = (await Server.Anybody.GetAsync($"{round.Path}/scores")).Answers();
        Assert.Equal(["version", "round", "state", "classes"], closed.EnumerateObject().Select(member => member.Name));
        foreach (var unit in new[] { "u1", "u2", "u3" })
        {
            Assert.Equal(Without(Unit(result, unit), "grade"), JsonNode.Parse(Unit(closed, unit).GetRawText())!.ToJsonString());
            Assert.Equal(Without(Unit(result, unit), "grade", "slips"), JsonNode.Parse(Unit(scores, unit).GetRawText())!.ToJsonString());
        }
    }

    [Fact]
    public async Task No_count_is_shown_before_the_close()
    {
        var (round, _, users) = await _watched.OpenAsync();
        await WatchedServer.CastAsync(round, users[..7], "u1:0,1");
        await _watched.NextCutAsync(round);
        foreach (var path in Paths)
            foreach (var caller in new[] { Server.Anybody, Server.Administrator })
            {
                var text = (await _watched.ReadAsync(round, path, caller)).GetRawText();
                foreach (var count in (string[])["slips", "valid", "distribution", "marks"])
                    Assert.DoesNotContain($"\"{count}\"", text, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task A_criterion_shows_mean_standard_deviation_and_ranking_of_its_units()
    {
        var (round, npc, users) = await _watched.OpenAsync();
        await WatchedServer.CastAsync(round, users[..4], "u1:0,1", "u2:1,2", "u3:3,0");
        await WatchedServer.CastAsync(round, npc[..4], "u1:2,1");
        var duty = await _watched.NextCutAsync(round, "criteria/duty/scores");

        Assert.Equal(["version", "round", "state", "cutAt", "nextCutAt", "criterion", "mean", "spread", "classes"], duty.EnumerateObject().Select(member => member.Name));
        // u1: 0.7·100 + 0.3·0 = 70; u2: 70; u3: nothing but "don't know".
        Assert.Equal((70m, 0m), (duty.GetProperty("mean").GetDecimal(), duty.GetProperty("spread").GetDecimal()));
        Assert.Equal(["town u1 1 70.00", "town u2 1 70.00", "school u3  "], Ranking(duty));
        Assert.Equal(["npc 1.0000 0.00 True ", "users 1.0000 100.00 True "], Groups(Unit(duty, "u1")));
        // No deputy rated u3, and half of the users' marks are valid.
        Assert.Equal(["npc   False below-minimum", "users 0.5000  True "], Groups(Unit(duty, "u3")));

        var openness = await _watched.ReadAsync(round, "criteria/openness/scores");
        // u1: 70 and 70; u2: 0; u3: 100. Mean 56.67; standard deviation √((13.33² + 56.67² + 43.33²) / 3).
        Assert.Equal((56.67m, 41.9m), (openness.GetProperty("mean").GetDecimal(), openness.GetProperty("spread").GetDecimal()));
        Assert.Equal(["town u1 1 70.00", "town u2 2 0.00", "school u3 1 100.00"], Ranking(openness));
    }

    [Fact]
    public async Task Nothing_changes_between_cuts_and_few_new_codes_change_nothing_at_a_cut()
    {
        var (round, npc, users) = await _watched.OpenAsync();
        await WatchedServer.CastAsync(round, users[..4], "u1:0,0");
        Assert.All(Paths, path => Assert.Equal("", Shown(_watched.ReadAsync(round, path).Result, "u1")));
        await _watched.NextCutAsync(round);
        var first = await TextsAsync(round);
        Assert.Equal("100.00", Shown(await _watched.ReadAsync(round), "u1"));

        // Three more users, changed marks, and a small group: each alone would show a single slip.
        await WatchedServer.CastAsync(round, users[..7], "u1:2,2");
        await WatchedServer.CastAsync(round, npc[..1], "u1:2,2");
        _watched.Clock.Advance(WatchedServer.Every / 2);
        Assert.Equal(first, await TextsAsync(round));
        await _watched.NextCutAsync(round);
        Assert.Equal(first, await TextsAsync(round));

        await WatchedServer.CastAsync(round, users[7..8], "u1:0,0");
        // The fourth new code: seven times 0 and once 100.
        Assert.Equal("12.50", Shown(await _watched.NextCutAsync(round), "u1"));

        // A second group of two codes is counted, but does not hide its slips yet.
        await WatchedServer.CastAsync(round, npc[1..2], "u1:2,2");
        await WatchedServer.CastAsync(round, users[8..20], "u1:0,0");
        Assert.Equal("12.50", Shown(await _watched.NextCutAsync(round), "u1"));
        await WatchedServer.CastAsync(round, npc[2..4], "u1:2,2");
        // Users: (7·0 + 13·100) / 20 = 65; deputies 0; 0.7·65.
        Assert.Equal("45.50", Shown(await _watched.NextCutAsync(round), "u1"));
    }

    [Fact]
    public async Task Cuts_follow_the_policy_and_end_an_hour_before_the_close()
    {
        var round = await Server.DraftAsync(definition =>
        {
            WatchedServer.Public(definition);
            definition["policies"]!["liveEvery"] = 30;
        });
        var opening = _watched.Clock.GetUtcNow();
        await round.MoveAsync("voting");
        (await round.ScheduleAsync($$"""{"closesAt":"{{opening.AddHours(2):O}}","reason":"short"}""")).Answers();
        var users = await round.IssueAsync("users", 50);
        await round.IssueAsync("npc", 50);
        await WatchedServer.CastAsync(round, users[..4], "u1:0,0");
        Assert.Equal(opening.AddMinutes(30), (await _watched.NextCutAsync(round)).GetProperty("cutAt").GetDateTimeOffset());
        Assert.Equal(opening.AddMinutes(60), (await _watched.NextCutAsync(round)).GetProperty("cutAt").GetDateTimeOffset());
        await WatchedServer.CastAsync(round, users[4..40], "u1:2,2");
        for (var left = 50; left > 0; left--)
            _watched.Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await _watched.ReadAsync(round);
        Assert.Equal((JsonValueKind.Null, "100.00"), (last.GetProperty("nextCutAt").ValueKind, Shown(last, "u1")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1441")]
    [InlineData("\"10\"")]
    [InlineData("1.5")]
    public async Task An_interval_of_cuts_out_of_range_is_a_fault_of_the_definition(string every)
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        definition["policies"]!["liveEvery"] = JsonNode.Parse(every);
        var faults = (await Server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition").GetProperty("faults");
        Assert.Equal("/policies/liveEvery", Assert.Single(faults.EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Scores_wait_until_every_group_has_fifty_issued_codes()
    {
        var round = await Server.DraftAsync(WatchedServer.Public);
        await round.MoveAsync("voting");
        await round.IssueAsync("npc", 50);
        await round.IssueAsync("users", 49);
        foreach (var path in Paths.Concat(Paths.Select(path => $"{path}/stream")))
        {
            var refused = (await Server.Administrator.GetAsync($"{round.Path}/{path}")).Refuses(403, "too-few-codes");
            Assert.Equal(["users"], refused.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        }
        await round.IssueAsync("users", 1);
        _watched.Clock.Advance(Limits.ViewAge);
        await _watched.ReadAsync(round);
        await round.MoveAsync("sealed");
        (await Server.Administrator.GetAsync($"{round.Path}/scores")).Answers();
    }

    [Fact]
    public async Task The_turnout_of_a_round_with_live_scores_is_live_for_staff_and_at_cuts_for_others()
    {
        var (round, npc, users) = await _watched.OpenAsync();
        var unit = await Server.StaffWithAsync("""{"role":"unit","unit":"u1"}""");
        var auditor = await Server.StaffWithAsync("""{"role":"auditor"}""");
        await WatchedServer.CastAsync(round, [.. npc[..10], .. users[..20]], "u1:0,0", "u2:0,0", "u3:0,0");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal((null, null, 20, 20), await VotedAsync());
        await _watched.NextCutAsync(round);
        await WatchedServer.CastAsync(round, users[20..40], "u1:0,0", "u2:0,0", "u3:0,0");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal((20, 20, 40, 40), await VotedAsync());
        await round.MoveAsync("sealed");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal((40, 40, 40, 40), await VotedAsync());

        async Task<(int?, int?, int?, int?)> VotedAsync() => (await OfAsync(Server.Anybody), await OfAsync(unit), await OfAsync(auditor), await OfAsync(Server.Administrator));
        async Task<int?> OfAsync(Caller caller) => (await _watched.ReadAsync(round, "turnout", caller)).GetProperty("groups")[1].GetProperty("voted") is { ValueKind: JsonValueKind.Number } voted ? voted.GetInt32() : null;
    }

    [Fact]
    public async Task The_turnout_of_a_round_without_live_scores_is_live_for_everybody()
    {
        var (round, npc, users) = await _watched.OpenAsync(_ => { });
        await WatchedServer.CastAsync(round, [.. npc[..10], .. users[..20]], "u1:0,0", "u2:0,0", "u3:0,0");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal(20, (await _watched.ReadAsync(round, "turnout")).GetProperty("groups")[1].GetProperty("voted").GetInt32());
    }

    [Fact]
    public async Task A_score_that_cannot_be_shown_is_refused_with_the_reason()
    {
        var (open, _, _) = await _watched.OpenAsync();
        (await Server.Anybody.GetAsync("/api/rounds/no-such-round/scores")).Refuses(404, "no-such-round");
        foreach (var criterion in new[] { "no-such-criterion", "visit", "%E8%AF%84", new string('x', 2_000) })
        {
            var problem = (await Server.Anybody.GetAsync($"{open.Path}/criteria/{criterion}/scores")).Refuses(404, "no-such-criterion");
            Assert.Equal(["duty", "openness"], problem.GetProperty("criteria").EnumerateArray().Select(code => code.GetString()));
        }

        var noVote = await Server.DraftAsync(SmallDefinition.WithoutVote);
        await noVote.MoveAsync("assessing");
        foreach (var path in new[] { "scores", "scores/stream", "criteria/visit/scores", "criteria/visit/scores/stream" })
            (await Server.Anybody.GetAsync($"{noVote.Path}/{path}")).Refuses(409, "no-vote");

        var assessing = await Server.DraftAsync(Assessed);
        await assessing.MoveAsync("assessing");
        (await Server.Anybody.GetAsync($"{assessing.Path}/scores")).Refuses(409, "not-open");
    }

    [Fact]
    public async Task A_total_without_an_inspection_is_incomplete_and_shows_the_vote()
    {
        var (round, _, users) = await _watched.OpenAsync(Assessed, "assessing", "voting");
        await WatchedServer.CastAsync(round, users[..4], "u1:0,0");
        var u1 = Unit(await _watched.NextCutAsync(round), "u1");
        Assert.Equal((JsonValueKind.Null, 100m), (u1.GetProperty("total").ValueKind, u1.GetProperty("vote").GetDecimal()));
        Assert.Equal(["inspection"], u1.GetProperty("incomplete").EnumerateArray().Select(part => part.GetString()));
    }

    private static void Assessed(JsonObject definition)
    {
        SmallDefinition.Assessed(definition);
        WatchedServer.Public(definition);
    }

    private static void Graded(JsonObject definition)
    {
        WatchedServer.Public(definition);
        definition["grades"] = JsonNode.Parse("""[{"code": "good", "label": "良", "min": 80}, {"code": "fail", "label": "差", "min": 0}]""");
    }

    internal static JsonElement Unit(JsonElement scores, string unit) =>
        scores.GetProperty("classes").EnumerateArray().SelectMany(unitClass => unitClass.GetProperty("units").EnumerateArray()).Single(entry => entry.GetProperty("unit").GetString() == unit);

    /// <summary>The unit's score; empty when it has none.</summary>
    internal static string Shown(JsonElement scores, string unit)
    {
        var found = Unit(scores, unit);
        return $"{(found.TryGetProperty("vote", out var vote) ? vote : found.GetProperty("score"))}";
    }

    /// <summary>The classes of every path: all figures without versions and instants.</summary>
    private async Task<string> TextsAsync(TestRound round) =>
        string.Join('\n', await Task.WhenAll(Paths.Select(async path => (await _watched.ReadAsync(round, path)).GetProperty("classes").GetRawText())));

    private static IEnumerable<string> Ranking(JsonElement table) => table.GetProperty("classes").EnumerateArray().SelectMany(unitClass =>
        unitClass.GetProperty("units").EnumerateArray().Select(unit => $"{unitClass.GetProperty("class")} {unit.GetProperty("unit")} {unit.GetProperty("rank")} {unit.GetProperty("score")}"));

    private static IEnumerable<string> Groups(JsonElement unit) => unit.GetProperty("groups").EnumerateArray().Select(group =>
        $"{group.GetProperty("group")} {group.GetProperty("awareness")} {group.GetProperty("score")} {group.GetProperty("reported")} {group.GetProperty("why")}");

    private static string Without(JsonElement unit, params string[] members)
    {
        var node = JsonNode.Parse(unit.GetRawText())!.AsObject();
        foreach (var member in members)
        {
            Assert.True(node.Remove(member));
            foreach (var group in node["groups"]!.AsArray())
                group!.AsObject().Remove(member);
        }
        return node.ToJsonString();
    }
}
