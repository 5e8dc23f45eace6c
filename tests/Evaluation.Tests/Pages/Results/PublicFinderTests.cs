using System.Text.Json.Nodes;

namespace Evaluation.Tests.Pages.Results;

/// <summary>How a citizen finds a result: front page, table with search and pages, comparison, contact of the organiser.</summary>
public sealed class PublicFinderTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_front_page_leads_to_the_newest_result_by_search_and_by_class()
    {
        await PublishAsync("earlier", 2025, units: 3);
        var newest = await PublishAsync("newest", 2026, units: 3);
        using var browser = new Browser(_server.Address, "en");

        var front = await browser.OpenAsync("/");
        Strict.Check(front);

        Assert.Equal($"/rounds/{newest.Id}/results", front.Document.QuerySelector("form[role=search]")!.GetAttribute("action"));
        Assert.Equal(["2", "1"], front.All(".class-links span").Select(count => count.TextContent));
        var listed = front.All(".rounds h3 a").Select(link => link.GetAttribute("href")).ToArray();
        Assert.Equal([newest.Id, "earlier"], listed.Select(address => address!.Split('/')[2]));
        var found = await browser.OpenAsync($"/rounds/{newest.Id}/results?q=unit 2");
        Assert.Equal("Unit 2", Assert.Single(found.All(".unit-row a")).TextContent);
        var none = await browser.OpenAsync($"/rounds/{newest.Id}/results?q=<b>nobody</b>");
        Strict.Check(none);
        Assert.Contains("No unit has “<b>nobody</b>” in its name", none.In(".empty-title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_1000_units_is_a_page_below_200_KB_and_its_last_page_has_the_last_unit()
    {
        var round = await PublishAsync("large", 2026, units: 1000);
        using var browser = new Browser(_server.Address);

        var first = await browser.OpenAsync($"/rounds/{round.Id}/results");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(first.Document.DocumentElement.OuterHtml), 1, 200_000);
        Assert.Equal(25, first.All(".unit-row").Count());
        var last = await browser.OpenAsync($"/rounds/{round.Id}/results?page=40");
        Assert.Equal(25, last.All(".unit-row").Count());
        Assert.Contains("第 976—1,000 个，共 1,000 个单位", last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_shows_the_change_since_the_last_round_and_the_comparison_says_what_is_clear()
    {
        await PublishAsync("before", 2025, units: 3);
        var after = await PublishAsync("after", 2026, units: 3, better: true);
        using var browser = new Browser(_server.Address, "en");

        var table = await browser.OpenAsync($"/rounds/{after.Id}/results");
        Assert.Contains("Since the previous round", table.Text, StringComparison.Ordinal);
        Assert.Contains("+30.00", table.All(".unit-row").First(row => row.QuerySelector("a")!.TextContent == "Unit 1").TextContent, StringComparison.Ordinal);
        var compared = await browser.OpenAsync($"/rounds/{after.Id}/compare?unit=u1&unit=u3");
        Strict.Check(compared);
        Assert.Contains("Unit 1 and Unit 3 differ by 100.00 points", compared.Text, StringComparison.Ordinal);
        Assert.Equal(2, compared.All(".compare-table thead th").Count());
        Assert.Contains("Select at least 2 units", (await browser.OpenAsync($"/rounds/{after.Id}/compare?unit=u1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_of_a_round_names_its_organiser()
    {
        var round = await PublishAsync("organised", 2026, units: 3);
        using var browser = new Browser(_server.Address, "en");

        foreach (var path in new[] { "", "/results", "/results/u1", "/results/u1/derivation", "/objections", "/turnout", "/compare?unit=u1&unit=u3", "/versions" })
        {
            var page = await browser.OpenAsync($"/rounds/{round.Id}{path}");
            Assert.Contains("Organiser: Efficiency office", page.In(".organiser"), StringComparison.Ordinal);
            Assert.Contains("0000-8812345", page.In(".organiser"), StringComparison.Ordinal);
        }
        Assert.Contains("Efficiency office", (await browser.OpenAsync("/")).In(".organiser"), StringComparison.Ordinal);
        Assert.Contains("Efficiency office", (await browser.OpenAsync($"/vote/{round.Id}")).In(".organiser"), StringComparison.Ordinal);
    }

    /// <summary>A published round: three ballots with the best answer for u1, a middle one for u2, the worst for u3.</summary>
    private async Task<TestRound> PublishAsync(string id, int year, int units, bool better = false)
    {
        var definition = SmallDefinition.Of(id);
        definition["period"] = JsonNode.Parse($$"""{"from": "{{year}}-01-01", "to": "{{year}}-12-31"}""");
        definition["organiser"] = JsonNode.Parse("""{"name": {"zh": "效能办", "en": "Efficiency office"}, "phone": "0000-8812345"}""");
        definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "objectionDays": 7}""");
        definition["units"] = new JsonArray([.. Enumerable.Range(1, units).Select(number => JsonNode.Parse($$"""{"code": "u{{number}}", "label": "Unit {{number}}", "class": "{{(number % 3 == 2 ? "school" : "town")}}"}"""))]);
        (await _server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(_server.Site, id);
        await round.MoveAsync("voting");
        foreach (var group in new[] { "npc", "users" })
            foreach (var voter in await round.IssueAsync(group, 3))
                (await round.CastAsync(voter, better ? "u1:0,0" : "u1:1,1", "u2:1,1", "u3:2,2")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }
}
