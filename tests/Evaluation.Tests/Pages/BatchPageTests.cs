using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Tests.Pages;

/// <summary>The form that issues credentials issues once, and the page lists the batches and voids them.</summary>
public sealed class BatchPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("links")]
    [InlineData("slips")]
    [InlineData("csv")]
    public async Task A_form_that_is_sent_again_issues_nothing_and_says_that_the_credentials_were_shown_once(string kind)
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (form, address) = (await browser.OpenAsync(Credentials(round)), Credentials(round));
        (string, string)[] values = [("form", kind), ("group", "npc"), ("count", "3")];
        Assert.Equal(200, (await browser.SendAsync(form, address, values)).Status);

        // As a reload of the page of links sends it.
        var again = await browser.SendAsync(form, address, values);
        Assert.Equal(409, again.Status);
        Strict.Check(again);
        Assert.Contains("只显示一次", again.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Contains("代表 3 个评议码，状态为“已发放”", again.In("[role=alert]"), StringComparison.Ordinal);
        Assert.DoesNotContain("/vote/", again.Text, StringComparison.Ordinal);
        Assert.Equal(3, await round.IssuedAsync("npc"));
        Assert.Single(Rows(again));
    }

    [Fact]
    public async Task After_a_form_was_sent_again_the_typed_values_stay_and_are_issued_as_another_batch()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var form = await browser.OpenAsync(Credentials(round));
        await browser.SendAsync(form, Credentials(round), ("form", "links"), ("group", "npc"), ("count", "3"));
        var again = await browser.SendAsync(form, Credentials(round), ("form", "links"), ("group", "users"), ("count", "4"), ("units", "u1 u3"));
        Assert.Equal(409, again.Status);
        Assert.Equal(0, await round.IssuedAsync("users"));

        var issued = await browser.SendAsync(again, Credentials(round));
        Assert.Equal(200, issued.Status);
        Assert.Equal(4, issued.In("#links").Split('\n').Length);
        Assert.Equal((3, 4), (await round.IssuedAsync("npc"), await round.IssuedAsync("users")));
    }

    [Fact]
    public async Task Two_sendings_at_the_same_time_issue_once()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var form = await browser.OpenAsync(Credentials(round));
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SendAsync(form, Credentials(round), ("form", "links"), ("group", "npc"), ("count", "3"))));
        Assert.Equal([200, 409, 409, 409], pages.Select(page => page.Status).Order());
        Assert.Equal(3, await round.IssuedAsync("npc"));
    }

    [Fact]
    public async Task Every_form_is_for_a_batch_of_its_own()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var ids = new HashSet<string>();
        for (var form = 0; form < 3; form++)
            ids.Add((await browser.OpenAsync(Credentials(round))).Document.QuerySelector("input[name=batch]")!.GetAttribute("value")!);
        Assert.Equal(3, ids.Count);
    }

    [Fact]
    public async Task Batches_are_listed_and_voided_after_a_confirmation_with_a_reason()
    {
        var round = await server.OpenAsync();
        var lost = (await round.IssueAsync("npc", 30))[0];
        await round.IssueAsync("users", 5, "\"u1\"");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var list = await browser.OpenAsync(Credentials(round));
        Strict.Check(list);
        Assert.Equal(["服务对象 (u1) 5 已发放", "代表 30 已发放"], Rows(list));

        var address = list.All("[data-batch] a").Last().GetAttribute("href")!;
        var asked = await browser.OpenAsync(address);
        Strict.Check(asked);
        foreach (var (reason, sure) in new[] { ("", "yes"), ("lost in the post", "") })
        {
            var refused = await browser.SendAsync(asked, address, ("reason", reason), ("sure", sure));
            Assert.Equal((400, reason), (refused.Status, refused.In("#reason")));
            Assert.NotEqual("", refused.In("[role=alert]"));
        }
        Assert.Equal(30, await round.IssuedAsync("npc"));

        var done = await browser.SendAsync(asked, address, ("reason", "lost in the post"), ("sure", "yes"));
        Assert.Equal($"{Credentials(round)}?done=void", done.Location);
        var after = await browser.OpenAsync(done.Location!);
        Assert.NotEqual("", after.In("[role=status]"));
        Assert.Equal(["服务对象 (u1) 5 已发放", "代表 30 已作废"], Rows(after));
        Assert.Equal(0, await round.IssuedAsync("npc"));
        (await round.CastAsync(lost, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Contains("lost in the post", (await browser.OpenAsync($"/manage/rounds/{round.Id}/audit")).In(".audit"), StringComparison.Ordinal);
        Assert.Empty((await browser.OpenAsync(address)).All("textarea"));
    }

    [Fact]
    public async Task A_batch_that_has_voted_stays_and_the_page_says_why()
    {
        var round = await server.OpenAsync();
        (await round.CastAsync((await round.IssueAsync("npc", 30))[3], "u1:0,0")).Answers();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = (await browser.OpenAsync(Credentials(round))).All("[data-batch] a").Single().GetAttribute("href")!;
        var form = await browser.OpenAsync(address);
        Assert.Equal(["代表 30 已发放"], Rows(form));
        var refused = await browser.SendAsync(form, address, ("reason", "lost"), ("sure", "yes"));
        Assert.Equal((409, "lost"), (refused.Status, refused.In("#reason")));
        Assert.Contains("已有人评议", refused.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(30, await round.IssuedAsync("npc"));
    }

    [Fact]
    public async Task An_auditor_reads_the_batches_and_voids_none()
    {
        var round = await server.OpenAsync();
        await round.IssueAsync("npc", 3);
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{TestServer.NewId("auditor")}}","roles":[{"role":"auditor"}]}""")).Answers(201);
        using var browser = await new Browser(server.Address).SignedInAsync(key.GetProperty("name").GetString()!, key.GetProperty("key").GetString()!);
        var list = await browser.OpenAsync(Credentials(round));
        Assert.Single(Rows(list));
        Assert.Empty(list.All("[data-batch] a"));
    }

    [Fact]
    public async Task A_long_list_of_batches_is_shown_in_pages_newest_first()
    {
        const int batches = 203;
        var round = await server.DraftAsync(definition => definition["groups"]![0]!["roll"] = batches);
        for (var batch = 0; batch < batches; batch++)
        {
            var at = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(batch);
            Assert.Null((await server.Get<IEngine>().SendAsync(RoundGrain.Ref(round.Id), new ReserveCredentials($"b{batch}", "npc", 1, null, at, "admin", Held: true))).Refusal);
        }
        using var browser = await new Browser(server.Address).SignedInAsync();
        var first = await browser.OpenAsync(Credentials(round));
        Strict.Check(first);
        Assert.Equal(Enumerable.Range(3, 200).Reverse().Select(batch => $"b{batch}"), Ids(first));
        var second = await browser.OpenAsync(first.All("a[rel=next]").Single().GetAttribute("href")!);
        Strict.Check(second);
        Assert.Equal(["b2", "b1", "b0"], Ids(second));
    }

    private static IEnumerable<string?> Ids(Seen page) => page.All("[data-batch]").Select(row => row.GetAttribute("data-batch"));

    private static string Credentials(TestRound round) => $"/manage/rounds/{round.Id}/credentials";

    /// <summary>Group, number and state of each batch.</summary>
    private static string[] Rows(Seen page) =>
        [.. page.All("[data-batch]").Select(row => row.QuerySelectorAll("td")).Select(cells => $"{cells[1].TextContent.Trim()} {cells[2].TextContent.Trim()} {cells[3].TextContent.Trim()}")];
}
