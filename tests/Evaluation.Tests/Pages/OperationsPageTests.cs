using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Running a round from its page: every act needs a reason and a confirmation and is listed in the audit.</summary>
[Collection(SharedServer.Name)]
public sealed class OperationsPageTests(TestServer server)
{
    [Fact]
    public async Task A_round_is_run_from_draft_to_archive_on_its_page()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await ActAsync(browser, round, "open", "voting");
        await ActAsync(browser, round, "pause", "paused");
        await ActAsync(browser, round, "resume", "voting");
        foreach (var voter in await round.IssueAsync("npc", 3))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        foreach (var (act, state) in new[] { ("seal", "sealed"), ("compute", "provisional"), ("publish", "published"), ("finalise", "final"), ("archive", "archived") })
            await ActAsync(browser, round, act, state);
        var audit = await browser.OpenAsync($"/manage/rounds/{round.Id}/audit");
        Strict.Check(audit);
        Assert.Contains("截止，开始封存", audit.In(".audit"), StringComparison.Ordinal);
        Assert.Contains("because: seal", audit.In(".audit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "yes")]
    [InlineData("a good one", "")]
    public async Task An_act_needs_a_reason_and_a_confirmation(string reason, string sure)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/acts/open";
        var asked = await browser.OpenAsync(address);
        Strict.Check(asked);
        var refused = await browser.SendAsync(asked, address, ("reason", reason), ("sure", sure));
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.In("[role=alert]"));
        Assert.Equal(reason, refused.In("textarea"));
        Assert.Equal("draft", (await round.StateAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_close_is_entered_in_the_rounds_time_zone()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await ActAsync(browser, round, "schedule", "draft", ("opensAt", "2099-12-01T09:00"), ("closesAt", "2099-12-07T18:30"));
        Assert.Equal("2099-12-07T18:30:00+08:00", (await round.StateAsync()).GetProperty("closesAt").GetString());
        await ActAsync(browser, round, "open", "voting");
        await ActAsync(browser, round, "extend", "voting", ("closesAt", "2099-12-08T20:00"));
        Assert.Equal("2099-12-08T20:00:00+08:00", (await round.StateAsync()).GetProperty("closesAt").GetString());
        var address = $"/manage/rounds/{round.Id}/acts/extend";
        var refused = await browser.SendAsync(await browser.OpenAsync(address), address, ("closesAt", "2001-01-01T00:00"), ("reason", "too early"), ("sure", "yes"));
        Assert.Equal((400, "2001-01-01T00:00"), (refused.Status, refused.Document.QuerySelector("#closesAt")!.GetAttribute("value")));
    }

    [Fact]
    public async Task An_act_that_the_state_forbids_is_neither_offered_nor_executed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}");
        Assert.Equal(["schedule", "open", "cancel"], page.All(".acts a, .acts-danger a").Select(link => link.GetAttribute("href")!.Split('/')[^1]));
        Assert.Equal(409, (await browser.OpenAsync($"/manage/rounds/{round.Id}/acts/publish")).Status);
        Assert.Equal(404, (await browser.OpenAsync($"/manage/rounds/{round.Id}/acts/dance")).Status);
    }

    [Fact]
    public async Task Refused_ballots_are_counted_by_reason_for_existing_rounds()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1, "\"u1\""))[0];
        (await round.CastAsync(voter, "u1:0,0")).Answers();
        for (var i = 0; i < 2; i++)
            (await round.CastAsync(voter, "u2:0,0")).Refuses(403, "unit-not-yours");
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal("""{"unit-not-yours":2}""", (await browser.OpenAsync($"/manage/rounds/{round.Id}/refusals")).Text);
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}");
        Assert.Equal("2", page.In("[data-reason='unit-not-yours'] td"));
        // Other servers count their own.
        Assert.Contains("各台分别统计", page.Text, StringComparison.Ordinal);
    }

    private static async Task ActAsync(Browser browser, TestRound round, string act, string state, params (string, string)[] values)
    {
        var address = $"/manage/rounds/{round.Id}/acts/{act}";
        var done = await browser.SendAsync(await browser.OpenAsync(address), address, [("reason", $"because: {act}"), ("sure", "yes"), .. values]);
        Assert.Equal($"/manage/rounds/{round.Id}?done={act}", done.Location);
        var page = await browser.OpenAsync(done.Location!);
        Strict.Check(page);
        Assert.NotEqual("", page.In(".notice-good"));
        Assert.Equal(state, (await round.StateAsync()).GetProperty("state").GetString());
    }
}
