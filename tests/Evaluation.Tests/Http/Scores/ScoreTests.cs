using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Live scores by unit and by criterion, read once.</summary>
[Collection(SharedServer.Name)]
public sealed class ScoreTests(TestServer server)
{
    [Fact]
    public async Task A_live_score_has_the_shape_of_a_result_with_a_version_and_without_a_grade()
    {
        var round = await server.OpenAsync(Graded);
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1", "u2:1,2", "u3:0,0")).Answers();
        var scores = await BecomesAsync(round, "scores", scores => Slips(scores, "u3") == 3);

        Assert.Equal(["version", "round", "state", "classes"], scores.EnumerateObject().Select(member => member.Name));
        Assert.Equal((round.Id, "voting"), (scores.GetProperty("round").GetString(), scores.GetProperty("state").GetString()));
        Assert.True(scores.GetProperty("version").GetInt64() > 0);
        await round.MoveAsync("sealed", "provisional", "published");
        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        Assert.NotEqual(JsonValueKind.Null, Unit(result, "u1").GetProperty("grade").ValueKind);
        foreach (var unit in new[] { "u1", "u2", "u3" })
            Assert.Equal(WithoutGrade(Unit(result, unit)), JsonNode.Parse(Unit(scores, unit).GetRawText())!.ToJsonString());
    }

    [Fact]
    public async Task A_criterion_shows_distribution_mean_standard_deviation_and_ranking_of_its_units()
    {
        var round = await server.OpenAsync(Public);
        foreach (var voter in await round.IssueAsync("users", 2))
            (await round.CastAsync(voter, "u1:0,1", "u2:1,2", "u3:3,0")).Answers();
        foreach (var voter in await round.IssueAsync("npc", 2))
            (await round.CastAsync(voter, "u1:2,1")).Answers();
        var duty = await BecomesAsync(round, "criteria/duty/scores", table => Marks(table) == "A 2, B 2, C 2, D 2");

        Assert.Equal(
            ["version", "round", "state", "criterion", "distribution", "mean", "spread", "classes"], duty.EnumerateObject().Select(member => member.Name));
        // u1: 0.7·100 + 0.3·0 = 70; u2: 70; u3: nothing but "don't know".
        Assert.Equal((70m, 0m), (duty.GetProperty("mean").GetDecimal(), duty.GetProperty("spread").GetDecimal()));
        Assert.Equal(["town u1 1 70.00 4", "town u2 1 70.00 2", "school u3  ", "school   "], Ranking(duty).Append($"school {Class(duty, "school").GetProperty("mean")} {Class(duty, "school").GetProperty("spread")} "));
        var u1 = Unit(duty, "u1");
        Assert.Equal((4, 4, 0.5m), (u1.GetProperty("slips").GetInt32(), u1.GetProperty("valid").GetInt32(), u1.GetProperty("positive").GetProperty("share").GetDecimal()));
        Assert.Equal(["npc 2 1.0000 0.00 True ", "users 2 1.0000 100.00 True "], Groups(u1));
        // No deputy or user rated duty of u3, and half of their marks are valid.
        Assert.Equal(["npc    False below-minimum", "users 2 0.5000  True "], Groups(Unit(duty, "u3")));

        var openness = await BecomesAsync(round, "criteria/openness/scores", table => Marks(table) == "A 2, B 4, C 2, D 0");
        // u1: 70 and 70; u2: 0; u3: 100. Mean 56.67; standard deviation √((13.33² + 56.67² + 43.33²) / 3).
        Assert.Equal((56.67m, 41.9m), (openness.GetProperty("mean").GetDecimal(), openness.GetProperty("spread").GetDecimal()));
        Assert.Equal(["town u1 1 70.00 4", "town u2 2 0.00 2", "school u3 1 100.00 2"], Ranking(openness));
    }

    [Fact]
    public async Task A_small_group_does_not_affect_scores_criteria_or_versions()
    {
        var round = await server.OpenAsync(Public);
        var (npc, users) = (await round.IssueAsync("npc", 2), await round.IssueAsync("users", 3));
        foreach (var voter in users)
            (await round.CastAsync(voter, "u1:0,1", "u2:1,1")).Answers();
        string[] paths = ["scores", "criteria/duty/scores", "criteria/openness/scores"];
        var before = new Dictionary<string, string>();
        foreach (var path in paths)
            before[path] = (await BecomesAsync(round, path, scores => Slips(scores, "u2") == 3)).GetRawText();

        (await round.CastAsync(npc[0], "u1:2,2")).Answers();
        // When this visible ballot is shown, the hidden one has been reported too.
        (await round.CastAsync(users[0], "u2:0,1")).Answers();
        foreach (var path in paths)
        {
            var after = await BecomesAsync(round, path, scores => scores.GetRawText() != before[path] || path.Contains("openness", StringComparison.Ordinal));
            Assert.Equal(Unit(JsonElement.Parse(before[path]), "u1").GetRawText(), Unit(after, "u1").GetRawText());
        }
        // Openness keeps its version, although the hidden group has voted.
        Assert.Equal(before["criteria/openness/scores"], (await server.Anybody.GetAsync($"{round.Path}/criteria/openness/scores")).Text);

        (await round.CastAsync(npc[1], "u1:2,2")).Answers();
        Assert.Equal(2, Unit(await BecomesAsync(round, "scores", scores => Slips(scores, "u1") == 5), "u1").GetProperty("groups")[0].GetProperty("slips").GetInt32());
    }

