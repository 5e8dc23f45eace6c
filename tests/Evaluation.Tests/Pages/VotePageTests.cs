using System.IO.Compression;
using System.Text.RegularExpressions;
using Evaluation.Gateway.Pages.Voter;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Tests.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages;

/// <summary>The address of a voting link: a page for browsers, plain text for programs. Neither receives the credential.</summary>
[Collection(SharedServer.Name)]
public sealed class VotePageTests(TestServer server)
{
    /// <summary>Limit of the compressed bytes loaded before the paper: two seconds on a slow phone.</summary>
    private const int BytesBeforePaper = 60 << 10;

    [Fact]
    public async Task The_voting_page_loads_nothing_from_other_sites()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync($"/vote/{round.Id}");
        Strict.Check(page);
        Assert.Contains("小测评", page.Document.Title, StringComparison.Ordinal);
        Assert.Equal(round.Id, page.Document.QuerySelector("#vote")!.GetAttribute("data-round"));
    }

    [Fact]
    public async Task The_page_of_a_closed_round_says_so_and_leads_to_turnout_and_result()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        Assert.Equal("请输入评议码", (await browser.OpenAsync($"/vote/{round.Id}")).In("#vote-start h1"));
        await round.MoveAsync("sealed");
        var closed = await browser.OpenAsync($"/vote/{round.Id}");
        Strict.Check(closed);
        Assert.Equal("评议已经截止", closed.In("#vote-start h1"));
        Assert.Equal([$"/rounds/{round.Id}/turnout"], closed.All("#vote-start .actions a").Select(link => link.GetAttribute("href")));
        Assert.Single(closed.All("#vote-start details #credential-form"));
        await round.MoveAsync("provisional", "published");
        Assert.Equal([$"/rounds/{round.Id}/results", $"/rounds/{round.Id}/turnout"], (await browser.OpenAsync($"/vote/{round.Id}")).All("#vote-start .actions a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_bytes_before_the_paper_load_in_two_seconds_on_a_slow_phone()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync($"/vote/{round.Id}");
        var addresses = page.All("link[rel=stylesheet], link[rel=icon]").Select(link => link.GetAttribute("href")!)
            .Concat(page.All("script[src]").Select(script => script.GetAttribute("src")!)).Append($"/vote/{round.Id}").Distinct();
        var bytes = 0;
        foreach (var address in addresses)
        {
            var answer = await server.Anybody.GetAsync(address, ("Accept", "text/html,*/*"), ("Accept-Encoding", "br"));
            Assert.Equal(200, answer.Status);
            bytes += answer.Body.Length;
        }
        Assert.InRange(bytes, 5_000, BytesBeforePaper);
    }

    [Fact]
    public async Task The_voting_page_needs_one_module_and_contains_its_stylesheet()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync($"/vote/{round.Id}");
        Assert.Empty(page.All("link[rel=stylesheet]"));
        Assert.Contains(".unit-row", Assert.Single(page.All("style")).TextContent, StringComparison.Ordinal);
        Assert.Single(page.All("script[src]"));
    }

    [Fact]
    public async Task A_page_is_rendered_once_for_readers_with_the_same_settings_and_address()
    {
        var round = (await server.Get<RoundViews>().GetAsync((await server.OpenAsync()).Id)).Answer;
        var pages = server.Get<VotePages>();
        var written = await ShowAsync(pages, round, $"/vote/{round.Id}");
        Assert.Same(written, await ShowAsync(pages, round, $"/vote/{round.Id}"));
        Assert.NotSame(await ShowAsync(pages, round, $"/VOTE/{round.Id}"), await ShowAsync(pages, round, $"/VOTE/{round.Id}"));
    }

    [Fact]
    public async Task A_shared_page_is_not_shown_to_readers_with_other_settings()
    {
        var address = $"/vote/{(await server.OpenAsync()).Id}";
        using var chinese = new Browser(server.Address);
        using var english = new Browser(server.Address, "en");
        using var large = new Browser(server.Address);
        await large.OpenAsync("/preferences?text=large");
        using var dark = new Browser(server.Address);
        await dark.OpenAsync("/preferences?theme=dark");
        using var staff = await new Browser(server.Address).SignedInAsync();
        (Browser Browser, string Looks)[] readers = [(chinese, "zh-CN///"), (english, "en///"), (large, "zh-CN/large//"), (dark, "zh-CN//dark/"), (staff, "zh-CN///admin")];
        // Later readers get the page that was rendered for the first one.
        foreach (var (browser, looks) in readers.Concat(readers.Reverse()))
            Assert.Equal(looks, LooksOf(await browser.OpenAsync(address)));
    }

    [Fact]
    public async Task A_shared_page_shows_a_change_of_its_round_at_once()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        Assert.Empty((await browser.OpenAsync($"/vote/{round.Id}")).All(".notice-warn[role=status]"));
        await round.MoveAsync("paused");
        Assert.Single((await browser.OpenAsync($"/vote/{round.Id}")).All(".notice-warn[role=status]"));
    }

    [Fact]
    public async Task A_page_has_the_same_content_in_every_encoding()
    {
        var address = $"/vote/{(await server.OpenAsync()).Id}";
        var plain = await ReadAsync("identity", body => body);
        Assert.Contains("vote-paper", plain, StringComparison.Ordinal);
        Assert.Equal(plain, await ReadAsync("br", body => new BrotliStream(body, CompressionMode.Decompress)));
        Assert.Equal(plain, await ReadAsync("gzip", body => new GZipStream(body, CompressionMode.Decompress)));

        async Task<string> ReadAsync(string encoding, Func<Stream, Stream> open)
        {
            var answer = await server.Anybody.GetAsync(address, ("Accept", "text/html"), ("Accept-Encoding", encoding));
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            using var reader = new StreamReader(open(new MemoryStream(answer.Body)));
            return await reader.ReadToEndAsync();
        }
    }

    [Fact]
    public async Task The_texts_for_the_modules_are_in_the_readers_language()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address, "en");
        var texts = System.Text.Json.JsonElement.Parse((await browser.OpenAsync($"/vote/{round.Id}")).In("#page-texts"));
        Assert.Equal(("en", "Asia/Shanghai", "Undo"), (texts.GetProperty("language").GetString(), texts.GetProperty("timeZone").GetString(), texts.GetProperty("texts").GetProperty("undo").GetString()));
    }

    [Fact]
    public void Every_text_that_a_module_uses_is_in_the_page()
    {
        // The texts of drafts are attributes of their form.
        var modules = Repository.Files.Where(file => file.StartsWith("gateway/Assets/js/", StringComparison.Ordinal) && !file.EndsWith("/drafts.js", StringComparison.Ordinal))
            .Select(file => (Section: file.Contains("/js/receipts", StringComparison.Ordinal) ? "checking." : IsOfInspector(file) ? "offline." : "voting.", Text: Repository.Read(file)));
        var said = modules.SelectMany(module => Regex.Matches(module.Text, "\\b(?:say|message|start)\\(\"([a-zA-Z-]+)\"").Select(match => (module.Section, match.Value, match.Groups[1].Value))).ToList();
        Assert.Equal(["checking.", "offline.", "voting."], said.Select(text => text.Section).Distinct().Order());
        foreach (var (section, call, key) in said)
            foreach (var text in call.StartsWith("message", StringComparison.Ordinal) ? new[] { key + "Title", key + "Text" } : [key])
                Assert.True(Gateway.Pages.Texts.Catalogue.Chinese.Find(section + text) is not null, section + text);

        static bool IsOfInspector(string file) =>
            file.Contains("/js/inspection/", StringComparison.Ordinal) || Path.GetFileName(file) is "inspection.js" or "visits.js" or "unsent.js";
    }

    [Fact]
    public async Task An_unknown_round_has_no_voting_page()
    {
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync("/vote/no-such-round");
        Assert.Equal((404, "没有这个评价轮次"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task Without_a_link_a_voter_chooses_among_the_open_rounds()
    {
        var rounds = new[] { await server.OpenAsync(), await server.OpenAsync() };
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync("/vote");
        Strict.Check(page);
        Assert.All(rounds, round => Assert.NotNull(page.Document.QuerySelector($"a[href='/vote/{round.Id}']")));
    }

    private async Task<IResult> ShowAsync(VotePages pages, RoundView round, string path)
    {
        await using var scope = server.Get<IServiceScopeFactory>().CreateAsyncScope();
        return await pages.ShowAsync(round, new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Scheme = "http", Host = new("localhost"), Path = path } });
    }

    /// <summary>Language, text size, theme and signed-in account of a page.</summary>
    private static string LooksOf(Seen page)
    {
        var root = page.Document.DocumentElement;
        return $"{root.GetAttribute("lang")}/{root.GetAttribute("data-text")}/{root.GetAttribute("data-theme")}/{(page.All("a[href='/account']").Any() ? "admin" : "")}";
    }
}
