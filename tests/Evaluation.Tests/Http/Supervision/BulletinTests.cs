using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Supervision;

/// <summary>Monthly bulletins: as JSON and as a page, for staff, and for everybody where the round says so.</summary>
[Collection(SharedServer.Name)]
public sealed class BulletinTests(TestServer server)
{
    [Fact]
    public async Task A_bulletin_tells_what_happened_in_its_month_by_unit()
    {
        var round = await SupervisedRound.OpenAsync(server, definition => definition["bulletins"] = "public");
        await FillAsync(round);
        var march = (await server.Anybody.GetAsync($"{round.Path}/bulletins/2011-03")).Answers();
        Assert.Equal(("2011-03-01", "2011-03-31"), (Text(march, "from"), Text(march, "to")));
        var unit = Assert.Single(march.GetProperty("units").EnumerateArray());
        Assert.Equal([("sc-1", true), ("sc-2", false)], unit.GetProperty("spotChecks").EnumerateArray().Select(check => (Text(check, "id"), check.GetProperty("failed").GetBoolean())));
        Assert.Equal("受到通报", unit.GetProperty("facts")[0].GetProperty("label").GetProperty("zh").GetString());
        Assert.DoesNotContain("closed at noon", march.GetRawText(), StringComparison.Ordinal);

        // Approvals and findings belong to the month in which they are done.
        var now = (await round.Reviewer.GetAsync($"{round.Path}/bulletins/{ThisMonth}")).Answers();
        unit = Assert.Single(now.GetProperty("units").EnumerateArray());
        Assert.Equal("adj-1", Text(Assert.Single(unit.GetProperty("adjustments").EnumerateArray()), "id"));
        var findings = unit.GetProperty("findings");
        Assert.Equal((2, 0, 1), (findings.GetProperty("opened").GetInt32(), findings.GetProperty("closed").GetInt32(), findings.GetProperty("overdue").GetInt32()));
        Assert.Equal((1, "f-1"), (unit.GetProperty("notices")[0].GetProperty("notice").GetInt32(), Text(Assert.Single(unit.GetProperty("notices").EnumerateArray()), "finding")));
        Assert.Empty((await server.Anybody.GetAsync($"{round.Path}/bulletins/2011-02")).Answers().GetProperty("units").EnumerateArray());
    }

