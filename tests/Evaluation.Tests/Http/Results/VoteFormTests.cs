using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;

namespace Evaluation.Tests.Http.Results;

/// <summary>A round with every form of the vote, from its definition to the published result.</summary>
public sealed class VoteFormTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Judged = """[{"valid":false,"why":"low-turnout","voters":2},{"valid":true,"slips":6},null]""";

    [Fact]
    public async Task A_round_with_every_form_of_the_vote_is_scored_explained_and_verified()
    {
        var round = await OpenAsync();
        var paper = (await server.Anybody.GetAsync($"{round.Path}/paper")).Answers();
        Assert.Equal("优秀", paper.GetProperty("criteria")[0].GetProperty("optionLabels").GetProperty("A").GetProperty("zh").GetString());
        Assert.False(paper.GetProperty("criteria")[1].TryGetProperty("optionLabels", out _));
        Assert.DoesNotContain("validity", (await server.Anybody.GetAsync($"{round.Path}/turnout")).Text, StringComparison.Ordinal);

        await VoteAsync(round);
        await round.MoveAsync("sealed");
        await Eventually.IsTrueAsync(
            async () => Validities((await server.Anybody.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")) == Judged, $"turnout has {Judged}");
        var scores = (await server.Administrator.GetAsync($"{round.Path}/scores")).Answers();
        await round.MoveAsync("provisional", "published");

        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        Assert.Equal(Judged, Validities(result.GetProperty("turnout")));
        Assert.Equal("By parts", result.GetProperty("classes")[0].GetProperty("note").GetProperty("en").GetString());
        Assert.False(result.GetProperty("classes")[1].TryGetProperty("note", out _));
        // Town: media 85, users 77.5 (npc is not valid): (50·85 + 30·77.5) / 80. School: (2·100 + 4·70) / 6.
        Assert.Equal((82.19m, 80m), (Unit(result, "u1").GetProperty("vote").GetDecimal(), Unit(result, "u3").GetProperty("vote").GetDecimal()));
        Assert.Equal("low-turnout", Unit(result, "u1").GetProperty("groups")[0].GetProperty("why").GetString());
        foreach (var unit in new[] { "u1", "u2", "u3" })
            foreach (var figure in new[] { "vote", "standardError", "total", "rank" })
                Assert.Equal(Unit(result, unit).GetProperty(figure).GetRawText(), Unit(scores, unit).GetProperty(figure).GetRawText());

        await ExplainsAsync(round);
        await ShowsAsync(round);
        await CombinesAsync(round);
        await using var said = new StringWriter();
        Assert.True(await Recount.RunAsync(server.Get<IJournal>(), said, server.Get<IKeyStore>()) == ExitCodes.Clean, said.ToString());
    }

    private async Task ExplainsAsync(TestRound round)
    {
        var town = (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation")).Answers();
        Assert.Equal("(50 × 20 × 85 ÷ 20 + 30 × 30 × 77.5 ÷ 30) ÷ (50 + 30)", Arithmetic(town, "/vote"));
        Assert.Equal("2 ÷ 5 < 0.5", Arithmetic(town, "/groups/npc/reported"));
        var school = (await server.Anybody.GetAsync($"{round.Path}/results/u3/derivation")).Answers();
        Assert.Equal("(100 × (1 + 1) + 70 × (1 + 3) + 0 × (0 + 0)) ÷ (1 + 1 + 1 + 3 + 0 + 0)", Arithmetic(school, "/criteria/duty/score"));
        Assert.Contains("F32", school.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("code").GetString()));
    }

    private async Task ShowsAsync(TestRound round)
    {
        var page = await server.Anybody.GetAsync($"/rounds/{round.Id}/results", ("Accept", "text/html"), ("Accept-Language", "zh"));
        Assert.Contains("按部分加权", page.Text, StringComparison.Ordinal);
        Assert.Contains("代表无效：应评5人，评议2人，参评率须达到50%。", page.Text, StringComparison.Ordinal);
        Assert.Contains("代表无效", (await server.Anybody.GetAsync($"/rounds/{round.Id}/turnout", ("Accept", "text/html"), ("Accept-Language", "zh"))).Text, StringComparison.Ordinal);
        var tally = (await server.Administrator.GetAsync($"{round.Path}/export?what=tally&format=csv")).Text;
        Assert.Contains("优秀", tally.Split('\n').First(line => line.Contains(",duty,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("优秀", tally.Split('\n').First(line => line.Contains(",openness,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    /// <summary>The exact totals that another round takes are those of the judged round.</summary>
    private async Task CombinesAsync(TestRound round)
    {
        var year = new TestRound(server.Site, TestServer.NewId("year"));
        (await server.Administrator.PostAsync("/api/rounds", $$"""
            {"id":"{{year.Id}}","title":{"en":"The year"},"classes":[{"code":"town","label":"镇"}],"units":[{"code":"u1","label":"一","class":"town"}],
             "combine":[{"round":"{{round.Id}}","share":100}]}
            """)).Answers(201);
        await year.MoveAsync("sealed", "provisional", "published");
        Assert.Equal(82.19m, Unit((await server.Anybody.GetAsync($"{year.Path}/results")).Answers(), "u1").GetProperty("total").GetDecimal());
    }

    /// <summary>Two of five npc, two of media and four users vote for all units.</summary>
    private static async Task VoteAsync(TestRound round)
    {
        foreach (var (group, issued, marks) in new (string, int, string[])[] { ("npc", 5, ["2,2", "2,2"]), ("media", 2, ["0,0", "1,1"]), ("users", 4, ["0,0", "1,1", "1,1", "1,1"]) })
        {
            var credentials = await round.IssueAsync(group, issued);
            foreach (var (credential, mark) in credentials.Zip(marks))
                (await round.CastAsync(credential, $"u1:{mark}", "u2:0,0", $"u3:{mark}")).Answers();
        }
    }

    private Task<TestRound> OpenAsync() => server.OpenAsync(definition =>
    {
        definition["optionMax"] = 10;
        foreach (var (index, value) in new[] { 10, 7, 0 }.Index())
            definition["options"]![index]!["value"] = value;
        definition["criteria"]![0]!["optionLabels"] = JsonNode.Parse("""{"A": {"zh": "优秀", "en": "Excellent"}}""");
        definition["groups"] = JsonNode.Parse("""
            [{"code": "npc", "label": "代表", "roll": 5, "turnoutMin": 0.5, "part": "societal"}, {"code": "media", "label": "媒体", "roll": 10, "slipsMin": 6, "part": "societal"},
             {"code": "users", "label": "服务对象", "roll": 500, "part": "third"}]
            """);
        definition["classes"] = JsonNode.Parse("""
            [{"code": "town", "label": "镇", "weights": {"npc": 30, "media": 20, "users": 30}, "parts": {"societal": 50, "third": 30}, "note": {"zh": "按部分加权", "en": "By parts"}},
             {"code": "school", "label": "学校", "weights": "pooled"}]
            """);
    });

    private static string Validities(JsonElement groups) =>
        $"[{string.Join(',', groups.EnumerateArray().Select(group => group.TryGetProperty("validity", out var validity) ? validity.GetRawText() : "null"))}]";

    private static JsonElement Unit(JsonElement result, string unit) =>
        result.GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).Single(figures => figures.GetProperty("unit").GetString() == unit);

    private static string? Arithmetic(JsonElement derivation, string pointer) => derivation.GetProperty("sections").EnumerateArray()
        .SelectMany(section => section.GetProperty("lines").EnumerateArray())
        .Single(line => line.GetProperty("figures").EnumerateArray().Any(figure => figure.GetProperty("pointer").GetString() == pointer)).GetProperty("arithmetic").GetString();
}
