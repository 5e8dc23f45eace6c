namespace Evaluation.Browser.Tests;

/// <summary>The page when voting is not open, or not for this credential.</summary>
[Collection(OneFixture.Name)]
public sealed class VotingStateTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_typed_credential_opens_the_paper_and_a_wrong_one_is_explained()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.GotoAsync($"/vote/{round.Id}");
        await page.FillAsync("#credential", "abc");
        await page.PressAsync("#credential", "Enter");
        await Expect(page.Locator("#credential-fault")).ToContainTextAsync("26 位");
        await page.FillAsync("#credential", new string('7', 25) + "0");
        await page.PressAsync("#credential", "Enter");
        await Expect(page.Locator("#credential-fault")).ToContainTextAsync("没有这个评议码");
        await voter.KeepAsync("vote-start-phone");
        // In capitals, with dashes.
        await page.FillAsync("#credential", string.Join('-', credential.ToUpperInvariant().Chunk(5).Select(part => new string(part))));
        await page.PressAsync("#credential", "Enter");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_limited_credential_shows_only_its_units()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 9, limitedTo: "\"u2\",\"u5\"");
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await Expect(voter.Page.Locator(".unit-name")).ToHaveTextAsync(["单位2", "单位5"]);
        await Expect(voter.Page.Locator("#units-limited")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Without_revoting_the_page_asks_before_sending_and_locks_afterwards()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3, definition => definition["allowRevote"] = false);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ChooseAsync("单位1");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#confirm")).ToBeVisibleAsync();
        await page.ClickAsync("#confirm-send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await page.ClickAsync("#receipt-back");
        await page.ChooseAsync("单位1");
        await Expect(page.Locator("#sheet-marks input")).ToHaveCountAsync(0);
        await Expect(page.Locator("#sheet-notice")).ToContainTextAsync("不能重新评议");
    }

    [BrowserFact]
    public async Task Before_the_opening_the_page_shows_its_time()
    {
        var round = await fixture.Server.DraftAsync(Papers.Of(3));
        var credential = (await round.IssueAsync("npc", 1))[0];
        (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00"}""")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone.English);
        await voter.Page.GotoAsync($"/vote/{round.Id}#{credential}");
        await Expect(voter.Page.Locator("#message-text")).ToContainTextAsync("1 December 2099 at 09:00");
        await voter.KeepAsync("vote-not-yet-phone-en");
        // The tab keeps the credential.
        await round.MoveAsync("voting");
        await voter.Page.ClickAsync("#message-again");
        await Expect(voter.Page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task While_paused_marks_are_kept_and_sent_after_the_pause()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 0, 0, 0, 0);
        await round.MoveAsync("paused");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("暂停");
        await page.ReloadAsync();
        await Expect(page.Locator(".notice-warn[role=status]")).ToBeVisibleAsync();
        await round.MoveAsync("voting");
        await Expect(page.Locator("#send")).ToHaveTextAsync("提交 1 个单位");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task After_the_close_the_page_shows_the_receipt()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        (await round.CastAsync(credential, "u1:0,0,0,0,0")).Answers();
        await round.MoveAsync("sealed");
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.Page.GotoAsync($"/vote/{round.Id}#{credential}");
        await Expect(voter.Page.Locator("#message-title")).ToHaveTextAsync("评议已经截止");
        await Expect(voter.Page.Locator("#message-receipt-code")).ToHaveTextAsync((await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("receipt").GetString()!);
    }

    [BrowserFact]
    public async Task The_page_retries_when_the_system_is_busy()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.RateAsync(0, 0, 0, 0, 0);
        var refusals = 0;
        await page.RouteAsync("**/ballot", async route =>
        {
            if (route.Request.Method == "PUT" && refusals++ < 1)
                await route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Headers = new Dictionary<string, string> { ["Retry-After"] = "1" }, Body = """{"code":"busy"}""" });
            else
                await route.ContinueAsync();
        });
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("系统繁忙");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.Equal(2, refusals);
    }

    [BrowserFact]
    public async Task A_second_tab_shows_what_the_first_has_sent_and_keeps_its_own_marks()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var first = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        var second = await voter.AnotherTabAsync();
        await voter.OpenPaperAsync(round.Id, credential, second);
        await second.ChooseAsync("单位2");
        await second.MarkAsync(0, 1);

        await first.ChooseAsync("单位1");
        await first.RateAsync(0, 0, 0, 0, 0);
        await first.ClickAsync("#send");
        await Expect(first.Locator("#vote-receipt")).ToBeVisibleAsync();

        await Expect(second.Locator("#progress-text")).ToContainTextAsync("1");
        await Expect(second.Locator("#see-receipt")).ToBeVisibleAsync();
        await Expect(second.Locator("input[name='mark-0'][value='1']")).ToBeCheckedAsync();
        await second.ChooseAsync("单位1");
        await Expect(second.Locator("#sheet-notice")).ToContainTextAsync("已经提交");
    }
}
