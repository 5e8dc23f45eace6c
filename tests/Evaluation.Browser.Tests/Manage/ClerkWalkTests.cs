namespace Evaluation.Browser.Tests.Manage;

/// <summary>A clerk takes a round from its creation to its publication, on pages alone.</summary>
[Collection(OneFixture.Name)]
public sealed class ClerkWalkTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_clerk_walks_from_creation_to_publication_and_replaces_lost_slips()
    {
        await using var clerk = await fixture.VisitAsync(Screen.Desktop);
        var page = clerk.Page;
        await clerk.SignInAsync("admin", Site.AdministratorKey);
        var round = TestServer.NewId("clerk");
        await page.GotoAsync("/manage/new");
        await page.FillAsync("#id", round);
        await page.FillAsync("#zh", "窗口单位评议");
        await page.ClickAsync("main button[type=submit]");

        await page.ClickAsync(".tabs a[href$='/units']");
        await page.ClickAsync("a[href$='/new-unit']");
        await page.FillAsync("#zh", "错字");
        await page.ClickAsync("#unit-form button[type=reset]");
        await Expect(page.Locator("#zh")).ToBeEmptyAsync();
        await page.FillAsync("#zh", "夜间药房");
        await page.FillAsync("#en", "Night Pharmacy");
        await page.ClickAsync("#unit-form button[value=save]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
        await page.FillAsync("#q", "夜间");
        await page.PressAsync("#q", "Enter");
        await Expect(page.Locator("[data-unit=night-pharmacy]")).ToBeVisibleAsync();

        await page.ClickAsync(".tabs a >> nth=0");
        await clerk.KeepAsync("manage-overview-draft-desktop");
        await page.ClickAsync("a[href$='/preview']");
        await Expect(page.Locator(".preview-frame")).ToHaveCountAsync(2);
        await clerk.KeepAsync("manage-preview-desktop");
        await page.ActAsync(round, "open");

        await page.ClickAsync("[data-missing=issued] a");
        await page.FillAsync("#count", "6");
        await page.CheckAsync("input[value=links]");
        await page.ClickAsync("form[data-issue] button[type=submit]");
        var lost = (await page.LinksAsync())[0];
        await page.GotoAsync($"/manage/rounds/{round}/credentials");
        await page.ClickAsync("[data-batch] a");
        await page.FillAsync("#replace-reason", "票条在路上遗失");
        await page.CheckAsync("#replace-form input[value=links]");
        await page.CheckAsync("#replace-form input[name=sure]");
        await clerk.KeepAsync("manage-batch-desktop");
        await page.ClickAsync("#replace-form button[value=replace]");
        var links = await page.LinksAsync();
        Assert.Equal(6, links.Length);
        await using (var finder = await fixture.VisitAsync(Screen.Phone))
        {
            await finder.Page.GotoAsync(lost);
            await Expect(finder.Page.Locator("#vote-paper")).ToBeHiddenAsync();
            await Expect(finder.Page.Locator("#credential-fault")).ToBeVisibleAsync();
        }
        await using (var voter = await fixture.VisitAsync(Screen.Phone))
        {
            await voter.Page.GotoAsync(links[0]);
            await voter.Page.ClickAsync("#go-on");
            await voter.Page.RateAsync(0, 0, 1, 0, 0);
            await voter.Page.ClickAsync("#send");
            await Expect(voter.Page.Locator("#vote-receipt")).ToBeVisibleAsync();
        }

        await page.ActAsync(round, "seal");
        await Expect(page.Locator("#publishing")).ToHaveTextAsync("公布结果，还有三步");
        await clerk.KeepAsync("manage-overview-sealed-desktop");
        await page.ClickAsync(".three a.button");
        await ConfirmAsync(page, "按规则计算");
        await Expect(page.Locator("#publishing")).ToHaveTextAsync("公布结果，还有两步");
        await page.ClickAsync(".three a.button:not(.button-quiet)");
        await Expect(page.Locator(".summary-table")).ToBeVisibleAsync();
        await clerk.KeepAsync("manage-publication-desktop");
        await page.ClickAsync("a[href$='/acts/publish']");
        await ConfirmAsync(page, "已核对");
        await Expect(page.Locator(".round-head .badge")).ToHaveTextAsync("结果公示中");
    }

    [BrowserFact]
    public async Task Every_tab_of_a_round_is_in_sight_with_large_type()
    {
        var round = await fixture.Server.OpenAsync(Papers.Of(3));
        foreach (var screen in (Screen[])[Screen.Phone, Screen.Desktop.English])
        {
            await using var clerk = await fixture.VisitAsync(screen);
            await clerk.SignInAsync("admin", Site.AdministratorKey);
            foreach (var width in (int[])[390, 850, 1000])
            {
                await clerk.Page.SetViewportSizeAsync(width, 900);
                await clerk.Page.GotoAsync($"/manage/rounds/{round.Id}");
                await clerk.Page.EvaluateAsync("() => document.documentElement.dataset.text = 'large'");
                Assert.True(await clerk.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.tabs a')].every(tab => tab.getBoundingClientRect().right <= innerWidth)"), $"{screen.Name} {width}");
                Assert.True(await clerk.FitsAsync());
            }
        }
    }

    [BrowserFact]
    public async Task A_printed_paper_has_units_and_questions_and_no_marks()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ClickAsync("#go-on");
        await voter.Page.MarkAsync(0, 0);
        await voter.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(voter.Page.Locator("#unit-list .unit-name").First).ToBeVisibleAsync();
        await Expect(voter.Page.Locator("#sheet-marks legend").First).ToBeVisibleAsync();
        await Expect(voter.Page.Locator("#send")).ToBeHiddenAsync();
        Assert.True(await voter.Page.EvaluateAsync<bool>("""
            () => {
              const [marked, open] = ["input:checked", "input:not(:checked)"].map(input => getComputedStyle(document.querySelector(`.mark-option ${input} + span`)));
              return marked.backgroundColor === "rgba(0, 0, 0, 0)" && marked.color === open.color && marked.borderColor === open.borderColor;
            }
            """));
        await voter.KeepAsync("printed-paper-phone");
    }

    private static async Task ConfirmAsync(IPage page, string reason)
    {
        await page.FillAsync("#reason", reason);
        await page.CheckAsync("input[name=sure]");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }
}
