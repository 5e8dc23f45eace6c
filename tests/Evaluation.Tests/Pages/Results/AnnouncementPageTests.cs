using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Public.Announcements;

namespace Evaluation.Tests.Pages.Results;

/// <summary>The announcement of a result for print.</summary>
public sealed class AnnouncementPageTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("zh-CN", "关于小测评结果的公示", "2类3个单位", "附件2")]
    [InlineData("en", "Announcement of the result: A small round", "3 units in 2 classes", "Annex 2")]
    public async Task It_names_issuer_basis_result_and_contact_and_has_an_annex_for_each_class(string language, string title, string units, string annex)
    {
        var round = await PublishAsync();
        using var browser = new Browser(_server.Address, language);
        var page = await browser.OpenAsync($"/rounds/{round.Id}/announcement");
        Assert.Equal(200, page.Status);
        Strict.Check(page);
        Assert.Equal(title, page.Heading);
        foreach (var part in new[] { units, annex, "效发〔2026〕1号", "0000-8812345", $"{_server.Address}rounds/{round.Id}/results" })
            Assert.Contains(part, page.In("main"), StringComparison.Ordinal);
        Assert.Equal(2, page.All(".annex").Count());
        Assert.Equal(3, page.All(".annex tbody tr").Count());
        var totals = (await _server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray())
            .Select(unit => unit.GetProperty("total").GetDecimal());
        Assert.Equal(totals, page.All(".annex tbody tr").Select(row => decimal.Parse(row.QuerySelectorAll("td")[1].TextContent, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("关于2026年度单位社会评价结果的公示", "关于|2026年度|单位社会评价|结果的公示")]
    [InlineData("关于2026年上半年评议结果的公告", "关于|2026年|上半年|评议|结果的公告")]
    [InlineData("Announcement of the result: A small round", "Announcement of the result: A small round")]
    public void A_title_breaks_between_words_only(string title, string lines) =>
        Assert.Equal(lines, string.Join('|', TitleLines.Of(title)));

    [Fact]
    public async Task One_class_is_announced_apart_and_an_unknown_class_shows_all()
    {
        var round = await PublishAsync();
        using var browser = new Browser(_server.Address, "en");
        var school = await browser.OpenAsync($"/rounds/{round.Id}/announcement?class=school");
        Assert.Single(school.All(".annex"));
        Assert.Contains("The results of 1 other class are announced apart", school.In("main"), StringComparison.Ordinal);
        Assert.Equal(2, (await browser.OpenAsync($"/rounds/{round.Id}/announcement?class=nothing")).All(".annex").Count());
        Assert.Equal(400, (await browser.OpenAsync($"/rounds/{round.Id}/announcement?version=x")).Status);
    }

    [Fact]
    public async Task Only_staff_of_the_round_puts_a_number_below_the_red_heading()
    {
        var round = await PublishAsync();
        using var stranger = new Browser(_server.Address, "en");
        using var administrator = await new Browser(_server.Address, "en").SignedInAsync();
        var address = $"/rounds/{round.Id}/announcement?number={Uri.EscapeDataString("效公示〔2026〕3号")}";
        Assert.Empty((await stranger.OpenAsync(address)).All(".number, #number"));
        Assert.Equal("效公示〔2026〕3号", (await administrator.OpenAsync(address)).In(".number"));
        Assert.Empty((await administrator.OpenAsync($"/rounds/{round.Id}/announcement?number={new string('x', 41)}")).All(".number"));
    }

    [Fact]
    public async Task Before_publication_it_is_a_draft_for_the_rounds_staff()
    {
        var round = await PublishAsync("sealed", "provisional");
        using var stranger = new Browser(_server.Address, "en");
        using var administrator = await new Browser(_server.Address, "en").SignedInAsync();
        Assert.Equal(403, (await stranger.OpenAsync($"/rounds/{round.Id}/announcement")).Status);
        Assert.Equal("Draft, not published", (await administrator.OpenAsync($"/rounds/{round.Id}/announcement")).In(".proof"));
    }

    private async Task<TestRound> PublishAsync(params string[] states)
    {
        var round = await _server.OpenAsync(definition =>
        {
            definition["organiser"] = JsonNode.Parse("""{"name": {"zh": "效能办", "en": "Efficiency office"}, "phone": "0000-8812345"}""");
            definition["basis"] = JsonNode.Parse("""{"title": "评价办法", "number": "效发〔2026〕1号"}""");
        });
        foreach (var group in new[] { "npc", "users" })
            foreach (var voter in await round.IssueAsync(group, 3))
                (await round.CastAsync(voter, "u1:0,1", "u2:1,1", "u3:2,0")).Answers();
        await round.MoveAsync(states.Length > 0 ? states : ["sealed", "provisional", "published"]);
        return round;
    }
}
