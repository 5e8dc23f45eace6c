namespace Evaluation.Browser.Tests.Assessment;

/// <summary>An inspector without a network: what is kept on the device, what is sent afterwards, and that it is sent once.</summary>
[Collection(OneFixture.Name)]
public sealed class OfflineInspectionTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_sheet_and_a_photograph_made_offline_survive_the_tab_and_are_sent_once()
    {
        var device = await Device.OpenAsync(fixture);
        await using var inspector = device.Visitor;
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
}
