using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Rules for all pages: language, head, loaded resources, and the page for unknown addresses.</summary>
[Collection(SharedServer.Name)]
public sealed class PageTests(TestServer server)
{
    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.5", "zh-CN")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("fr,en;q=0.4,zh;q=0.8", "zh-CN")]
    [InlineData("fr", "zh-CN")]
    public async Task A_page_uses_the_browsers_first_supported_language_or_else_Chinese(string accepts, string language)
    {
        using var browser = new Browser(server.Address, accepts);
        Assert.Equal(language, (await browser.OpenAsync("/privacy")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_chosen_language_is_remembered()
    {
        using var browser = new Browser(server.Address);
        var sent = await browser.OpenAsync("/preferences?language=en&text=large&theme=dark&back=/privacy");
        Assert.Equal((302, "/privacy"), (sent.Status, sent.Location));
        var html = (await browser.OpenAsync("/privacy")).Document.DocumentElement;
        Assert.Equal(("en", "large", "dark"), (html.GetAttribute("lang"), html.GetAttribute("data-text"), html.GetAttribute("data-theme")));
    }

    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("none", "/sign-in?x=%E4%B8%80")]
    [InlineData("cross-site", "/sign-in?x=%E4%B8%80")]
    public async Task A_link_from_elsewhere_leads_to_the_page_without_its_notice(string from, string? to)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);
        using var answer = await http.GetAsync("/sign-in?done=published&x=%E4%B8%80");
        Assert.Equal((to is null ? 200 : 302, to), ((int)answer.StatusCode, answer.Headers.Location?.ToString()));
        using var after = await http.GetAsync(to ?? "/sign-in");
        Assert.Equal(200, (int)after.StatusCode);
    }

    /// <summary>An address that only takes forms has no page to return to.</summary>
    [Theory]
    [InlineData("/privacy?x=1#y", "/privacy?x=1#y")]
    [InlineData("/manage/rounds/r/objections/o-1/resolve", "/manage/rounds/r/objections/o-1")]
    [InlineData("/manage/rounds/r/objections/o-1/resolve?x=1", "/manage/rounds/r/objections/o-1")]
    [InlineData("/manage/staff/li/roles", "/manage/staff/li")]
    [InlineData("/manage/rounds/r/comments/u1/0a/answer", "/manage/rounds/r/comments/u1/0a")]
    [InlineData("/sign-out", "/")]
    [InlineData("/api/rounds", "/")]
    [InlineData("/no/such/page", "/")]
    public async Task A_reader_returns_only_to_addresses_with_a_page(string back, string to)
    {
        using var browser = new Browser(server.Address);
        Assert.Equal(to, (await browser.OpenAsync($"/preferences?language=zh&back={Uri.EscapeDataString(back)}")).Location);
        Assert.Equal(to, (await browser.OpenAsync($"/sign-in?back={Uri.EscapeDataString(back)}")).Document.QuerySelector("input[name=back]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Preferences_never_redirect_to_another_site(string back)
    {
        using var browser = new Browser(server.Address);
        Assert.Equal("/", (await browser.OpenAsync($"/preferences?language=en&back={Uri.EscapeDataString(back)}")).Location);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/rounds/{round}")]
    [InlineData("/rounds/{round}/turnout")]
    [InlineData("/nothing-here")]
    public async Task A_page_loads_nothing_from_other_sites_and_nothing_inline(string path)
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        Strict.Check(await browser.OpenAsync(path.Replace("{round}", round.Id, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/rounds/no-such-round")]
    public async Task An_unknown_address_returns_a_page_to_browsers_and_problem_details_to_programs(string path)
    {
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync(path);
        Assert.Equal((404, "text/html"), (page.Status, page.Response.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("没有", page.Heading, StringComparison.Ordinal);
        (await server.Anybody.GetAsync("/api/nothing", ("Accept", "text/html"))).Refuses(404, "not-found");
    }

    [Fact]
    public async Task The_root_address_tells_programs_where_the_API_is()
    {
        var answer = await server.Anybody.GetAsync("/");
        Assert.Equal("text/plain", answer.MediaType);
        Assert.Contains("/api/rounds", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_compressed_if_the_client_accepts_it()
    {
        using var response = await server.Anybody.StartAsync(HttpMethod.Get, "/privacy", null, default, ("Accept", "text/html"), ("Accept-Encoding", "br"));
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
    }
}
