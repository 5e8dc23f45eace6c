using System.Text.RegularExpressions;

namespace Evaluation.Browser.Tests.Results;

/// <summary>Charts and the announcement in a real browser: with large type, with all folds open, and on paper.</summary>
[Collection(OneFixture.Name)]
public sealed partial class PublicChartTests(BrowserFixture fixture)
{
    [AxeFact]
    public async Task A_card_with_charts_and_open_tables_is_accessible_with_large_type()
    {
        var round = await PublishAsync(9);
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop.English.Dark })
        {
            await using var reader = await fixture.VisitAsync(screen);
            await reader.Page.GotoAsync($"/rounds/{round.Id}/results/u1");
            await reader.Page.ClickAsync(".site-tools a[href*='text=']");
            foreach (var fold in await reader.Page.Locator(".data-fold > summary").AllAsync())
                await fold.ClickAsync();
            await Expect(reader.Page.Locator("svg.stacked").First).ToBeVisibleAsync();
            await AccessibilityTests.CheckAsync(reader, $"unit-charts-{screen.Name}");
        }
    }

    [AxeFact]
    public async Task A_complaint_is_filed_and_looked_up_accessibly()
    {
        var (_, _) = await Papers.OpenAsync(fixture, 9);
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop.English.Dark })
        {
            await using var anybody = await fixture.VisitAsync(screen);
            var page = anybody.Page;
            await page.GotoAsync("/complaints");
            await page.FillAsync("#name", "不存在的单位");
            await page.FillAsync("#text", "等候两小时");
            await page.ClickAsync("main button[type=submit]");
            await Expect(page.Locator("#name-fault")).ToBeVisibleAsync();
            await AccessibilityTests.CheckAsync(anybody, $"complaint-refused-{screen.Name}");
            await page.FillAsync("#name", "u1");
            await page.ClickAsync("main button[type=submit]");
            var code = await page.Locator(".complaint-code code").InnerTextAsync();
            await AccessibilityTests.CheckAsync(anybody, $"complaint-receipt-{screen.Name}");
            await page.ClickAsync("main a[href='/complaints/progress']");
            await page.FillAsync("#code", code);
            await page.ClickAsync("main button[type=submit]");
            await Expect(page.Locator("main dl")).ToBeVisibleAsync();
            await AccessibilityTests.CheckAsync(anybody, $"complaint-found-{screen.Name}");
        }
    }

    [BrowserFact]
    public async Task The_announcement_prints_on_A4_with_the_margins_of_an_official_document()
    {
        var round = await PublishAsync(120);
        await using var reader = await fixture.VisitAsync(Screen.Desktop);
        var page = reader.Page;
        await page.GotoAsync($"/rounds/{round.Id}/announcement");
        var margins = await page.EvaluateAsync<string>("() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule instanceof CSSPageRule && rule.selectorText === '').at(-1).style.margin");
        Assert.Equal("37mm 26mm 35mm 28mm", margins);
        var paper = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(Chromium.Screenshots, "announcement.pdf") });
        var text = System.Text.Encoding.Latin1.GetString(paper);
        // 210 × 297 mm in points; the letter and at least three sheets of tables.
        Assert.All(Boxes().Matches(text), box => Assert.Equal(("594.95996", "841.91998"), (box.Groups[1].Value, box.Groups[2].Value)));
        Assert.InRange(Boxes().Count(text), 4, 12);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await page.Locator(".site-header, .site-footer, .organiser, .tool").Locator("visible=true").CountAsync());
        Assert.Equal("table-header-group", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.annex thead')).display"));
    }

    private async Task<TestRound> PublishAsync(int units)
    {
        var (round, _) = await Papers.OpenAsync(fixture, units, definition => definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"groupMin": 2}"""));
        foreach (var (index, voter) in (await round.IssueAsync("users", 7)).Concat(await round.IssueAsync("npc", 7)).Index())
        {
            var slips = Enumerable.Range(1, units).Select(unit => $$"""{"unit":"u{{unit}}","marks":[{{index % 2}},{{(unit + index) % 3}},{{(unit + index) % 2}},{{index % 4}},{{index % 2}}]}""");
            (await fixture.Server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{{string.Join(',', slips)}}]}""")).Answers();
        }
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex Boxes();
}
