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

    [BrowserFact]
    public async Task A_ballot_beyond_its_limits_is_explained_and_nothing_is_lost()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6, definition =>
        {
            definition["ballot"] = JsonNode.Parse("""{"limits": [{"class": "k1", "criterion": "c0", "options": ["A"], "max": 1, "min": 1}], "unfinished": "ignore"}""");
            definition["criteria"]![0]!["optionLabels"] = JsonNode.Parse("""{"A": {"zh": "优秀"}}""");
        });
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await RateAsync("u1", 1);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#receipt-finish")).ToContainTextAsync("评议尚未完成");
        await page.ClickAsync("#receipt-back");
        await page.ClickAsync("#finish");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("未完成：第1类中“履职尽责”一项评为“优秀”的单位有 0 个，至少 1 个。");

        await RateAsync("u1", 0);
        await RateAsync("u4", 0);
        await Expect(page.Locator("[data-limits='0'] .limit-over")).ToContainTextAsync("已评“优秀” 2 个单位，须评 1 个");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("没有提交：第1类中“履职尽责”一项评为“优秀”的单位有 2 个，最多 1 个。");
        await Expect(page.Locator("input[data-criterion='0'][value='0']")).ToBeCheckedAsync();
        await voter.KeepAsync("vote-over-limit-phone");

        // The shortcut names the answer as the criteria do.
        await page.ClickAsync("#sheet-marks summary:has-text('各项都选同一选项')");
        await Expect(page.Locator(".same-options button").First).ToHaveTextAsync("全部“优秀 / 满意”");
        await page.RateAsync(1, 1, 2, 3, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#receipt-finish")).ToContainTextAsync("评议尚未完成");

        async Task RateAsync(string unit, int first)
        {
            if (await page.IsVisibleAsync("#sheet-back"))
                await page.ClickAsync("#sheet-back");
            await page.ClickAsync($".unit-row[data-unit={unit}]");
            await page.RateAsync(first, 1, 2, 3, 0);
        }
    }
}
