using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Derivation;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>Points from figures, from the definition to the published result.</summary>
[Collection(SharedServer.Name)]
public sealed class FigureWalkTests(TestServer server)
{
    private const string Criteria = """
        [
          {"code": "duty", "label": "履职", "source": "vote", "points": 100},
          {"code": "gdp", "label": "产值", "source": "assessed", "points": 10, "score": {"by": "plan", "limit": 1.2}},
          {"code": "jobs", "label": "就业", "source": "assessed", "points": 20, "score": {"by": "rank", "table": [20, 15], "else": 5}},
          {"code": "mood", "label": "满意", "source": "assessed", "points": 10, "score": {"by": "steps", "of": "vote.topShare", "steps": [{"from": 0.9, "points": 10}, {"from": 0.5, "points": 6}]}},
          {"code": "visit", "label": "验收", "source": "assessed", "points": 10}
        ]
        """;

    [Fact]
    public async Task A_round_with_figures_is_filed_ranked_published_and_explained()
    {
        var (round, wang) = await OpenAsync();
        var first = (await FileAsync(round, wang, "u1", """{"gdp":{"value":"0.95","target":0.9},"jobs":{"value":"120 人"}}""")).Answers();
        Assert.Equal("""{"gdp":{"value":"0.95","target":"0.9"},"jobs":{"value":"120"}}""", first.GetProperty("figures").GetRawText());
        (await FileAsync(round, wang, "u2", """{"gdp":{"value":1.2,"target":1},"jobs":{"value":150}}""")).Answers();
        var missing = (await FileAsync(round, wang, "u3", """{"jobs":{"value":1}}""")).Refuses(422, "not-fileable").GetProperty("faults")[0];
        Assert.Equal(("/figures/gdp", "figure-missing"), (missing.GetProperty("pointer").GetString(), missing.GetProperty("code").GetString()));
        (await FileAsync(round, wang, "u3", """{"gdp":{"value":0.5},"jobs":{"value":1}}""")).Refuses(422, "not-fileable");
        (await FileAsync(round, wang, "u3", """{"gdp":{"value":"50%","target":1},"jobs":{"value":1}}""")).Refuses(400, "bad-request");
        (await FileAsync(round, wang, "u3", """{"gdp":"na","jobs":{"value":1}}""")).Answers();

        await round.MoveAsync("voting");
        foreach (var credential in await round.IssueAsync("npc", 4))
            (await round.CastAsync(credential, "u1:0", "u2:1", "u3:0")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");

        var units = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray())
            .ToDictionary(unit => unit.GetProperty("unit").GetString()!);
        // u1: 10 × 0.95 ÷ 0.9 + 15 + 10 + 8 of 50; u2: 12 + 20 + 0 + 8 of 50; u3, alone in its class: 20 + 10 + 8 of 40.
        Assert.Equal([87.11m, 80m, 95m], new[] { "u1", "u2", "u3" }.Select(unit => units[unit].GetProperty("total").GetDecimal()));
        Assert.Equal([10.56m, 15m, 10m, 8m], Inspected(units["u1"]));
        Assert.All(units.Values, unit => Assert.Equal(("compared", false), (unit.GetProperty("noBand").GetString(), unit.TryGetProperty("band", out var band) && band.ValueKind == JsonValueKind.Number)));

        foreach (var (code, unit) in units)
        {
            var derivation = (await server.Administrator.GetAsync($"{round.Path}/results/{code}/derivation")).Answers();
            var lines = derivation.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("lines").EnumerateArray()).ToList();
            Assert.Contains(lines, line => line.GetProperty("rule").GetString() == "F23");
            foreach (var line in lines.Where(line => line.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.String))
            {
                var result = line.GetProperty("result").GetString()!;
                var decimals = result.Contains('.', StringComparison.Ordinal) ? result.Length - result.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
                Assert.Equal(decimal.Parse(result.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture), IndependentArithmetic.Compute(line.GetProperty("arithmetic").GetString()!).Round(decimals));
            }
            Assert.Contains("F23", (await server.Anybody.GetAsync($"{round.Path}/results/{code}/derivation?format=text&lang=en")).Text, StringComparison.Ordinal);
        }
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync($"/rounds/{round.Id}/results/u1");
        Assert.Contains(page.All("#figures tbody tr"), row => row.TextContent.Contains("0.95", StringComparison.Ordinal) && row.TextContent.Contains("0.9", StringComparison.Ordinal) && row.TextContent.Contains("10.56", StringComparison.Ordinal));
        Assert.Contains("达到 90% 得 10 分、达到 50% 得 6 分，其余 0 分", page.In("#figures"), StringComparison.Ordinal);
        Assert.Contains("不分档：总分含有", (await server.Anybody.GetAsync($"/rounds/{round.Id}/results/u1")).Text, StringComparison.Ordinal);
        Assert.Contains("\"noBand\":\"compared\"", (await server.Administrator.GetAsync($"{round.Path}/export?what=results&format=json")).Text, StringComparison.Ordinal);
        Assert.Contains("0.95", (await server.Administrator.GetAsync($"{round.Path}/export?what=inspections&format=csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_figure_is_named_when_the_result_is_to_be_computed_and_in_the_result()
    {
        var (round, wang) = await OpenAsync();
        (await FileAsync(round, wang, "u1", """{"gdp":{"value":1,"target":1},"jobs":{"value":2}}""")).Answers();
        (await FileAsync(round, wang, "u3", """{"gdp":{"value":1,"target":1},"jobs":{"value":2}}""")).Answers();
        await round.MoveAsync("voting");
        foreach (var credential in await round.IssueAsync("npc", 2))
            (await round.CastAsync(credential, "u1:0", "u2:0", "u3:0")).Answers();
        await round.MoveAsync("sealed");
        var lacking = (await round.TryMoveAsync("provisional")).Refuses(409, "incomplete").GetProperty("units").EnumerateArray().Single();
        Assert.Equal("""{"unit":"u2","missing":["inspection"],"entries":[{"component":"inspection","criterion":"gdp"},{"component":"inspection","criterion":"jobs"}]}""", lacking.GetRawText());

        (await round.ComputeIncompleteAsync()).Answers();
        await round.MoveAsync("published");
        var unit = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes")[0].GetProperty("units").EnumerateArray().Single(unit => unit.GetProperty("unit").GetString() == "u2");
        Assert.Equal("""[{"component":"inspection","criterion":"gdp"},{"component":"inspection","criterion":"jobs"}]""", unit.GetProperty("missing").GetRawText());
        using var browser = new Browser(server.Address);
        Assert.Contains("产值的数据、就业的数据", (await browser.OpenAsync($"/rounds/{round.Id}/results/u2")).In("main"), StringComparison.Ordinal);
    }

    private async Task<(TestRound Round, Inspector Wang)> OpenAsync()
    {
        var round = await server.DraftAsync(definition =>
        {
            definition["criteria"] = JsonNode.Parse(Criteria);
            definition["components"] = JsonNode.Parse("""{"vote": 0, "inspection": 100}""");
        });
        var wang = await Inspector.AddAsync(server);
        (await server.Administrator.PutAsync($"{round.Path}/panels/north", $$"""{"label":"北片","inspectors":["{{wang.Name}}"],"units":["u1","u2","u3"]}""")).Answers();
        await round.MoveAsync("assessing");
        return (round, wang);
    }

    private static Task<Answer> FileAsync(TestRound round, Inspector wang, string unit, string figures) =>
        wang.Caller.PutAsync($"{round.Path}/units/{unit}/inspections/{wang.Name}", $$"""{"points":{"visit":8},"figures":{{figures}},"file":true}""");

    private static IEnumerable<decimal> Inspected(JsonElement unit) => unit.GetProperty("assessed").EnumerateArray().Select(item => item.GetProperty("inspected").GetDecimal());
}
