using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Derivation;
using Evaluation.Tests.Http.Inspections;

namespace Evaluation.Tests.Http.Results;

/// <summary>Headings above criteria (F27), from the definition to the published result.</summary>
[Collection(SharedServer.Name)]
public sealed class HeadingWalkTests(TestServer server)
{
    private const string Criteria = """
        [
          {"code":"duty","label":"履职","source":"vote","points":60,"path":["评议"]},
          {"code":"style","label":"作风","source":"vote","points":40,"path":["评议"]},
          {"code":"lead","label":"领导","source":"assessed","points":10,"path":["创建活动",{"zh":"组织领导","en":"Leadership"}]},
          {"code":"plan","label":"规划","source":"assessed","points":5,"path":["创建活动",{"zh":"组织领导","en":"Leadership"}]},
          {"code":"help","label":"帮扶","source":"assessed","points":15,"path":["创建活动","志愿服务"]},
          {"code":"rest","label":"其余","source":"assessed","points":20}
        ]
        """;

    [Fact]
    public async Task Headings_group_criteria_everywhere_and_have_subtotals()
    {
        var round = await server.DraftAsync(definition =>
        {
            definition["criteria"] = JsonNode.Parse(Criteria);
            definition["components"] = JsonNode.Parse("""{"vote":40,"inspection":40,"self":20}""");
        });
        var path = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("criteria")[2].GetProperty("path");
        Assert.Equal("""[{"zh":"创建活动"},{"zh":"组织领导","en":"Leadership"}]""", path.GetRawText());
        var wang = await Inspector.AddAsync(server);
        var unit = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var reviewer = await Inspector.AddAsync(server, """{"role":"reviewer"}""");
        (await server.Administrator.PutAsync($"{round.Path}/panels/north", $$"""{"label":"北片","inspectors":["{{wang.Name}}"],"units":["u1","u2","u3"]}""")).Answers();
        await round.MoveAsync("assessing");

        // What is typed so far, on the sheet and in the self-assessment.
        var sheet = $"{round.Path}/units/u1/inspections/{wang.Name}";
        var draft = (await wang.Caller.PutAsync(sheet, """{"points":{"lead":8,"plan":"na"}}""")).Answers();
        Assert.Equal(["创建活动: 8.00 of 10 (30)", "创建活动 > 组织领导: 8.00 of 10 (15)", "创建活动 > 志愿服务:  of  (15)"], Sums(draft, "inspected"));
        draft = (await wang.Caller.PutAsync(sheet, $$"""{"basedOn":[{{draft.GetProperty("version").GetInt64()}}],"points":{"lead":8,"plan":4,"help":12.5,"rest":20},"file":true}""")).Answers();
        Assert.Equal(["创建活动: 24.50 of  (30)", "创建活动 > 组织领导: 12.00 of  (15)", "创建活动 > 志愿服务: 12.50 of  (15)"], Sums(draft, "inspected"));
        var assessment = $"{round.Path}/units/u1/self-assessment";
        var saved = (await unit.Caller.PutAsync(assessment, """{"items":[{"criterion":"lead","claimed":10},{"criterion":"plan","claimed":"na","reason":"x"}]}""")).Answers();
        Assert.Equal(["创建活动: 10.00 of 10 (30)", "创建活动 > 组织领导: 10.00 of 10 (15)", "创建活动 > 志愿服务:  of  (15)"], Sums(saved, "claimed"));
        // Rows of headings, with their subtotals, are passed over.
        using var table = new StringContent("criterion,claimed,reason\n创建活动,10,\n leadership ,10,\nlead,10,\nplan,na,x\n", System.Text.Encoding.UTF8, "text/csv");
        var imported = (await unit.Caller.SendAsync(HttpMethod.Post, $"{assessment}/import?format=csv", table)).Answers();
        Assert.Equal((10m, 2), (imported.GetProperty("total").GetDecimal(), imported.GetProperty("items").GetArrayLength()));
        using var unknown = new StringContent("criterion,claimed\n评议,10\nlead,10\n", System.Text.Encoding.UTF8, "text/csv");
        (await unit.Caller.SendAsync(HttpMethod.Post, $"{assessment}/import?format=csv", unknown)).Refuses(400, "bad-request");
        await ClaimAsync(round, unit, reviewer);
        Assert.Equal(["创建活动: 21.00 of 25 (30)", "创建活动 > 组织领导: 9.00 of 10 (15)", "创建活动 > 志愿服务: 12.00 of  (15)"], Sums((await unit.Caller.GetAsync(assessment)).Answers(), "accepted"));
        Assert.Equal(
            ["创建活动: 21.00 of 25 (30)", "创建活动 > 组织领导: 9.00 of 10 (15)", "创建活动 > 志愿服务: 12.00 of  (15)"],
            Sums((await server.Administrator.GetAsync($"{round.Path}/units/u1/inspections")).Answers(), "accepted"));

        await round.MoveAsync("voting");
        var paper = (await server.Anybody.GetAsync($"{round.Path}/paper")).Answers().GetProperty("criteria");
        Assert.Equal("""[{"zh":"评议"}]""", paper[1].GetProperty("path").GetRawText());
        foreach (var credential in await round.IssueAsync("npc", 2))
            (await round.CastAsync(credential, "u1:0,1", "u2:0,0", "u3:0,0")).Answers();
        await round.MoveAsync("sealed");
        (await round.ComputeIncompleteAsync()).Answers();
        await round.MoveAsync("published");

        await CheckResultAsync(round);
        await CheckPagesAsync(round);
        var rows = (await server.Administrator.GetAsync($"{round.Path}/export?what=inspections&format=csv")).Text;
        Assert.Contains("创建活动 > 组织领导,创建活动 > Leadership", rows, StringComparison.Ordinal);
        rows = (await server.Administrator.GetAsync($"{round.Path}/export?what=assessments&format=json")).Text;
        Assert.Contains("\"headingsEn\":\"创建活动 > Leadership\"", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_without_headings_shows_none_anywhere()
    {
        var inspected = await InspectedRound.CreateAsync(server);
        var filed = (await inspected.FileAsync(inspected.Wang, "9", "18")).Answers();
        Assert.False(filed.TryGetProperty("headings", out _));
        (await inspected.FileAsync(inspected.Wang, "9", "18", unit: "u2")).Answers();
        await inspected.Round.MoveAsync("sealed");
        (await inspected.Round.ComputeIncompleteAsync()).Answers();
        await inspected.Round.MoveAsync("published");
        foreach (var address in new[] { $"{inspected.Path}/results", $"{inspected.Path}/units/u1/inspections", $"{inspected.Path}/results/u1/derivation", $"{inspected.Path}/export?what=results&format=json" })
        {
            var text = (await server.Administrator.GetAsync(address)).Text;
            foreach (var word in new[] { "\"headings", "\"heading.", "F27" })
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
        foreach (var page in new[] { $"/rounds/{inspected.Round.Id}", $"/rounds/{inspected.Round.Id}/results", $"/rounds/{inspected.Round.Id}/results/u1" })
        {
            var text = (await server.Anybody.GetAsync(page, ("Accept", "text/html"))).Text;
            Assert.DoesNotContain("heading-row", text, StringComparison.Ordinal);
            Assert.DoesNotContain("上级指标", text, StringComparison.Ordinal);
        }
    }

    private static async Task ClaimAsync(TestRound round, Inspector unit, Inspector reviewer)
    {
        var assessment = $"{round.Path}/units/u1/self-assessment";
        var items = """{"criterion":"lead","claimed":10},{"criterion":"plan","claimed":"na","reason":"x"},{"criterion":"help","claimed":15},{"criterion":"rest","claimed":20}""";
        (await unit.Caller.PutAsync(assessment, $$"""{"items":[{{items}}]}""")).Answers();
        (await unit.Caller.PostAsync($"{assessment}/filing", """{"version":2}""")).Answers();
        foreach (var (criterion, accepted) in new[] { ("lead", "9"), ("plan", "\"na\""), ("help", "12"), ("rest", "20") })
            (await reviewer.Caller.PutAsync($"{round.Path}/units/u1/claims/{criterion}", $$"""{"accepted":{{accepted}},"reason":"y"}""")).Answers();
    }

    private async Task CheckResultAsync(TestRound round)
    {
        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        var units = result.GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).ToDictionary(one => one.GetProperty("unit").GetString()!);
        // Duty 100 and style 70: (60·100 + 40·70) ÷ 100.
        Assert.Equal(
            """
            [{"path":[{"zh":"评议"}],"vote":88.00},{"path":[{"zh":"创建活动"}],"points":30,"claimed":25.00,"accepted":21.00,"inspected":24.50,"claimedOf":25,"acceptedOf":25},{"path":[{"zh":"创建活动"},{"zh":"组织领导","en":"Leadership"}],"points":15,"claimed":10.00,"accepted":9.00,"inspected":12.00,"claimedOf":10,"acceptedOf":10},{"path":[{"zh":"创建活动"},{"zh":"志愿服务"}],"points":15,"claimed":15.00,"accepted":12.00,"inspected":12.50}]
            """.Trim(),
            units["u1"].GetProperty("headings").GetRawText());
        Assert.Equal((88m, 89m), (units["u1"].GetProperty("vote").GetDecimal(), units["u1"].GetProperty("inspection").GetDecimal()));

        foreach (var code in units.Keys)
        {
            var lines = (await server.Anybody.GetAsync($"{round.Path}/results/{code}/derivation")).Answers().GetProperty("sections").EnumerateArray()
                .SelectMany(section => section.GetProperty("lines").EnumerateArray()).Where(line => line.GetProperty("rule").GetString() == "F27").ToList();
            var figures = units[code].GetProperty("headings").EnumerateArray().Sum(heading => heading.EnumerateObject().Count() - 1);
            Assert.Equal(figures, lines.Count);
            foreach (var line in lines)
            {
                var figure = line.GetProperty("figures")[0].GetProperty("value").GetDecimal();
                Assert.Equal(figure, IndependentArithmetic.Compute(line.GetProperty("arithmetic").GetString()!).Round(figure.Scale));
            }
        }
        var text = (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation?format=text&lang=en")).Text;
        foreach (var part in new[] { "F27", "Subtotals of the headings", "Subtotal: 创建活动 > Leadership, inspected", "8 + 4" })
            Assert.Contains(part, text, StringComparison.Ordinal);

        using var table = JsonDocument.Parse((await server.Anybody.GetAsync($"{round.Path}/export?what=results&format=json")).Text);
        var row = table.RootElement.GetProperty("rows").EnumerateArray().First(one => one.GetProperty("unit").GetString() == "u1");
        Assert.Equal((24.5m, 25m, 88m), (row.GetProperty("heading.创建活动.inspected").GetDecimal(), row.GetProperty("heading.创建活动.claimedOf").GetDecimal(), row.GetProperty("heading.评议.vote").GetDecimal()));
        var header = (await server.Anybody.GetAsync($"{round.Path}/export?what=results&format=csv")).Text;
        Assert.Contains("\"创建活动 > 组织领导 实得分小计 创建活动 > Leadership, inspected\"", header, StringComparison.Ordinal);
    }

    private async Task CheckPagesAsync(TestRound round)
    {
        foreach (var (language, other, sum) in new[] { ("zh", "其他指标", "25.00（满分 25）"), ("en", "Other criteria", "25.00 of 25") })
        {
            var rules = (await server.Anybody.GetAsync($"/rounds/{round.Id}", ("Accept", "text/html"), ("Accept-Language", language))).Text;
            var unit = (await server.Anybody.GetAsync($"/rounds/{round.Id}/results/u1", ("Accept", "text/html"), ("Accept-Language", language))).Text;
            foreach (var page in new[] { rules, unit })
            {
                Assert.Equal(4, Regex(page, "<tr class=\"heading-row heading-[12]\"><th scope=\"row\">(?!" + other + ")"));
                Assert.Equal(1, Regex(page, $"<tr class=\"heading-row heading-1\"><th scope=\"row\">{other}</th>"));
                Assert.Equal(3, Regex(page, "<tr class=\"below-2\">"));
            }
            Assert.Contains(sum, unit, StringComparison.Ordinal);
            var results = (await server.Anybody.GetAsync($"/rounds/{round.Id}/results", ("Accept", "text/html"), ("Accept-Language", language))).Text;
            Assert.Contains(language == "zh" ? "创建活动（考评，满分 30）" : "创建活动 (inspected, of 30)", results, StringComparison.Ordinal);
            Assert.Contains("<td>24.50</td>", results, StringComparison.Ordinal);
        }

        static int Regex(string text, string pattern) => System.Text.RegularExpressions.Regex.Count(text, pattern);
    }

    /// <summary>Each heading with a sum, the maxima that it counts, and its maximum.</summary>
    private static IEnumerable<string> Sums(JsonElement view, string which) => view.GetProperty("headings").EnumerateArray().Select(heading =>
        $"{string.Join(" > ", heading.GetProperty("path").EnumerateArray().Select(part => part.GetProperty("zh").GetString()))}: {Number(heading, which)} of {Number(heading, which + "Of")} ({Number(heading, "points")})");

    private static string? Number(JsonElement heading, string name) =>
        heading.TryGetProperty(name, out var number) ? number.GetDecimal().ToString(CultureInfo.InvariantCulture) : null;
}
