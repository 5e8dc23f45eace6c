namespace Evaluation.Browser.Tests;

/// <summary>Issuing credentials with a browser: double clicks, reloads, and leaving the page that shows them once.</summary>
[Collection(OneFixture.Name)]
public sealed class IssuingTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_double_click_issues_once_and_leaving_the_links_warns()
    {
        var round = await fixture.Server.OpenAsync(Papers.Of(3));
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await page.FillAsync("#count", "4");
        await page.CheckAsync("input[value=links]");
        await page.DblClickAsync("main form button[type=submit]");
        await Expect(page.Locator("#links")).ToBeVisibleAsync();
        Assert.Equal(4, await round.IssuedAsync("npc"));

        var warned = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            warned.TrySetResult(dialog.Type);
            await dialog.AcceptAsync();
        };
        // Browsers warn only after the person has done something on the page.
        await page.ClickAsync("#links");
        await page.ReloadAsync();
        Assert.Equal("beforeunload", await warned.Task.WaitAsync(Visitor.Patience));
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("只显示一次");
        Assert.Equal(4, await round.IssuedAsync("npc"));
        await administrator.KeepAsync("manage-credentials-again-desktop");
    }

    [BrowserFact]
    public async Task After_a_file_was_downloaded_the_same_page_issues_another_batch()
    {
        var round = await fixture.Server.OpenAsync(Papers.Of(3));
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await page.FillAsync("#count", "4");
        await page.CheckAsync("input[value=csv]");
        var first = await page.RunAndWaitForDownloadAsync(() => page.DblClickAsync("main form button[type=submit]"));
        Assert.Null(await first.FailureAsync());
        Assert.Equal(4, await round.IssuedAsync("npc"));

        await Eventually.IsTrueAsync(
            async () =>
            {
                await page.ClickAsync("main form button[type=submit]");
                return await round.IssuedAsync("npc") == 8;
            },
            "the form issues another batch");
        // The page that stays open shows the new numbers by itself.
        await Expect(page.Locator("[data-batch][data-state=issued]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-fresh=numbers] tbody td >> nth=1")).ToHaveTextAsync("8");
        await page.ClickAsync("[data-batch] a >> nth=0");
        await page.ClickAsync(".danger > summary");
        await page.FillAsync("#reason", "lost");
        await page.CheckAsync("#void-form input[name=sure]");
        await page.ClickAsync("#void-form button[value=void]");
        await Expect(page.Locator("[data-batch][data-state=void]")).ToHaveCountAsync(1);
        await administrator.KeepAsync("manage-credentials-batches-desktop");
    }
}
