using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Published figures on pages, compared with the figures of the API.</summary>
[Collection(SharedServer.Name)]
public sealed class ResultPageTests(TestServer server)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_of_a_published_result_exists_in_both_languages(string language)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.UpholdAsync(await objected.FileAsync());
        using var browser = new Browser(server.Address, language);
        foreach (var path in new[] { "results", "results?version=1", "results?q=u&sort=name", "compare?unit=u1&unit=u2", "compare", "results/u2", "results/u2?version=1", "results/u2/derivation", "versions", "versions?from=1&to=2", "objections" })
        {
            var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/{path}");
            Assert.True(page.Status == 200, $"{path}: {page.Status}");
            Strict.Check(page);
            Assert.DoesNotContain("{0}", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_table_lists_the_units_in_ranked_order_with_their_totals()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        using var browser = new Browser(server.Address, "en");
        var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/results");
        var units = (await objected.ResultAsync()).GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).ToArray();
        var rows = page.All(".results .unit-row").ToArray();
        Assert.Equal(units.Length, rows.Length);
        foreach (var (unit, row) in units.Zip(rows))
        {
            Assert.EndsWith($"/results/{unit.GetProperty("unit").GetString()}", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Equal(unit.GetProperty("rank").GetInt32().ToString(null as IFormatProvider), row.QuerySelector("td")!.TextContent.Trim());
            Assert.Contains(unit.GetProperty("total").GetRawText(), row.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_older_version_shows_its_own_figures_and_links_to_the_newest()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.UpholdAsync(await objected.FileAsync());
        using var browser = new Browser(server.Address, "en");
        var (older, newer) = (await browser.OpenAsync($"/rounds/{objected.Round.Id}/results?version=1"), await browser.OpenAsync($"/rounds/{objected.Round.Id}/results"));
        Assert.Contains("There is a newer version: 2", older.In(".version-note"), StringComparison.Ordinal);
        Assert.DoesNotContain("newer", newer.In(".version-note"), StringComparison.Ordinal);
        Assert.EndsWith("/u1?version=1", older.Document.QuerySelector(".results .unit-row a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith("/u2", newer.Document.QuerySelector(".results .unit-row a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_between_versions_shows_figure_and_ticket()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        await objected.UpholdAsync(ticket);
        using var browser = new Browser(server.Address, "en");
        var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/versions");
        var row = Assert.Single(page.All("tbody tr"), row => row.QuerySelector("td")!.TextContent == "bonus");
        Assert.Equal(["0.00", "19.00"], row.QuerySelectorAll("td").Skip(1).Take(2).Select(cell => cell.TextContent.Trim()));
        Assert.Contains($"objection {ticket["o-".Length..]}", row.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "bonus from 0.00 to 19.00", "2 to 1", ": rank from 1 to 2")]
    [InlineData("zh-CN", "加分由0.00分改为19.00分", "第2名改为第1名", "：名次由第1名改为第2名")]
    public async Task What_an_objection_changed_is_said_in_words_without_a_pointer(string language, string own, string rank, string moved)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        await objected.UpholdAsync(ticket);
        using var browser = new Browser(server.Address, language);
        var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/versions");
        var ground = Assert.Single(page.All("article.cause"));
        var sentences = ground.QuerySelectorAll(".sentences li").Select(item => item.TextContent.Trim()).ToArray();
        Assert.Contains(own, sentences);
        Assert.Contains(sentences, sentence => sentence.Contains(rank, StringComparison.Ordinal));
        Assert.Contains(ground.QuerySelectorAll(".moved li"), unit => unit.TextContent.Contains(moved, StringComparison.Ordinal));
        Assert.Contains(language == "en" ? "objection 1" : "异议第1号", ground.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("main *").SelectMany(part => part.ChildNodes.OfType<AngleSharp.Dom.IText>()), text => text.TextContent.Contains("/bonus", StringComparison.Ordinal) || text.TextContent.Contains("/rank", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_derivation_has_the_lines_of_the_API_and_every_reference_leads_to_a_line()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        using var browser = new Browser(server.Address, "en");
        var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/results/u1/derivation");
        var derivation = (await server.Anybody.GetAsync($"{objected.Round.Path}/results/u1/derivation")).Answers();
        var lines = derivation.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("lines").EnumerateArray()).ToArray();
        Assert.Equal(lines.Select(line => $"line-{line.GetProperty("line").GetString()}"), page.All(".derivation-line").Select(line => line.Id!));
        Assert.All(page.All(".derivation a[href^='#']"), reference => Assert.NotNull(page.Document.GetElementById(reference.GetAttribute("href")![1..])));
        Assert.NotEmpty(page.All(".derivation .from a"));
    }

    [Theory]
    [InlineData("results")]
    [InlineData("results/u1")]
    [InlineData("results/u1/derivation")]
    [InlineData("versions")]
    [InlineData("objections")]
    public async Task Before_publication_only_the_rounds_staff_read_the_result_pages(string path)
    {
        var objected = await ObjectedRound.PrepareAsync(server.Site);
        using var stranger = new Browser(server.Address);
        using var administrator = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(403, (await stranger.OpenAsync($"/rounds/{objected.Round.Id}/{path}")).Status);
        var page = await administrator.OpenAsync($"/rounds/{objected.Round.Id}/{path}");
        Assert.Equal(200, page.Status);
        Strict.Check(page);
    }

    [Theory]
    [InlineData("results/nobody", 404)]
    [InlineData("results/nobody/derivation", 404)]
    [InlineData("results?version=9", 404)]
    [InlineData("results?version=x", 400)]
    [InlineData("versions?from=x", 400)]
    public async Task An_unknown_address_has_a_page_that_says_so(string path, int status)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/{path}");
        Assert.Equal(status, page.Status);
        Strict.Check(page);
    }

    [Fact]
    public async Task The_public_page_shows_neither_the_objector_nor_the_text()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync("a text that stays between us");
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync($"/rounds/{objected.Round.Id}/objections");
        Assert.Contains("异议第1号", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("stays between us", page.Text, StringComparison.Ordinal);
    }
}