    [Fact]
    public async Task A_score_that_cannot_be_shown_is_refused_with_the_reason()
    {
        var open = await server.OpenAsync(Public);
        (await server.Anybody.GetAsync("/api/rounds/no-such-round/scores")).Refuses(404, "no-such-round");
        foreach (var criterion in new[] { "no-such-criterion", "visit", "%E8%AF%84", new string('x', 2_000) })
        {
            var problem = (await server.Anybody.GetAsync($"{open.Path}/criteria/{criterion}/scores")).Refuses(404, "no-such-criterion");
            Assert.Equal(["duty", "openness"], problem.GetProperty("criteria").EnumerateArray().Select(code => code.GetString()));
        }

        var noVote = await server.DraftAsync(SmallDefinition.WithoutVote);
        await noVote.MoveAsync("assessing");
        foreach (var path in new[] { "scores", "scores/stream", "criteria/visit/scores", "criteria/visit/scores/stream" })
            (await server.Anybody.GetAsync($"{noVote.Path}/{path}")).Refuses(409, "no-vote");

        var assessing = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            Public(definition);
        });
        await assessing.MoveAsync("assessing");
        (await server.Anybody.GetAsync($"{assessing.Path}/scores")).Refuses(409, "not-open");
    }

    [Fact]
    public async Task A_total_without_an_inspection_is_incomplete_and_shows_the_vote()
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            Public(definition);
        });
        await round.MoveAsync("assessing", "voting");
        foreach (var voter in await round.IssueAsync("users", 2))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        var u1 = Unit(await BecomesAsync(round, "scores", scores => Slips(scores, "u1") == 2), "u1");
        Assert.Equal((JsonValueKind.Null, 100m), (u1.GetProperty("total").ValueKind, u1.GetProperty("vote").GetDecimal()));
        Assert.Equal(["inspection"], u1.GetProperty("incomplete").EnumerateArray().Select(part => part.GetString()));
    }

    internal static void Public(JsonObject definition) => definition["visibility"] = "public";

    private static void Graded(JsonObject definition)
    {
        Public(definition);
        definition["grades"] = JsonNode.Parse("""[{"code": "good", "label": "良", "min": 80}, {"code": "fail", "label": "差", "min": 0}]""");
    }

    internal static JsonElement Unit(JsonElement scores, string unit) =>
        scores.GetProperty("classes").EnumerateArray().SelectMany(unitClass => unitClass.GetProperty("units").EnumerateArray()).Single(entry => entry.GetProperty("unit").GetString() == unit);

    internal static int Slips(JsonElement scores, string unit) => Unit(scores, unit).GetProperty("slips").GetInt32();

    private static JsonElement Class(JsonElement scores, string code) => scores.GetProperty("classes").EnumerateArray().Single(entry => entry.GetProperty("class").GetString() == code);

    private static string Marks(JsonElement table) =>
        string.Join(", ", table.GetProperty("distribution").EnumerateArray().Select(option => $"{option.GetProperty("option")} {option.GetProperty("marks")}"));

    private static IEnumerable<string> Ranking(JsonElement table) => table.GetProperty("classes").EnumerateArray().SelectMany(unitClass =>
        unitClass.GetProperty("units").EnumerateArray().Select(unit =>
            $"{unitClass.GetProperty("class")} {unit.GetProperty("unit")} {unit.GetProperty("rank")} {unit.GetProperty("score")}{(unit.GetProperty("rank").ValueKind == JsonValueKind.Null ? "" : $" {unit.GetProperty("slips")}")}"));

    private static IEnumerable<string> Groups(JsonElement unit) => unit.GetProperty("groups").EnumerateArray().Select(group =>
        $"{group.GetProperty("group")} {group.GetProperty("slips")} {group.GetProperty("awareness")} {group.GetProperty("score")} {group.GetProperty("reported")} {group.GetProperty("why")}");

    private static string WithoutGrade(JsonElement unit)
    {
        var node = JsonNode.Parse(unit.GetRawText())!.AsObject();
        Assert.True(node.Remove("grade"));
        return node.ToJsonString();
    }

    private async Task<JsonElement> BecomesAsync(TestRound round, string path, Func<JsonElement, bool> holds)
    {
        JsonElement scores = default;
        await Eventually.IsTrueAsync(async () => holds(scores = (await server.Anybody.GetAsync($"{round.Path}/{path}")).Answers()), $"{path} shows it");
        return scores;
    }
}
