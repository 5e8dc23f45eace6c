using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Voter;

/// <summary>A voter sees the limits of a ballot, and finishes it.</summary>
[Collection(OneFixture.Name)]
public sealed class LimitTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_voter_sees_how_many_units_are_marked_and_finishes_the_ballot()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6, definition => definition["ballot"] = JsonNode.Parse(
            """{"limits": [{"class": "k1", "criterion": "c0", "options": ["A"], "max": 2}], "uniform": "refuse", "unfinished": "ignore"}"""));
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync(".unit-row[data-unit=u1]");
        await Expect(page.Locator("[data-limits='0']")).ToContainTextAsync("已评“满意” 0 个单位，最多 2 个");
        await page.RateAsync(0, 1, 2, 3, 0);
        await Expect(page.Locator("[data-limits='0']")).ToContainTextAsync("已评“满意” 1 个单位，最多 2 个");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#receipt-finish")).ToContainTextAsync("评议尚未完成");
        await page.ClickAsync("#receipt-back");
        await page.ClickAsync("#finish");
        await Expect(page.Locator("#finish-state")).ToContainTextAsync("评议已完成");
        Assert.True((await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("finished").GetBoolean());
        await voter.KeepAsync("vote-finished-phone");
    }
}