    [Fact]
    public async Task A_bulletin_is_for_staff_unless_the_round_says_that_it_is_public()
    {
        var round = await SupervisedRound.OpenAsync(server);
        (await server.Anybody.GetAsync($"{round.Path}/bulletins/2011-03")).Refuses(401, "sign-in-required");
        (await round.Unit.GetAsync($"{round.Path}/bulletins/2011-03")).Refuses(403, "not-allowed");
        (await round.Inspector.GetAsync($"{round.Path}/bulletins/2011-03")).Answers();
        (await round.Inspector.GetAsync($"{round.Path}/bulletins/2011-3")).Refuses(400, "bad-request");
        (await round.Inspector.GetAsync($"{round.Path}/bulletins/2099-01")).Refuses(400, "bad-request");
        (await round.Inspector.GetAsync("/api/rounds/none/bulletins/2011-03")).Refuses(404, "no-such-round");
        using var browser = new Browser(server.Address);
        Assert.StartsWith("/sign-in", (await browser.OpenAsync($"/rounds/{round.Round.Id}/bulletins/2011-03")).Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("administrator", true)]
    [InlineData("inspector", true)]
    [InlineData("reviewer", true)]
    [InlineData("auditor", true)]
    [InlineData("unit\",\"unit\":\"u1", false)]
    [InlineData(null, false)]
    public async Task The_page_of_a_round_links_bulletins_for_staff_to_its_staff(string? role, bool reads)
    {
        var round = await SupervisedRound.OpenAsync(server);
        using var browser = new Browser(server.Address);
        if (role is not null)
        {
            var name = TestServer.NewId("reader");
            var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"round":"{{round.Round.Id}}","role":"{{role}}"}]}""");
            await browser.SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        }
        var address = $"/rounds/{round.Round.Id}/bulletins";
        Assert.Equal(reads, (await browser.OpenAsync($"/rounds/{round.Round.Id}")).All(".tabs a").Any(tab => tab.GetAttribute("href") == address));
        Assert.Equal(reads, (await browser.OpenAsync(address)).Status == 200);
        if (role is "administrator" or "reviewer" or "auditor")
            Assert.Contains((await browser.OpenAsync($"/manage/rounds/{round.Round.Id}/objections")).All(".tabs a"), tab => tab.GetAttribute("href") == address);
    }

    [Fact]
    public async Task The_page_of_a_month_links_the_month_before_only_within_the_period()
    {
        var round = await SupervisedRound.OpenAsync(
            server,
            definition => (definition["bulletins"], definition["period"]) = ("public", new JsonObject { ["from"] = "2011-02-01", ["to"] = "2011-12-31" }));
        using var browser = new Browser(server.Address);
        Assert.Equal(["2011-02", "2011-04"], await NeighboursAsync("2011-03"));
        Assert.Equal(["2011-03"], await NeighboursAsync("2011-02"));

        async Task<IEnumerable<string>> NeighboursAsync(string month) =>
            (await browser.OpenAsync($"/rounds/{round.Round.Id}/bulletins/{month}")).All("main .actions a").Select(link => link.GetAttribute("href")![^7..]);
    }

    [Fact]
    public async Task A_draft_links_no_bulletins()
    {
        var draft = await server.DraftAsync(definition => definition["bulletins"] = "public");
        using var browser = await new Browser(server.Address).SignedInAsync();
        foreach (var page in new[] { $"/rounds/{draft.Id}", $"/manage/rounds/{draft.Id}" })
            Assert.DoesNotContain((await browser.OpenAsync(page)).All(".tabs a"), tab => tab.GetAttribute("href")!.EndsWith("/bulletins", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN", "2011年03月监督通报", "抽查不合格", "受到通报（通报〔2011〕7号）")]
    [InlineData("en", "Supervision bulletin 2011-03", "Checks failed", "Named in a bulletin (通报〔2011〕7号)")]
    public async Task The_page_says_the_same_in_both_languages(string language, string heading, string column, string fact)
    {
        var round = await SupervisedRound.OpenAsync(server, definition => definition["bulletins"] = "public");
        await FillAsync(round);
        using var browser = new Browser(server.Address, language);
        var page = (await browser.OpenAsync($"/rounds/{round.Round.Id}/bulletins/2011-03")).Document;
        Assert.Equal(heading, page.QuerySelector("main h2")!.TextContent);
        Assert.Contains(column, page.QuerySelector("main table thead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main article li"), item => item.TextContent == fact);
        Assert.NotNull(page.QuerySelector($".round-head a[href='/rounds/{round.Round.Id}/bulletins'][aria-current=page]"));
        Assert.Equal(200, (await browser.OpenAsync($"/rounds/{round.Round.Id}/bulletins")).Status);
    }

    [Fact]
    public async Task The_rule_is_read_checked_and_shown_in_the_definition_only_where_it_is_set()
    {
        var round = await SupervisedRound.OpenAsync(server, definition => definition["bulletins"] = "public");
        Assert.Equal("public", Text((await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition"), "bulletins"));
        var staff = await SupervisedRound.OpenAsync(server, definition => definition["bulletins"] = "staff");
        Assert.False((await server.Administrator.GetAsync(staff.Path)).Answers().GetProperty("definition").TryGetProperty("bulletins", out _));
        var broken = SmallDefinition.Of(TestServer.NewId());
        broken["bulletins"] = "everybody";
        Assert.Equal("/bulletins", Text((await server.Administrator.PostAsync("/api/rounds", broken)).Refuses(400, "invalid-definition").GetProperty("faults")[0], "pointer"));
    }

    [Theory]
    [InlineData("0001-01")]
    [InlineData("1899-12")]
    [InlineData("9999-12")]
    public async Task A_month_before_1900_or_one_that_has_not_begun_is_refused(string month)
    {
        var round = await SupervisedRound.OpenAsync(server, definition => definition["bulletins"] = "public");
        Assert.Equal("month", Text((await server.Anybody.GetAsync($"{round.Path}/bulletins/{month}")).Refuses(400, "bad-request"), "parameter"));
        Assert.Equal(400, (await server.Anybody.GetAsync($"/rounds/{round.Round.Id}/bulletins/{month}", ("Accept", "text/html"))).Status);
        (await server.Anybody.GetAsync($"{round.Path}/bulletins/1900-01")).Answers();
        Assert.Equal(200, (await server.Anybody.GetAsync($"/rounds/{round.Round.Id}/bulletins/1900-01", ("Accept", "text/html"))).Status);
    }

    private static string ThisMonth => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static async Task FillAsync(SupervisedRound round)
    {
        var unit = round.Of("u1");
        (await round.Inspector.PostAsync($"{unit}/spot-checks", """{"failed":true,"on":"2011-03-31","note":"closed at noon"}""")).Answers(201);
        (await round.Inspector.PostAsync($"{unit}/spot-checks", """{"failed":false,"on":"2011-03-01"}""")).Answers(201);
        (await round.Inspector.PostAsync($"{unit}/spot-checks", """{"failed":true,"on":"2011-03-15"}""")).Answers(201);
        (await round.Reviewer.PostAsync($"{unit}/spot-checks/sc-3/withdrawal", """{"reason":"the wrong unit"}""")).Answers();
        (await round.Inspector.PostAsync($"{unit}/spot-checks", """{"failed":true,"on":"2011-04-01"}""")).Answers(201);
        (await round.Reviewer.PostAsync($"{unit}/facts", """{"fact":"named-in-bulletin","document":"通报〔2011〕7号","on":"2011-03-20"}""")).Answers(201);
        foreach (var _ in new[] { 1, 2 })
            (await round.Reviewer.PostAsync($"{unit}/adjustments", """{"kind":"bonus","points":2,"rule":"§ 12","fact":"a prize"}""")).Answers(201);
        (await round.Second.PostAsync($"{unit}/adjustments/adj-1/approval")).Answers();
        (await round.Inspector.PostAsync($"{unit}/findings", """{"text":"a","dueOn":"2011-11-01","notice":true}""")).Answers(201);
        (await round.Inspector.PostAsync($"{unit}/findings", """{"text":"b","dueOn":"2099-11-01"}""")).Answers(201);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
