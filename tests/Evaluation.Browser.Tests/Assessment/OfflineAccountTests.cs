using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Browser.Tests.Assessment;

/// <summary>What is kept on a device belongs to one account: sessions that end, signing out, and other accounts.</summary>
[Collection(OneFixture.Name)]
public sealed class OfflineAccountTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_sheet_that_is_typed_after_the_session_has_ended_is_sent_after_signing_in_again()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        var page = await device.OpenAsync(inspector.Page);
        await EndSessionAsync(device);
        await page.FillAsync("[name='points.0']", "8");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("登录已失效");
        await inspector.KeepAsync("inspection-session-ended-phone");
        await page.ClickAsync("button[value=save]");
        await Expect(page.Locator("[name='points.0']")).ToHaveValueAsync("8");

        await page.ClickAsync("#unsent a");
        await SignInAsync(page, device.Staff.Accounts["inspector"]);
        await Expect(page.Locator("[name='points.0']")).ToHaveValueAsync("8");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("已自动保存");
        Assert.Equal(8m, (await device.SheetAsync()).GetProperty("points").GetProperty("visit").GetDecimal());
    }

    [BrowserFact]
    public async Task A_page_that_is_older_than_the_session_sends_its_forms_with_a_fresh_token()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        var old = await device.OpenAsync(inspector.Page);
        await EndSessionAsync(device);
        var tab = await inspector.AnotherTabAsync();
        await tab.GotoAsync("/sign-in");
        await SignInAsync(tab, device.Staff.Accounts["inspector"]);
        await tab.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));

        await old.ClickAsync("summary >> text=登记抽查");
        await old.CheckAsync("[name=failed][value=false]");
        await old.ClickAsync("form[action$='/spot-checks'] button");
        await Expect(old.Locator("#checks")).ToContainTextAsync("1");
        await old.FillAsync("[name='points.0']", "8");
        await old.ClickAsync("button[value=save]");
        await Expect(old.Locator("#save-state")).ToContainTextAsync("已保存");
    }

    [BrowserFact]
    public async Task Unsent_entries_are_seen_and_sent_by_their_own_account_only()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        var other = await AnotherInspectorAsync(device.Staff);
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.FillAsync("[name='points.0']", "8");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 1 项");
        await EndSessionAsync(device);
        await device.GoOnlineAsync();
        await Expect(page.Locator("#unsent")).ToContainTextAsync("登录已失效");

        await page.ClickAsync("#unsent a");
        await Expect(page.Locator("#secret")).ToBeVisibleAsync();
        await Eventually.IsTrueAsync(async () => (await KeptAsync(page)).Length == 0, "the sign-in page has removed the kept pages");
        await SignInAsync(page, other);
        await Expect(page.Locator("#points-0")).ToHaveValueAsync("");
        await page.GotoAsync("/inspection");
        await Expect(page.Locator("#kept")).ToContainTextAsync("已存到本机");
        await Expect(page.Locator("#unsent")).ToBeHiddenAsync();
        Assert.Equal([other.Name], await page.EvaluateAsync<string[]>("async () => [await (await caches.match('/inspection/owner')).text()]"));
        Assert.Equal(0, (await device.Staff.As("inspector").GetAsync($"{device.Staff.Round.Path}/units/u1/inspections")).Answers().GetProperty("sheets").GetArrayLength());

        await inspector.SignInAsync(device.Staff.Accounts["inspector"].Name, device.Staff.Accounts["inspector"].Key);
        await page.GotoAsync("/inspection");
        await Expect(page.Locator("#kept")).ToContainTextAsync("已存到本机");
        Assert.Equal(8m, (await device.SheetAsync()).GetProperty("points").GetProperty("visit").GetDecimal());
    }

    [BrowserFact]
    public async Task Signing_out_removes_the_kept_pages_and_asks_about_unsent_entries()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.FillAsync("[name='points.0']", "8");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 1 项");
        await page.GotoAsync("/inspection/nowhere/u9");
        await Expect(page.Locator("h1")).ToHaveTextAsync("未联网");
        await inspector.KeepAsync("inspection-not-kept-phone");

        await device.GoOnlineAsync();
        await device.OpenAsync(page);
        await Expect(page.Locator("#unsent")).ToBeHiddenAsync();
        // Everything is sent. Make sending and saving fail, and type again.
        await page.RouteAsync("**/inspection/**", route => route.Request.Method == "POST" || route.Request.Url.EndsWith("/session", StringComparison.Ordinal) ? route.AbortAsync() : route.ContinueAsync());
        await page.FillAsync("[name='points.0']", "7");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 1 项");
        await page.GotoAsync("/account");
        var asked = new TaskCompletionSource<string>();
        page.Dialog += (_, dialog) =>
        {
            asked.TrySetResult(dialog.Message);
            _ = dialog.AcceptAsync();
        };
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        Assert.Contains("还有 1 项没有送出", await asked.Task, StringComparison.Ordinal);
        Assert.Empty(await KeptAsync(page));

        await device.GoOfflineAsync();
        await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync("/inspection"));
    }

    [BrowserFact]
    public async Task A_browser_that_keeps_nothing_says_so_and_saves_with_a_network_as_before()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await inspector.Page.AddInitScriptAsync("IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); }");
        var page = await device.OpenAsync(inspector.Page);
        await Expect(page.Locator("#unsent")).ToContainTextAsync("不能在本机保存");
        await page.FillAsync("[name='points.0']", "8");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("已自动保存");
        await page.SetInputFilesAsync("#row-0 input[type=file]", Photograph.Of(40, 30));
        await Expect(page.Locator("#row-0 .shot-own input")).ToBeCheckedAsync();
        Assert.Equal(8m, (await device.SheetAsync()).GetProperty("points").GetProperty("visit").GetDecimal());
    }

    [BrowserFact]
    public async Task A_device_without_room_says_that_nothing_more_is_kept()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
        await page.FillAsync("[name='points.0']", "8");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("存储空间不足");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("没有保存到本机");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("[name='points.0']")).ToHaveValueAsync("8");

        await device.GoOnlineAsync();
        await page.ClickAsync("button[value=save]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("已保存");
        Assert.Equal(8m, (await device.SheetAsync()).GetProperty("points").GetProperty("visit").GetDecimal());
    }

    private ValueTask EndSessionAsync(Device device) => fixture.Server.Get<SessionStore>().EndAllAsync(device.Staff.Accounts["inspector"].Name);

    private static Task<string[]> KeptAsync(IPage page) => page.EvaluateAsync<string[]>("async () => (await caches.keys()).filter(name => name.startsWith('inspection'))");

    private async Task<(string Name, string Key)> AnotherInspectorAsync(StaffRound staff)
    {
        var name = TestServer.NewId("other");
        var added = await fixture.Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"inspector","round":"{{staff.Round.Id}}"}]}""");
        (await fixture.Server.Administrator.PutAsync($"{staff.Round.Path}/panels/north", $$"""{"label":"North","inspectors":["{{staff.Accounts["inspector"].Name}}","{{name}}"],"units":["u1"]}""")).Answers();
        return (name, added.Answers(201).GetProperty("key").GetString()!);
    }

    private static async Task SignInAsync(IPage page, (string Name, string Key) account)
    {
        await page.FillAsync("#name", account.Name);
        await page.FillAsync("#secret", account.Key);
        await page.ClickAsync("main button[type=submit]");
    }
}
