
namespace Evaluation.Browser.Tests;

/// <summary>What is typed into the rules form survives an ended session and a second device.</summary>
[Collection(OneFixture.Name)]
public sealed class DraftTests(BrowserFixture fixture)
{
    private const string TitleZh = "#f-title-zh";

    [BrowserFact]
    public async Task What_was_typed_is_offered_after_the_session_has_ended_and_goes_when_it_is_sent()
    {
        var round = await fixture.Server.DraftAsync();
        var rules = $"/manage/rounds/{round.Id}/rules";
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync(rules);
        await page.FillAsync(TitleZh, "打到一半");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("草稿已保存");

        await administrator.Context.ClearCookiesAsync(new() { Name = "staff" });
        await page.FillAsync("#f-title-en", "Half typed");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("登录已结束");
        await Expect(page.Locator("[data-draft-sign-in]")).ToBeVisibleAsync();
        Assert.Equal("Half typed", await page.InputValueAsync("#f-title-en"));

        await page.GotoAsync(rules);
        await page.FillAsync("#name", "admin");
        await page.FillAsync("#secret", Site.AdministratorKey);
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("[data-draft-offer]")).ToBeVisibleAsync();
        await page.ClickAsync("[data-draft-offer] a.button");
        Assert.Equal("打到一半", await page.InputValueAsync(TitleZh));

        await page.ClickAsync(".save-bar button");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-draft-offer]")).ToHaveCountAsync(0);
        Assert.Equal("打到一半", await page.InputValueAsync(TitleZh));
        (await fixture.Server.Administrator.GetAsync($"/api/drafts/rules.{round.Id}")).Refuses(404, "no-such-draft");
    }

    [BrowserFact]
    public async Task Two_devices_get_both_choices_and_typing_goes_on()
    {
        var round = await fixture.Server.DraftAsync();
        var rules = $"/manage/rounds/{round.Id}/rules";
        await using var computer = await fixture.VisitAsync(Screen.Desktop);
        await using var phone = await fixture.VisitAsync(Screen.Phone);
        foreach (var visitor in new[] { computer, phone })
        {
            await visitor.SignInAsync("admin", Site.AdministratorKey);
            await visitor.Page.GotoAsync(rules);
        }
        await phone.Page.FillAsync(TitleZh, "手机");
        await Expect(phone.Page.Locator("[data-draft-status]")).ToContainTextAsync("草稿已保存");
        await computer.Page.FillAsync(TitleZh, "电脑");
        await Expect(computer.Page.Locator("[data-draft-conflict]")).ToBeVisibleAsync();
        Assert.Equal("电脑", await computer.Page.InputValueAsync(TitleZh));
        await computer.KeepAsync("draft-conflict-desktop");
        await computer.Page.ClickAsync("[data-draft-conflict] button");
        await Expect(computer.Page.Locator("[data-draft-conflict]")).ToBeHiddenAsync();
        Assert.Equal("电脑", await computer.Page.InputValueAsync(TitleZh));
    }

    [BrowserFact]
    public async Task The_notices_fit_a_phone_and_a_desk_in_both_languages()
    {
        var round = await fixture.Server.DraftAsync();
        var rules = $"/manage/rounds/{round.Id}/rules";
        await using (var typing = await fixture.VisitAsync(Screen.Phone))
        {
            await typing.SignInAsync("admin", Site.AdministratorKey);
            await typing.Page.GotoAsync(rules);
            await typing.Page.FillAsync(TitleZh, "打到一半");
            await Expect(typing.Page.Locator("[data-draft-status]")).ToContainTextAsync("草稿已保存");
            await typing.KeepAsync("draft-saved-phone");
        }
        foreach (var screen in new[] { Screen.Phone, Screen.Phone.English, Screen.Desktop, Screen.Desktop.English })
        {
            await using var visitor = await fixture.VisitAsync(screen);
            await visitor.SignInAsync("admin", Site.AdministratorKey);
            await visitor.Page.GotoAsync(rules);
            Assert.True(await visitor.FitsAsync());
            await visitor.KeepAsync($"draft-offered-{screen.Name}");
            await visitor.Page.ClickAsync("[data-draft-offer] a.button");
            Assert.True(await visitor.FitsAsync());
            await visitor.KeepAsync($"draft-shown-{screen.Name}");
        }
    }
}
