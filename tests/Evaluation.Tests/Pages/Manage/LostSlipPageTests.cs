namespace Evaluation.Tests.Pages.Manage;

/// <summary>Spares and lost slips on the page of the credentials.</summary>
public sealed class LostSlipPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Slips_and_links_show_the_numbers_and_mark_the_spares()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var slips = await IssueAsync(browser, round, ("form", "slips"), ("group", "npc"), ("count", "3"), ("spares", "2"));
        Strict.Check(slips);
        var numbers = slips.All(".slip-number").Select(number => number.QuerySelector("b")!.TextContent).ToArray();
        Assert.Equal((5, 2), (numbers.Distinct().Count(), numbers.Count(number => number.StartsWith("S-", StringComparison.Ordinal))));
        Assert.Equal([false, false, false, true, true], slips.All(".slip-number").Select(number => number.TextContent.Contains("备用", StringComparison.Ordinal)));
        var links = await IssueAsync(browser, round, ("form", "links"), ("group", "npc"), ("count", "2"), ("spares", "1"));
        Strict.Check(links);
        Assert.Equal([false, false, true], links.In("#links").Split('\n').Select(line => line.Split('\t')[1].StartsWith("S-", StringComparison.Ordinal)));
        Assert.Equal(5, await round.IssuedAsync("npc"));
    }

    [Theory]
    [InlineData("10", "11", "spares")]
    [InlineData("10", "x", "spares")]
    [InlineData("600", "500", "spares")]
    public async Task Spares_out_of_their_range_are_refused_at_their_field_and_what_was_typed_stays(string count, string spares, string field)
    {
        var round = await server.OpenAsync(definition => definition["groups"]![0]!["roll"] = 1_000);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await IssueAsync(browser, round, ("form", "slips"), ("group", "npc"), ("count", count), ("spares", spares));
        Assert.Equal(400, refused.Status);
        Strict.Check(refused);
        Assert.NotEqual("", refused.In($"#{field}-fault"));
        Assert.Equal((count, spares), (refused.All("#count").First().GetAttribute("value"), refused.All("#spares").First().GetAttribute("value")));
        Assert.Equal(0, await round.IssuedAsync("npc"));
    }

    [Fact]
    public async Task The_form_of_a_lost_slip_keeps_what_was_typed_and_says_in_words_what_was_done()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 3, 1);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (credentials, address) = ($"/manage/rounds/{round.Id}/credentials", $"/manage/rounds/{round.Id}/credentials/revocations");
        var page = await browser.OpenAsync(credentials);

        var wrong = await browser.SendAsync(page, address, "lost-slip-form", ("slip", "7k2mx"), ("spare", rows[3].Slip), ("reason", "typed before"));
        Assert.Equal(400, wrong.Status);
        Strict.Check(wrong);
        Assert.Contains("不是票条编号：应为 10 位字母和数字，如 7k2mx-9rt4c", wrong.In("#lost-fault"), StringComparison.Ordinal);
        Assert.Equal(("7k2mx", rows[3].Slip, "typed before"), (wrong.All("#lost-number").First().GetAttribute("value"), wrong.All("#lost-spare").First().GetAttribute("value"), wrong.In("#lost-reason")));
        var unreasoned = await browser.SendAsync(page, address, "lost-slip-form", ("slip", rows[0].Slip), ("spare", ""), ("reason", " "));
        Assert.Equal(400, unreasoned.Status);
        Assert.Equal(rows[0].Slip, unreasoned.All("#lost-number").First().GetAttribute("value"));
        var notSpare = await browser.SendAsync(page, address, "lost-slip-form", ("slip", rows[0].Slip), ("spare", rows[1].Slip), ("reason", "lost"));
        Assert.Equal(409, notSpare.Status);
        Assert.Contains("不是备用票条的编号", notSpare.In("#lost-spare-fault"), StringComparison.Ordinal);

        var done = await browser.SendAsync(page, address, "lost-slip-form", ("slip", rows[0].Slip), ("spare", rows[3].Slip), ("reason", "lost"));
        Assert.Equal($"{credentials}?done=replaced", done.Location);
        var after = await browser.OpenAsync(done.Location!);
        Strict.Check(after);
        Assert.Contains("备用票条已启用", after.In(".notice-good"), StringComparison.Ordinal);
        Assert.Contains("1，已启用 1；遗失票条 1", after.Text, StringComparison.Ordinal);
        (await round.CastAsync(rows[3].Credential, "u1:0,1")).Answers();

        var alone = await browser.SendAsync(after, address, "lost-slip-form", ("slip", rows[1].Slip), ("spare", ""), ("reason", "lost"));
        Assert.Equal($"{credentials}?done=revoked", alone.Location);
        (await round.CastAsync(rows[2].Credential, "u1:0,1")).Answers();
        var voted = await browser.SendAsync(after, address, "lost-slip-form", ("slip", rows[2].Slip), ("spare", ""), ("reason", "lost"));
        Assert.Equal(409, voted.Status);
        Assert.Contains("已评议", voted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_turnout_shows_lost_slips_after_the_close()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 3, 1);
        (await server.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{rows[0].Slip}}","spare":"{{rows[3].Slip}}","reason":"lost"}""")).Answers();
        using var browser = new Browser(server.Address);
        await round.MoveAsync("sealed");
        var closed = await browser.OpenAsync($"/rounds/{round.Id}/turnout");
        Strict.Check(closed);
        Assert.Contains("遗失作废", closed.Text, StringComparison.Ordinal);
        Assert.Contains("已评议 ≤ 已发评议码 ≤ 应评人数", closed.Text, StringComparison.Ordinal);
    }

    private static async Task<Seen> IssueAsync(Browser browser, TestRound round, params (string, string)[] values)
    {
        var form = await browser.OpenAsync($"/manage/rounds/{round.Id}/credentials");
        return await browser.SendAsync(form, $"/manage/rounds/{round.Id}/credentials", values);
    }
}
