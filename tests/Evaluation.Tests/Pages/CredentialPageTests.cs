using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Credentials as a file, as links and as printed slips. Each is valid, and none is shown twice.</summary>
[Collection(SharedServer.Name)]
public sealed class CredentialPageTests(TestServer server)
{
    [Fact]
    public async Task Links_open_the_paper_and_their_credentials_are_valid()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await IssueAsync(browser, round, ("form", "links"), ("group", "npc"), ("count", "3"));
        Strict.Check(page);
        var links = page.In("#links").Split('\n').Select(line => line.Split('\t')[0]).ToArray();
        Assert.Equal(3, links.Length);
        Assert.All(links, link => Assert.StartsWith($"{server.Address}vote/{round.Id}#", link, StringComparison.Ordinal));
        (await round.CastAsync(links[0].Split('#')[1], "u1:0,0")).Answers();
        Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.DoesNotContain(links[0].Split('#')[1], (await browser.OpenAsync($"/manage/rounds/{round.Id}/credentials")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://vote.city.example", false)]
    public async Task Links_that_only_the_server_can_open_are_pointed_out_before_and_after_they_are_issued(string? address, bool isLocal)
    {
        var other = TestServer.With(_ => { }, address is null ? [] : ["--EVALUATION_PUBLIC_URL", address]);
        await other.InitializeAsync();
        var round = await other.OpenAsync();
        using (var browser = await new Browser(other.Address).SignedInAsync())
        {
            var before = await browser.OpenAsync($"/manage/rounds/{round.Id}/credentials");
            Seen[] pages = [before, await IssueAsync(browser, round, ("form", "slips"), ("group", "npc"), ("count", "1")), await IssueAsync(browser, round, ("form", "links"), ("group", "npc"), ("count", "1"))];
            Assert.All(pages, page => Assert.Equal(isLocal, page.Text.Contains("手机打不开", StringComparison.Ordinal)));
        }
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Ten_credential_slips_are_printed_on_a_page_each_with_its_code()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await IssueAsync(browser, round, ("form", "slips"), ("group", "users"), ("count", "23"));
        Strict.Check(page);
        Assert.Equal([10, 10, 3], page.All(".slip-sheet").Select(sheet => sheet.QuerySelectorAll(".slip").Length));
        Assert.Equal(23, page.All(".slip svg path").Select(path => path.GetAttribute("d")).Distinct().Count());
        var code = page.In(".slip-code");
        (await round.CastAsync(code, "u1:0,0")).Answers();
        Assert.Equal(23, await round.IssuedAsync("users"));
    }

    [Fact]
    public async Task A_downloaded_file_contains_the_credentials_of_one_call()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var file = await IssueAsync(browser, round, ("form", "csv"), ("group", "npc"), ("count", "5"), ("units", "u1，u3"));
        Assert.Equal("text/csv", file.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(6, file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",npc,u1 u3,", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links", "51", "", 409)]
    [InlineData("csv", "51", "", 409)]
    [InlineData("slips", "1001", "", 400)]
    [InlineData("links", "0", "", 400)]
    [InlineData("links", "x", "", 400)]
    [InlineData("links", "1", "u9", 400)]
    public async Task A_refused_call_issues_nothing(string form, string count, string units, int status)
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await IssueAsync(browser, round, ("form", form), ("group", "npc"), ("count", count), ("units", units));
        Assert.Equal(status, refused.Status);
        Assert.NotEqual("", refused.In("[role=alert]"));
        Assert.Equal(count, refused.Document.QuerySelector("#count")!.GetAttribute("value"));
        Assert.Equal(0, await round.IssuedAsync("npc"));
    }

    private static async Task<Seen> IssueAsync(Browser browser, TestRound round, params (string, string)[] values)
    {
        var address = $"/manage/rounds/{round.Id}/credentials";
        return await browser.SendAsync(await browser.OpenAsync(address), address, values);
    }
}
