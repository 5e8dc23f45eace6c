namespace Evaluation.Browser.Tests.Voter;

/// <summary>Voting closes while somebody still fills in the paper.</summary>
[Collection(OneFixture.Name)]
public sealed class ClosingTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_open_page_says_that_voting_has_closed_and_what_was_not_sent(bool byReturning)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        if (!byReturning)
            (await round.ScheduleAsync("""{"closesAt":"2099-12-07T18:00:00+08:00","reason":"x"}""")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        // For the page it is one minute before the close; the round is sealed by hand.
        await page.Clock.InstallAsync(new() { Time = "2099-12-07T17:59:00+08:00" });
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync(page);
        await round.MoveAsync("sealed");
        await page.Clock.FastForwardAsync(120_000);
        if (byReturning)
            await page.EvaluateAsync("() => { document.dispatchEvent(new Event('visibilitychange')); }");
        await ExpectUnsentAsync(voter, "单位1");
        await voter.KeepAsync("vote-closed-unsent-phone");
    }

    [BrowserFact]
    public async Task An_extended_round_goes_on_and_its_later_close_is_noticed()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        (await round.ScheduleAsync("""{"closesAt":"2099-12-07T18:00:00+08:00","reason":"x"}""")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.Clock.InstallAsync(new() { Time = "2099-12-07T17:59:00+08:00" });
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync(page);
        (await round.ScheduleAsync("""{"closesAt":"2099-12-07T20:00:00+08:00","reason":"x"}""")).Answers();
        await page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync(70_000), answer => answer.Request.Method == "HEAD");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        await round.MoveAsync("sealed");
        await page.Clock.FastForwardAsync(70_000);
        await ExpectUnsentAsync(voter, "单位1");
    }

    [BrowserFact]
    public async Task A_close_by_hand_is_noticed_within_minutes()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.Clock.InstallAsync();
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync(page);
        await round.MoveAsync("sealed");
        await page.Clock.FastForwardAsync(310_000);
        await ExpectUnsentAsync(voter, "单位1");
    }

    [BrowserFact]
    public async Task Sending_after_the_close_says_what_was_not_sent()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync(voter.Page);
        await round.MoveAsync("sealed");
        await voter.Page.ClickAsync("#send");
        await ExpectUnsentAsync(voter, "单位1");
    }

    [BrowserFact]
    public async Task A_draft_that_is_found_after_the_close_is_shown_and_deleted()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        (await round.CastAsync(credential, "u2:0,0,0,0,0")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync(voter.Page);
        await round.MoveAsync("sealed");
        await voter.Page.ReloadAsync();
        await ExpectUnsentAsync(voter, "u1");
        await Expect(voter.Page.Locator("#message-receipt-code")).Not.ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_round_that_is_paused_keeps_the_draft()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync(voter.Page);
        await round.MoveAsync("paused");
        await voter.Page.ReloadAsync();
        await Expect(voter.Page.Locator("#progress-more")).ToContainTextAsync("未完成 1");
    }

    [BrowserFact]
    public async Task A_receipt_stays_until_the_voter_leaves_it()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.Clock.InstallAsync();
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await round.MoveAsync("sealed");
        await page.Clock.FastForwardAsync(120_000);
        await page.RunAndWaitForResponseAsync(() => page.EvaluateAsync("() => { document.dispatchEvent(new Event('visibilitychange')); }"), answer => answer.Status == 409 && answer.Request.Method == "GET");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await page.ClickAsync("#receipt-continue");
        await Expect(page.Locator("#message-title")).ToHaveTextAsync("评议已经截止");
        await Expect(page.Locator("#message-receipt-code")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#message-unsent")).ToBeHiddenAsync();
    }

    /// <summary>Marks one unit completely, with a comment, and another one by half.</summary>
    private static async Task RateAsync(IPage page)
    {
        await page.ChooseAsync("单位1");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("details:has(> .field > #comment) > summary");
        await page.FillAsync("#comment", "停车难");
        await page.ClickAsync("#sheet-back");
        await page.ChooseAsync("单位3");
        await page.RateAsync(0, 0);
    }

    private static async Task ExpectUnsentAsync(Visitor voter, string unit)
    {
        await Expect(voter.Page.Locator("#message-title")).ToHaveTextAsync("评议已经截止");
        await Expect(voter.Page.Locator("#message-unsent")).ToContainTextAsync("您有 2 个单位的内容没有提交，未计入评议");
        await Expect(voter.Page.Locator("#message-unsent figcaption")).ToHaveTextAsync(unit);
        await Expect(voter.Page.Locator("#message-unsent blockquote")).ToHaveTextAsync("停车难");
        Assert.Equal("{}", await voter.Page.KeptAsync());
    }
}
