
namespace Evaluation.Browser.Tests;

/// <summary>An objection from the reviewer's form to the corrected result.</summary>
[Collection(OneFixture.Name)]
public sealed class ObjectionLifeTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task An_objection_upheld_by_two_persons_leads_to_a_published_correction()
    {
        var objected = await ObjectedRound.PublishAsync(fixture.Server.Site);
        var address = $"/manage/rounds/{objected.Round.Id}/objections/{await objected.FileAsync()}";
        await using var reviewer = await SignedInAsync(Screen.Desktop.English);
        var page = reviewer.Page;
        await page.GotoAsync(address);
        await page.CheckAsync("input[value=upheld]");
        await page.FillAsync("#answer", "The prize was forgotten.");
        await AddAsync(page, "spot-check-entered");
        await AddAsync(page, "adjustment-entered");
        await Expect(page.Locator("#c1-adjustment-id")).ToBeFocusedAsync();
        await page.FillAsync("#c1-adjustment-id", "prize");
        await page.SelectOptionAsync("#c1-adjustment-kind", "bonus");
        await page.FillAsync("#c1-adjustment-points", "20.5x");
        await page.FillAsync("#c1-adjustment-rule", "§ 12");
        await page.FillAsync("#c1-adjustment-fact", "a prize of the province");
        await reviewer.KeepAsync("manage-corrections-desktop-en");
        Assert.InRange((await page.Locator("#c1-adjustment-rule").BoundingBoxAsync())!.Width, 150, 600);
        await page.SetViewportSizeAsync(Screen.Phone.Size.Width, Screen.Phone.Size.Height);
        await reviewer.KeepAsync("manage-corrections-phone-en");
        Assert.True(await reviewer.FitsAsync(), "the form is wider than a phone");
        await page.SetViewportSizeAsync(Screen.Desktop.Size.Width, Screen.Desktop.Size.Height);

        // The other correction is removed without a call to the server.
        await page.ClickAsync("button[value='remove 0']");
        await Expect(page.Locator("[data-correction]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-removed]")).ToHaveTextAsync("The correction was removed.");
        await page.PressAsync("#c1-adjustment-rule", "Enter");
        await Expect(page.Locator("#c0-adjustment-points-fault")).ToContainTextAsync("number");
        await Expect(page.Locator("#answer")).ToHaveValueAsync("The prize was forgotten.");
        await page.FillAsync("#c0-adjustment-points", "19");
        await page.PressAsync("#c0-adjustment-points", "Enter");
        await Expect(page.Locator(".worded")).ToContainTextAsync("a prize of the province");
        await reviewer.KeepAsync("manage-answer-check-desktop-en");
        await page.ClickAsync("button[value=propose]");

        await using var second = await SignedInAsync(Screen.Phone);
        await second.Page.GotoAsync(address);
        await second.KeepAsync("manage-answer-approve-phone");
        await second.Page.ClickAsync("form[action$='/approve'] button");
        await Expect(second.Page.Locator("main")).ToContainTextAsync("第 2 版");

        await using var anybody = await fixture.VisitAsync(Screen.Phone);
        await anybody.Page.GotoAsync($"/rounds/{objected.Round.Id}/objections");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("The prize was forgotten.");
    }

    private static async Task AddAsync(IPage page, string target)
    {
        var there = await page.Locator("[data-correction]").CountAsync();
        await page.SelectOptionAsync("#target", target);
        await page.ClickAsync("button[value=add]");
        await Expect(page.Locator("[data-correction]")).ToHaveCountAsync(there + 1);
    }

    private async Task<Visitor> SignedInAsync(Screen screen)
    {
        var name = TestServer.NewId("reviewer");
        var added = await fixture.Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer"}]}""");
        var visitor = await fixture.VisitAsync(screen);
        await visitor.SignInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        return visitor;
    }
}
