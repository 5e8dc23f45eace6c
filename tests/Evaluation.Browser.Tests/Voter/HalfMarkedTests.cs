namespace Evaluation.Browser.Tests.Voter;

/// <summary>A unit of which some criteria have no mark yet.</summary>
[Collection(OneFixture.Name)]
public sealed class HalfMarkedTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task The_next_unit_to_rate_is_the_half_marked_one_until_it_is_complete()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        var first = await page.Locator("#sheet-name").InnerTextAsync();
        await page.RateAsync(0, 0, 0);
        await Expect(page.Locator("#go-on")).ToHaveTextAsync("补全本单位（还差 2 项）");
        await page.ClickAsync("#go-on");
        await Expect(page.Locator("#sheet-name")).ToHaveTextAsync(first);
        await Expect(page.Locator("input[name='mark-3'][value='0']")).ToBeFocusedAsync();
        await page.MarkAsync(3, 1);
        await page.MarkAsync(4, 1);
        await page.ClickAsync("#go-on");
        await Expect(page.Locator("#sheet-name")).Not.ToHaveTextAsync(first);
    }

    [BrowserTheory]
    [InlineData("#sheet-next", 2)]
    [InlineData("#sheet-previous", 0)]
    public async Task A_half_marked_unit_is_left_at_the_second_press_only(string button, int neighbour)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 9);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        var order = await page.Locator(".unit-name").AllInnerTextsAsync();
        await page.ChooseAsync(order[1]);
        await page.RateAsync(0);
        await page.ClickAsync(button);
        await Expect(page.Locator("#sheet-name")).ToHaveTextAsync(order[1]);
        await Expect(page.Locator("#sheet-state")).ToContainTextAsync("还有 4 项指标未评，未评完的单位不会提交");
        await page.ClickAsync(button);
        await Expect(page.Locator("#sheet-name")).ToHaveTextAsync(order[neighbour]);
    }

    [BrowserFact]
    public async Task The_receipt_says_how_many_units_are_not_finished()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ChooseAsync("单位1");
        await page.RateAsync(0, 0);
        await page.ChooseAsync("单位2");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#receipt-unfinished")).ToHaveTextAsync("另有 1 个单位没有评完，尚未提交。");
        await page.ClickAsync("#receipt-continue");
        await Expect(page.Locator("#sheet-name")).ToHaveTextAsync("单位3");
    }
}
