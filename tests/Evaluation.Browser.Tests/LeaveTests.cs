namespace Evaluation.Browser.Tests;

/// <summary>Leaving a form that was changed and not sent asks first.</summary>
[Collection(OneFixture.Name)]
public sealed class LeaveTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_changed_form_asks_before_it_is_left_and_not_when_it_is_sent()
    {
        var round = await fixture.Server.DraftAsync();
        var address = $"/manage/rounds/{round.Id}/acts/open";
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        var asked = StayWhenAsked(page);

        await page.GotoAsync(address);
        await page.ClickAsync(".actions a");
        await page.WaitForURLAsync($"**/manage/rounds/{round.Id}");
        Assert.Empty(asked);

        await page.GotoAsync(address);
        await page.Locator("#reason").PressSequentiallyAsync("it is time");
        await page.ClickAsync(".actions a");
        await Eventually.IsTrueAsync(() => Task.FromResult(asked.Count == 1), "the browser has asked");
        Assert.EndsWith(address, page.Url, StringComparison.Ordinal);
        Assert.Equal("it is time", await page.InputValueAsync("#reason"));

        await page.CheckAsync("input[name=sure]");
        await page.ClickAsync(".actions button");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
        Assert.Equal(["beforeunload"], asked);
    }

    [BrowserFact]
    public async Task A_refused_form_is_unsent_from_the_start()
    {
        var round = await fixture.Server.DraftAsync();
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/acts/schedule");
        var asked = StayWhenAsked(page);
        await page.FillAsync("#closesAt", "2001-01-14T23:59:58");
        await page.Locator("#reason").PressSequentiallyAsync("as announced");
        await page.CheckAsync("input[name=sure]");
        await page.ClickAsync(".actions button");
        await Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        Assert.Equal("2001-01-14T23:59:58", await page.InputValueAsync("#closesAt"));
        Assert.Empty(asked);
        // A page asks only after the person has used it.
        await page.ClickAsync("h2");
        await page.ClickAsync(".actions a");
        await Eventually.IsTrueAsync(() => Task.FromResult(asked.Count == 1), "the browser has asked");
    }

    [BrowserFact]
    public async Task A_form_whose_draft_is_saved_does_not_ask()
    {
        var round = await fixture.Server.DraftAsync();
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/rules");
        var asked = StayWhenAsked(page);
        await page.Locator("#f-title-zh").PressSequentiallyAsync("改");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("草稿已保存");
        await page.ClickAsync(".tabs a >> nth=0");
        await page.WaitForURLAsync($"**/manage/rounds/{round.Id}");
        Assert.Empty(asked);
    }

    [BrowserFact]
    public async Task A_sheet_that_nobody_has_changed_is_left_without_a_question()
    {
        await using var device = await Assessment.Device.OpenAsync(fixture);
        var page = await device.OpenAsync(device.Visitor.Page);
        var asked = StayWhenAsked(page);
        // The scripts give the forms new keys and tokens.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.ClickAsync("h1");
        await page.ClickAsync(".site-footer a[href='/help']");
        await page.WaitForURLAsync("**/help");
        Assert.Empty(asked);
    }

    [BrowserFact]
    public async Task A_double_click_sends_a_form_once()
    {
        var round = await fixture.Server.DraftAsync();
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/new-unit");
        await page.FillAsync("#code", "u9");
        await page.FillAsync("#zh", "新单位");
        var sent = 0;
        await page.RouteAsync("**/new-unit", async route =>
        {
            sent++;
            await Task.Delay(1000);
            await route.ContinueAsync();
        });
        await page.HoverAsync("#unit-form button[value=save]");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await page.Mouse.DownAsync();
            await page.Mouse.UpAsync();
            await Task.Delay(200);
        }
        await page.WaitForURLAsync($"**/manage/rounds/{round.Id}/units?done=added");
        Assert.Equal(1, sent);
    }

    /// <summary>Stays on the page whenever the browser asks; returns the kinds of its questions.</summary>
    private static List<string> StayWhenAsked(IPage page)
    {
        List<string> asked = [];
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.DismissAsync();
        };
        return asked;
    }
}
