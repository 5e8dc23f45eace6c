namespace Evaluation.Browser.Tests.Assessment;

/// <summary>An inspector without a network: what is kept on the device, what is sent afterwards, and that it is sent once.</summary>
[Collection(OneFixture.Name)]
public sealed class OfflineInspectionTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_sheet_and_a_photograph_made_offline_survive_the_tab_and_are_sent_once()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await inspector.KeepAsync("inspection-kept-phone");
        await device.GoOfflineAsync();

        var page = await device.OpenAsync(inspector.Page);
        await page.ClickAsync("#row-0 .stepper button >> nth=0");
        await page.FillAsync("[name='reason.0']", "现场缺一页");
        await page.SetInputFilesAsync("#row-0 input[type=file]", Photograph.Of(3000, 1000));
        await Expect(page.Locator("#row-0 .shot-own")).ToContainTextAsync("待发送");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("存入本机");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 2 项");
        await inspector.KeepAsync("inspection-offline-phone");
        Assert.True(await inspector.FitsAsync());
        await page.CloseAsync();

        var again = await device.OpenAsync(await inspector.AnotherTabAsync());
        await Expect(again.Locator("[name='points.0']")).ToHaveValueAsync("8.5");
        await Expect(again.Locator("[name='reason.0']")).ToHaveValueAsync("现场缺一页");
        await Expect(again.Locator("#row-0 .shot-own")).ToContainTextAsync("待发送");
        Assert.Empty(await device.EvidenceAsync());

        await device.GoOnlineAsync();
        await Expect(again.Locator("#unsent")).ToBeHiddenAsync();
        await Expect(again.Locator("#row-0 .shot-own input")).ToBeCheckedAsync();
        var photograph = Assert.Single(await device.EvidenceAsync());
        var sheet = await device.SheetAsync();
        Assert.Equal(("draft", 8.5m, "现场缺一页"), (sheet.GetProperty("state").GetString(), sheet.GetProperty("points").GetProperty("visit").GetDecimal(), sheet.GetProperty("notes").GetProperty("visit").GetString()));
        Assert.Equal(photograph.GetProperty("id").GetString(), Assert.Single(sheet.GetProperty("evidence").EnumerateArray()).GetString());
        Assert.Equal(1, sheet.GetProperty("heads").GetArrayLength());

        await again.ReloadAsync();
        await Expect(again.Locator("#unsent")).ToBeHiddenAsync();
        Assert.Equal(sheet.GetProperty("version").GetInt64(), (await device.SheetAsync()).GetProperty("version").GetInt64());
    }

    [BrowserFact]
    public async Task A_photograph_is_made_smaller_on_the_device_and_its_position_is_not_sent()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        var page = await device.OpenAsync(inspector.Page);
        var taken = Photograph.Of(3000, 1000);
        Assert.Contains("GPSLatitude", System.Text.Encoding.Latin1.GetString(taken.Buffer), StringComparison.Ordinal);
        await page.SetInputFilesAsync("#row-0 input[type=file]", taken);
        await Expect(page.Locator("#row-0 .shot-own input")).ToBeCheckedAsync();

        var filed = Assert.Single(await device.EvidenceAsync()).GetProperty("id").GetString();
        using var file = await device.Staff.As("inspector").StartAsync(HttpMethod.Get, $"{device.Staff.Round.Path}/units/u1/evidence/{filed}/file", null, default);
        var sent = await file.Content.ReadAsByteArrayAsync();
        using var picture = SkiaSharp.SKBitmap.Decode(sent);
        Assert.Equal((1600, 533), (picture.Width, picture.Height));
        Assert.DoesNotContain("GPSLatitude", System.Text.Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Two_devices_that_differ_are_shown_side_by_side_and_merged_by_choice()
    {
        await using var phone = await Device.OpenAsync(fixture);
        await using var tablet = await Device.OpenAsync(fixture, phone.Staff);
        var (first, second) = (phone.Visitor, tablet.Visitor);
        await phone.KeepAsync();
        await tablet.KeepAsync();
        await phone.GoOfflineAsync();
        await tablet.GoOfflineAsync();
        foreach (var (device, visit, files) in new[] { (phone, "8", "4"), (tablet, "7", "4") })
        {
            var page = await device.OpenAsync(device.Visitor.Page);
            await page.FillAsync("[name='points.0']", visit);
            await page.FillAsync("[name='points.1']", files);
            await Expect(page.Locator("#save-state")).ToContainTextAsync("存入本机");
        }

        await phone.GoOnlineAsync();
        await Expect(first.Page.Locator("#save-state")).ToContainTextAsync("已自动保存");
        await tablet.GoOnlineAsync();
        var conflict = second.Page;
        await Expect(conflict.Locator("fieldset.versus")).ToHaveCountAsync(1);
        await Expect(conflict.Locator(".versus-side .figure")).ToHaveTextAsync(["8", "7"]);
        await second.KeepAsync("inspection-two-devices-phone");
        // Choosing without a network loses nothing either.
        await tablet.GoOfflineAsync();
        await conflict.ClickAsync(".versus-side >> nth=1");
        await conflict.ClickAsync("button[type=submit]");
        await Expect(conflict.Locator("#unsent")).ToContainTextAsync("没有送达");
        await tablet.GoOnlineAsync();
        await conflict.ClickAsync("button[type=submit]");
        await Expect(conflict.Locator("[name='points.0']")).ToHaveValueAsync("7");

        var sheet = await phone.SheetAsync();
        Assert.Equal((1, 7m), (sheet.GetProperty("heads").GetArrayLength(), sheet.GetProperty("points").GetProperty("visit").GetDecimal()));
        await Expect(conflict.Locator("#unsent")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task An_edit_whose_answer_was_lost_does_not_conflict_with_what_is_typed_next()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        var page = await device.OpenAsync(inspector.Page);
        var lost = device.Network.LoseAnswerTo($"POST {device.Staff.Sheet} ");
        await page.FillAsync("[name='points.0']", "8");
        await lost;
        await Expect(page.Locator("#unsent")).ToContainTextAsync("暂时连接不上");
        Assert.Equal(8m, (await device.SheetAsync()).GetProperty("points").GetProperty("visit").GetDecimal());
        await page.FillAsync("[name='points.1']", "4");
        device.Network.Mend();
        await page.ClickAsync("#unsent button");

        await Expect(page.Locator("#save-state")).ToContainTextAsync("已自动保存");
        var sheet = await device.SheetAsync();
        Assert.Equal((1, 4m), (sheet.GetProperty("heads").GetArrayLength(), sheet.GetProperty("points").GetProperty("files").GetDecimal()));
    }

    [BrowserFact]
    public async Task A_photograph_a_check_and_a_finding_whose_answers_were_lost_are_stored_once()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.SetInputFilesAsync("#row-0 input[type=file]", Photograph.Of(40, 30));
        await page.ClickAsync("summary >> text=登记抽查");
        await page.CheckAsync("[name=failed][value=true]");
        await page.FillAsync("#check-note", "通道堵塞");
        await page.ClickAsync("form[action$='/spot-checks'] button");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("抽查已存入本机");
        await page.ClickAsync("summary >> text=登记问题");
        await page.FillAsync("#finding-text", "通道堵塞，限期清理");
        await page.FillAsync("#finding-due", "2031-01-31");
        await page.ClickAsync("form[action$='/findings'] button");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 4 项");
        await inspector.KeepAsync("inspection-spot-offline-phone");

        foreach (var request in new[] { "/evidence ", "/spot-checks ", "/findings " })
        {
            var lost = device.Network.LoseAnswerTo(request);
            await device.GoOnlineAsync();
            await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
            await lost;
            await Expect(page.Locator("#unsent")).ToContainTextAsync("暂时连接不上");
        }
        await device.GoOnlineAsync();
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(page.Locator("#unsent")).ToBeHiddenAsync();

        var unit = $"{device.Staff.Round.Path}/units/u1";
        Assert.Single(await device.EvidenceAsync());
        Assert.Equal("通道堵塞", Assert.Single((await fixture.Server.Administrator.GetAsync($"{unit}/spot-checks")).Answers().GetProperty("items").EnumerateArray()).GetProperty("note").GetString());
        Assert.Equal("通道堵塞，限期清理", Assert.Single((await fixture.Server.Administrator.GetAsync($"{device.Staff.Round.Path}/findings")).Answers().GetProperty("items").EnumerateArray()).GetProperty("text").GetString());
    }

    [BrowserFact]
    public async Task A_sheet_is_filed_offline_when_it_is_complete_and_filed_at_the_server_later()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await Expect(page.Locator("#offline-hint")).ToBeVisibleAsync();
        await page.ClickAsync("#row-0 .score-same");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("“2. 台账”未评");
        await page.FillAsync("[name='points.1']", "4");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("“2. 台账”需要填写理由");
        await page.FillAsync("[name='reason.1']", "缺目录");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("联网后自动提交");

        await device.GoOnlineAsync();
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
        Assert.Equal("filed", (await device.SheetAsync()).GetProperty("state").GetString());
        await Expect(page.Locator("#unsent")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_sheet_that_the_server_cannot_file_is_saved_and_says_that_it_is_not_filed()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.ClickAsync("#row-0 .score-same");
        await page.FillAsync("[name='points.1']", "99");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("还不能提交：“2. 台账”");
        // A page that knows another maximum than the server lets the sheet pass.
        await page.EvaluateAsync("() => { document.querySelector('#row-1').dataset.max = '100'; }");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("联网后自动提交");

        await device.GoOnlineAsync();
        await Expect(page.Locator("#unsent li")).ToContainTextAsync("没有提交");
        Assert.Equal(("draft", 99m), ((await device.SheetAsync()).GetProperty("state").GetString(), (await device.SheetAsync()).GetProperty("points").GetProperty("files").GetDecimal()));
        await page.ReloadAsync();
        await page.ClickAsync("#unsent li button");
        await Expect(page.Locator("#unsent")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task What_was_typed_after_the_round_was_sealed_stays_on_the_device_and_says_why()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.FillAsync("[name='points.0']", "8");
        await page.FillAsync("[name='reason.0']", "现场缺一页");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 1 项");
        (await device.Staff.Round.TryMoveAsync("cancelled", "not this year")).Answers();

        await device.GoOnlineAsync();
        var refused = page.Locator("#unsent li").First;
        await Expect(refused).ToContainTextAsync("未接收");
        await refused.Locator("summary").ClickAsync();
        await Expect(refused).ToContainTextAsync("1. 现场 · 8 · 现场缺一页");
        await inspector.KeepAsync("inspection-refused-phone");
        await page.ReloadAsync();
        await Expect(page.Locator("#unsent li").First).ToContainTextAsync("内容仍保存在本机");
    }

    [BrowserFact]
    public async Task Points_that_cannot_be_right_are_marked_at_once_and_kept()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.FillAsync("[name='points.0']", "99");
        await Expect(page.Locator("#remarks-0")).ToContainTextAsync("不能超过应得分");
        await Expect(page.Locator("[name='points.0']")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("[name='points.0']", "5");
        await Expect(page.Locator("#remarks-0 .fault")).ToHaveCountAsync(0);

        await device.GoOfflineAsync();
        await page.FillAsync("[name='points.0']", "abc");
        await Expect(page.Locator("#remarks-0")).ToContainTextAsync("请填写 0 至 10 之间的数字");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("“1. 现场”：请填写 0 至 10 之间的数字");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("还不能提交：“1. 现场”：请填写 0 至 10 之间的数字");
        await page.CloseAsync();
        var again = await device.OpenAsync(await inspector.AnotherTabAsync());
        await Expect(again.Locator("[name='points.0']")).ToHaveValueAsync("abc");
        await Expect(again.Locator("#remarks-0")).ToContainTextAsync("请填写 0 至 10 之间的数字");

        await device.GoOnlineAsync();
        await again.FillAsync("[name='points.0']", "7");
        await Expect(again.Locator("#unsent")).ToBeHiddenAsync();
        Assert.Equal(7m, (await device.SheetAsync()).GetProperty("points").GetProperty("visit").GetDecimal());
    }

    [BrowserFact]
    public async Task The_kept_list_of_visits_shows_new_counts_when_the_network_is_back()
    {
        await using var device = await Device.OpenAsync(fixture);
        var inspector = device.Visitor;
        await device.KeepAsync();
        await device.GoOfflineAsync();
        var page = await device.OpenAsync(inspector.Page);
        await page.FillAsync("[name='points.0']", "7");
        await Expect(page.Locator("#save-state")).ToContainTextAsync("存入本机");
        await page.GotoAsync("/inspection");
        await Expect(page.Locator("[data-keep] .why").First).ToContainTextAsync("已评 0 /");
        await device.GoOnlineAsync();
        await Expect(page.Locator("[data-keep] .why").First).ToContainTextAsync("已评 1 /");
        await Expect(page.Locator("[data-keep] .badge").First).ToHaveTextAsync("填写中");
    }
}
