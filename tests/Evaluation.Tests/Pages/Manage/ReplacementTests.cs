using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>A batch with a lost slip is replaced: the old credentials are void, and as many new ones are shown once.</summary>
[Collection(SharedServer.Name)]
public sealed class ReplacementTests(TestServer server)
{
    [Fact]
    public async Task A_replaced_credential_is_void_and_the_new_ones_vote()
    {
        var round = await server.OpenAsync();
        var lost = await round.IssueAsync("npc", 3, "\"u1\"");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = await AddressAsync(browser, round);
        var asked = await browser.OpenAsync(address);
        Strict.Check(asked);
        Assert.StartsWith("可以补发", asked.In("#replaceable"), StringComparison.Ordinal);
        foreach (var (reason, sure) in new[] { ("", "yes"), ("lost on the way", "") })
        {
            var refused = await browser.SendAsync(asked, address, "replace-form", ("reason", reason), ("sure", sure), ("form", "links"), ("act", "replace"));
            Assert.Equal((400, reason), (refused.Status, refused.In("#replace-reason")));
            Assert.Equal("links", refused.Document.QuerySelector("#replace-form input[name=form][checked]")!.GetAttribute("value"));
        }
        var replaced = await browser.SendAsync(asked, address, "replace-form", ("reason", "lost on the way"), ("sure", "yes"), ("form", "links"), ("act", "replace"));
        Assert.Equal(200, replaced.Status);
        var links = replaced.In("#links").Split('\n').Select(line => line.Split('\t')[0]).ToArray();
        Assert.Equal(3, links.Length);
        foreach (var credential in lost)
            (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        (await round.CastAsync(links[0].Split('#')[1], "u1:0,0")).Answers();
        (await round.CastAsync(links[1].Split('#')[1], "u2:0,0")).Refuses(403, "unit-not-yours");
        Assert.Equal(3, await round.IssuedAsync("npc"));

        // The same form again replaces nothing more.
        var again = await browser.SendAsync(asked, address, "replace-form", ("reason", "lost on the way"), ("sure", "yes"), ("form", "links"), ("act", "replace"));
        Assert.Equal(409, again.Status);
        Assert.DoesNotContain("/vote/", again.Text, StringComparison.Ordinal);
        Assert.Contains("已经作废", again.Text, StringComparison.Ordinal);
        Assert.Equal(3, await round.IssuedAsync("npc"));
        Assert.Contains("lost on the way", (await browser.OpenAsync($"/manage/rounds/{round.Id}/audit")).In(".audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_which_somebody_voted_is_not_replaced_and_the_page_says_what_to_do()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 3))[0];
        (await round.CastAsync(voter, "u1:0,0")).Answers();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = await AddressAsync(browser, round);
        var asked = await browser.OpenAsync(address);
        Assert.StartsWith("可能可以补发", asked.In("#replaceable"), StringComparison.Ordinal);
        var refused = await browser.SendAsync(asked, address, "replace-form", ("reason", "lost"), ("sure", "yes"), ("form", "slips"), ("act", "replace"));
        Strict.Check(refused);
        Assert.StartsWith("不能补发", refused.In("#replaceable"), StringComparison.Ordinal);
        Assert.StartsWith("不能补发", (await browser.OpenAsync(address)).In("#replaceable"), StringComparison.Ordinal);
        Assert.Equal(409, refused.Status);
        Assert.Contains("备用票条", refused.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(3, await round.IssuedAsync("npc"));
        (await round.CastAsync(voter, "u2:0,0")).Answers();
    }

    [Fact]
    public async Task The_API_replaces_a_batch_under_a_new_id()
    {
        var round = await server.OpenAsync();
        var lost = (await round.IssueAsync("users", 2))[0];
        var batch = (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items")[0].GetProperty("id").GetString();
        var path = $"{round.Path}/credentials/batches/{batch}/replacement";
        (await server.Administrator.PostAsync(path, "{}")).Refuses(400, "bad-request");
        var answer = await server.Administrator.PostAsync(path, """{"reason":"lost in the post"}""");
        Assert.Equal((200, 3), (answer.Status, answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
        (await round.CastAsync(lost, "u1:0,0")).Refuses(401, "no-such-credential");
        (await server.Administrator.PostAsync(path, """{"reason":"again"}""")).Refuses(409, "wrong-state");
        (await server.Administrator.PostAsync($"{round.Path}/credentials/batches/absent/replacement", """{"reason":"x"}""")).Refuses(404, "no-such-batch");
        Assert.Equal(["void", "issued"], (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray().Select(item => item.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Issued_and_used_numbers_are_those_of_now_and_small_groups_stay_hidden()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/credentials";
        var (npc, users) = (await round.IssueAsync("npc", 4), await round.IssueAsync("users", 3));
        foreach (var voter in npc.Append(users[0]))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        // One voter of a group is hidden, and so is the other group, which would give that voter away.
        Assert.Equal(["代表 50 4 0 46 —", "服务对象 500 3 0 497 —"], await NumbersAsync());
        foreach (var voter in users.Skip(1))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        // Boxes report a moment later.
        await Eventually.IsTrueAsync(async () => await NumbersAsync() is ["代表 50 4 0 46 4", "服务对象 500 3 0 497 3"], "the voters of both groups are shown");

        async Task<string[]> NumbersAsync() =>
            [.. (await browser.OpenAsync(address)).All("[data-fresh=numbers] tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim())))];
    }

    private static async Task<string> AddressAsync(Browser browser, TestRound round) =>
        (await browser.OpenAsync($"/manage/rounds/{round.Id}/credentials")).Document.QuerySelector("[data-batch] a")!.GetAttribute("href")!;
}
