using System.Globalization;

namespace Evaluation.Browser.Tests;

/// <summary>The whole life of a round on pages only: an administrator, three voters and the public.</summary>
[Collection(OneFixture.Name)]
public sealed class RoundLifeTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_round_runs_from_creation_to_publication_on_pages_only()
    {
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        var round = TestServer.NewId("life");
        await page.ClickAsync("a[href='/manage/new']");
        await page.FillAsync("#id", round);
        await page.FillAsync("#zh", "全程演练");
        await page.ClickAsync("main button[type=submit]");
        await page.FillAsync("#f-policies-groupMin", "3");
        await page.FillAsync("#f-policies-commentMin", "3");
        await page.ClickAsync(".save-bar button");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
        await administrator.KeepAsync("manage-rules-desktop");

        await page.ClickAsync(".tabs a[href$='/credentials']");
        await page.FillAsync("#count", "3");
        await page.CheckAsync("input[value=links]");
        await page.ClickAsync("main form button[type=submit]");
        var links = await page.LinksAsync();
        await page.ActAsync(round, "open");

        for (var voted = 1; voted <= links.Length; voted++)
        {
            await using var voter = await fixture.VisitAsync(Screen.Phone);
            await voter.Page.GotoAsync(links[voted - 1]);
            await voter.Page.ClickAsync("#go-on");
            await voter.Page.RateAsync(0, 0, 1, 0, 0);
            await voter.Page.Locator("details:has(#comment) > summary").ClickAsync();
            await voter.Page.FillAsync("#comment", "停车不便");
            await voter.Page.ClickAsync("#send");
            await Expect(voter.Page.Locator("#vote-receipt")).ToBeVisibleAsync();
        }
        // Turnout appears without a reload, once it is above the minimum.
        await Expect(page.Locator("[data-group=npc] [data-cell=voted]")).ToHaveTextAsync(links.Length.ToString(CultureInfo.InvariantCulture));
        await administrator.KeepAsync("manage-conduct-desktop");

        await page.ActAsync(round, "seal");
        await SortAndAnswerAsync(page);
        foreach (var act in new[] { "compute", "publish" })
            await page.ActAsync(round, act);
        await Expect(page.Locator(".round-head .badge")).ToHaveTextAsync("结果公示中");
        await page.ClickAsync(".tabs a[href$='/audit']");
        await Expect(page.Locator(".audit")).ToContainTextAsync("公布结果");
        await Expect(page.Locator(".audit")).ToContainTextAsync("答复意见");

        await using var anybody = await fixture.VisitAsync(Screen.Phone.English);
        await anybody.Page.GotoAsync("/");
        await anybody.Page.ClickAsync($".rounds a[href='/rounds/{round}/turnout']");
        await Expect(anybody.Page.Locator("[data-group=npc] [data-cell=share]")).ToHaveTextAsync("100.0%");
    }

    [BrowserFact]
    public async Task A_listed_fault_links_to_its_field()
    {
        var round = await fixture.Server.DraftAsync();
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/rules");
        await page.FillAsync("#f-criteria-0-points", "many");
        await page.PressAsync("#f-criteria-0-points", "Enter");
        await page.ClickAsync("#faults a");
        await Expect(page.Locator("#f-criteria-0-points")).ToBeInViewportAsync();
        await Expect(page.Locator("#f-criteria-0-points-fault")).ToBeVisibleAsync();
    }

    /// <summary>Equal texts of voters are one comment: it is tagged, found by its tag and answered.</summary>
    private static async Task SortAndAnswerAsync(IPage page)
    {
        await page.ClickAsync(".tabs a[href$='/comments']");
        await page.CheckAsync(".comment input[name=comment]");
        await page.FillAsync("#words", "停车");
        await page.PressAsync("#words", "Enter");
        await page.SelectOptionAsync("select[name=tag]", "停车");
        await page.ClickAsync("form.compare button[type=submit]");
        await Expect(page.Locator(".comment")).ToContainTextAsync("相同内容 3 条");
        await page.ClickAsync(".comment a:has-text('答复')");
        await page.FillAsync("#text", "新停车场五月启用。");
        await page.ClickAsync("form:has(#text) button[type=submit]");
        await Expect(page.Locator("p.answer").Last).ToHaveTextAsync("新停车场五月启用。");
    }
}
