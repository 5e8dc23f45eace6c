using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Administrator.Definition.Typed;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>The forms of rules in the page of a definition.</summary>
public sealed class RuleFormTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/criteria/0/score/steps", "0.9=200, 0.8=190", """[{"from":0.9,"points":200},{"from":0.8,"points":190}]""")]
    [InlineData("/criteria/0/score/steps", "0.9：200，0.8：190", """[{"from":0.9,"points":200},{"from":0.8,"points":190}]""", "0.9=200, 0.8=190")]
    [InlineData("/criteria/0/score/table", "10, 8, 6.5", "[10,8,6.5]")]
    [InlineData("/criteria/0/path", "Ⅶ 创建活动 > Ⅶ-1 组织领导", """["Ⅶ 创建活动","Ⅶ-1 组织领导"]""")]
    [InlineData("/criteria/0/path", "创建活动|Work ＞ |一 > A|", """[{"zh":"创建活动","en":"Work"},{"en":"一"},{"zh":"A"}]""", "创建活动|Work > |一 > A|")]
    [InlineData("/criteria/0/periods", "2026-Q1, 2026-Q2", """["2026-Q1","2026-Q2"]""")]
    [InlineData("/criteria/0/optionLabels", "A=优秀|Excellent, B=良好", """{"A":{"zh":"优秀","en":"Excellent"},"B":"良好"}""")]
    [InlineData("/classes/0/points", "c1=20, c2=0", """{"c1":20,"c2":0}""")]
    [InlineData("/grades/1/places", "county=6", """{"county":6}""")]
    [InlineData("/entries/0/levels", "nation=5; city=1", """{"nation":5,"city":1}""", "nation=5, city=1")]
    [InlineData("/ballot/limits/0/options", "A、B", """["A","B"]""", "A, B")]
    [InlineData("/ties", "vote, precedence", """["vote","precedence"]""")]
    [InlineData("/criteria/0/score/steps", "0.9", "\"0.9\"")]
    [InlineData("/classes/0/points", "c1=x", "\"c1=x\"")]
    [InlineData("/classes/0/points", "c1=1, c1=2", "\"c1=1, c1=2\"")]
    public void A_short_list_is_read_and_written_as_one_text(string pointer, string text, string json, string? shown = null)
    {
        string[] parts = [.. pointer.Split('/').Skip(1)];
        Assert.True(CompactText.IsAt(parts));
        var read = CompactText.Read(parts, text);
        Assert.Equal(json, read.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(shown ?? text, pointer.EndsWith("/path", StringComparison.Ordinal) ? CompactText.WritePath(read) : CompactText.Write(read));
    }

    [Theory]
    [InlineData("/criteria/0/score/steps/1/from", "/criteria/0/score/steps")]
    [InlineData("/classes/0/points/c1", "/classes/0/points")]
    [InlineData("/tail/0/places", "/tail/0/places")]
    [InlineData("/criteria/0/points", "/criteria/0/points")]
    public void A_fault_inside_a_short_list_leads_to_its_field(string pointer, string field) => Assert.Equal(field, CompactText.FieldOf(pointer));

    [Fact]
    public async Task Saving_the_unchanged_form_keeps_every_form_of_a_definition()
    {
        var (first, second) = (await DraftWithFormsAsync(server), await server.DraftAsync());
        var year = await server.DraftAsync(definition =>
        {
            definition.Remove("criteria");
            definition.Remove("options");
            definition["combine"] = JsonNode.Parse($$"""[{"round":"{{first.Id}}","share":60},{"round":"{{second.Id}}","share":40}]""");
        });
        using var browser = await new Browser(server.Address).SignedInAsync();
        foreach (var round in new[] { first, year })
        {
            var before = (await server.Administrator.GetAsync(round.Path)).Text;
            var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
            Strict.Check(page);
            var saved = await browser.SendAsync(page, $"/manage/rounds/{round.Id}/rules", ("act", "save"));
            Assert.Equal($"/manage/rounds/{round.Id}/rules?saved=1", saved.Location);
            Assert.Equal(before, (await server.Administrator.GetAsync(round.Path)).Text);
            Strict.Check(await browser.OpenAsync($"/rounds/{round.Id}"));
        }
    }

    [Fact]
    public async Task Classes_and_precedences_change_together_with_their_units()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
        const string table = "code,zh,class,precedence\na,甲,other,2\nb,乙,school,1\n";
        (string, string)[] typed = [("act", "save"), ("/ties", "社会评价、单位顺序"), ("/classes/0/code", "other")];
        var refused = await browser.SendAsync(page, $"/manage/rounds/{round.Id}/rules", [.. typed, ("units", table.Replace("class", "klass", StringComparison.Ordinal))]);
        Assert.Equal(400, refused.Status);
        Assert.Contains(refused.All("#faults a"), link => link.GetAttribute("href") == "#f-units");
        Assert.Contains("klass", refused.Document.QuerySelector("#f-units")!.TextContent, StringComparison.Ordinal);

        var saved = await browser.SendAsync(page, $"/manage/rounds/{round.Id}/rules", [.. typed, ("units", table)]);
        Assert.Equal($"/manage/rounds/{round.Id}/rules?saved=1", saved.Location);
        var definition = JsonNode.Parse((await server.Administrator.GetAsync(round.Path)).Text)!["definition"]!;
        Assert.Equal(["vote", "precedence"], definition["ties"]!.AsArray().Select(tie => (string?)tie));
        Assert.Equal("社会评价、单位顺序", (await browser.OpenAsync($"/manage/rounds/{round.Id}/rules")).Document.QuerySelector("[name='/ties']")!.GetAttribute("value"));
        Assert.Equal(["a other 2", "b school 1"], definition["units"]!.AsArray().Select(unit => $"{unit!["code"]} {unit["class"]} {unit["precedence"]}"));
        Assert.Contains(",单位顺序,上级单位\r\n", (await browser.OpenAsync($"/manage/rounds/{round.Id}/tables/units.csv")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/organiser/phone", "1234567")]
    [InlineData("/classes/0/code", "elsewhere")]
    [InlineData("/vetoes/0/when/fact", "")]
    [InlineData("/criteria/0/score/by", "best")]
    public async Task Every_listed_fault_links_to_a_place_on_the_page(string pointer, string text)
    {
        var round = await server.DraftAsync(definition =>
            definition["vetoes"] = JsonNode.Parse("""[{"code":"v","label":"V","when":{"fact":"bad"},"effect":"last"}]"""));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
        var refused = await browser.SendAsync(page, $"/manage/rounds/{round.Id}/rules", ("act", "save"), (pointer, text));
        var links = refused.All("#faults a").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.NotNull(refused.Document.GetElementById(link[1..])));
    }

    [Fact]
    public async Task A_step_out_of_order_is_shown_at_the_field_of_the_steps()
    {
        var round = await DraftWithFormsAsync(server);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
        var refused = await browser.SendAsync(page, $"/manage/rounds/{round.Id}/rules", ("act", "save"), ("/criteria/3/score/steps", "0.8=10, 0.9=8"));
        Assert.Equal(400, refused.Status);
        var field = refused.Document.QuerySelector("#f-criteria-3-score-steps")!;
        Assert.Equal(("true", "0.8=10, 0.9=8"), (field.GetAttribute("aria-invalid"), field.GetAttribute("value")));
        Assert.Contains(refused.All("#faults a"), link => link.GetAttribute("href") == "#f-criteria-3-score-steps");
    }

    [Fact]
    public async Task A_fault_of_a_heading_is_shown_at_the_field_of_the_headings()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/rules";
        var refused = await browser.SendAsync(await browser.OpenAsync(address), address, ("act", "save"), ("/criteria/1/path", "甲 > 乙 > 甲"));
        Assert.Equal(400, refused.Status);
        var field = refused.Document.QuerySelector("#f-criteria-1-path")!;
        Assert.Equal(("true", "甲 > 乙 > 甲"), (field.GetAttribute("aria-invalid"), field.GetAttribute("value")));
        Assert.NotNull(field.Closest("details")!.GetAttribute("open"));
        Assert.Contains(refused.All("#faults a"), link => link.GetAttribute("href") == "#f-criteria-1-path");
    }

    /// <summary>A draft with every form. The round that its veto names exists, as a draft.</summary>
    internal static async Task<TestRound> DraftWithFormsAsync(TestServer server)
    {
        await AddYearBeforeAsync(server);
        return await server.DraftAsync(WithForms);
    }

    /// <summary>The round whose tail the veto of these definitions asks for, once on a server.</summary>
    internal static async Task AddYearBeforeAsync(TestServer server)
    {
        var before = await server.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("the-year-before"));
        Assert.True(before.Status is 201 or 409, before.Text);
    }

    /// <summary>A definition that uses every form which goes together with the others.</summary>
    internal static void WithForms(JsonObject definition)
    {
        definition["optionMax"] = 10;
        foreach (var (index, value) in new[] { 10m, 7m, 0m }.Index())
            definition["options"]![index]!["value"] = value;
        definition["criteria"] = JsonNode.Parse("""
            [
              {"code":"duty","label":"履职","source":"vote","points":60,"optionLabels":{"A":{"zh":"优秀"}},"path":["Ⅶ 创建活动",{"zh":"Ⅶ-1 组织领导","en":"Leadership"},{"zh":"A1"}]},
              {"code":"openness","label":"公开","source":"vote","points":40},
              {"code":"visit","label":"验收","source":"assessed","points":10,"by":"leaders","periods":["2026-Q1","2026-Q2"]},
              {"code":"gdp","label":"生产总值","source":"assessed","points":10,"score":{"by":"steps","steps":[{"from":0.9,"points":10},{"from":0.8,"points":8}]}},
              {"code":"rank","label":"名次","source":"assessed","points":10,"score":{"by":"rank","table":[10,8],"else":2}},
              {"code":"late","label":"迟报","source":"assessed","points":10,"score":{"by":"deduct","from":80,"per":1,"points":1}}
            ]
            """);
        definition["components"] = JsonNode.Parse("""{"vote":60,"inspection":40,"bonusCap":5,"deductionCap":3}""");
        definition["panel"] = JsonNode.Parse("""{"trim":"item","trimFrom":6}""");
        definition["groups"]![0]!["part"] = "societal";
        definition["groups"]![1]!["part"] = "services";
        definition["groups"]![1]!["turnoutMin"] = 0.5m;
        definition["groups"]![1]!["slipsMin"] = 30;
        definition["classes"]![0]!["parts"] = JsonNode.Parse("""{"societal":50,"services":30}""");
        definition["classes"]![0]!["points"] = JsonNode.Parse("""{"duty":50,"openness":0}""");
        definition["classes"]![0]!["note"] = JsonNode.Parse("""{"zh":"说明"}""");
        // A class whose units are not compared takes no points by rank.
        definition["classes"]![1]!["points"] = JsonNode.Parse("""{"rank":0}""");
        definition["classes"]![1]!["ranked"] = false;
        definition["classes"]![1]!["weights"] = "pooled";
        definition["grades"] = JsonNode.Parse("""[{"code":"good","min":80,"quota":0.3,"rounding":"halfUp"},{"code":"pass","min":60,"places":{"town":1}}]""");
        definition["vetoes"] = JsonNode.Parse("""[{"code":"again","when":{"again":"warned","of":"the-year-before"},"effect":"last"}]""");
        definition["assessors"] = JsonNode.Parse("""[{"code":"leaders","label":{"zh":"领导"},"trim":"none"}]""");
        definition["entries"] = JsonNode.Parse("""[{"code":"honour","kind":"bonus","label":{"zh":"荣誉"},"levels":{"nation":5,"city":1},"cap":5,"same":"highest"}]""");
        definition["tail"] = JsonNode.Parse("""[{"code":"warned","places":1,"label":{"zh":"警示"},"below":75,"ties":"in"}]""");
        definition["ties"] = JsonNode.Parse("""["vote","precedence"]""");
        foreach (var (index, unit) in definition["units"]!.AsArray().Index())
            unit!["precedence"] = index + 1;
        definition["ballot"] = JsonNode.Parse("""{"limits":[{"class":"town","criterion":"duty","options":["A"],"max":1}],"uniform":"flag"}""");
    }
}
