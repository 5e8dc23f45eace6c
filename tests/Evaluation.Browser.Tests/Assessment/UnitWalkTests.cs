using System.Text;
using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Assessment;

/// <summary>A unit's year on its pages: import a table, file, object to a figure, read the answer.</summary>
[Collection(OneFixture.Name)]
public sealed class UnitWalkTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_unit_imports_a_table_files_objects_to_a_figure_and_reads_the_answer()
    {
        var staff = await StaffRound.OpenAsync(fixture, definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "objectionDays": 7}"""));
        var round = staff.Round;
        await using var unit = await fixture.VisitAsync(Screen.Phone);
        await staff.SignInAsync(unit, "unit");
        var page = unit.Page;
        await page.GotoAsync(staff.Assessment);
        await page.ClickAsync("a[href$='/self-assessment/import']");
        await page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "自评表.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("自评表\n考评项目,自评分,失分原因\n现场,９ 分,一次走访未完成\n台账,5,\n安全,3,\n"),
        });
        await page.ClickAsync("#look button");
        await Expect(page.Locator("#summary")).ToContainTextAsync("有变动 2 项");
        await Expect(page.Locator("#unknown")).ToContainTextAsync("第 5 行：安全（3）");
        await unit.KeepAsync("unit-import-phone");
        Assert.True(await unit.FitsAsync(), "the comparison is wider than a phone");
        await page.ClickAsync("#take button");
        await Expect(page.Locator("#claimed-0")).ToHaveValueAsync("9");
        await Expect(page.Locator("#reason-0")).ToHaveValueAsync("一次走访未完成");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();

        await PublishAsync(round);
        await page.GotoAsync($"/unit/{round.Id}/u1");
        await page.ClickAsync(".tabs a[href*='/results/']");
        await page.ClickAsync("main a[aria-label='对此数提出异议：社会评价得分']");
        await Expect(page.Locator("#figure")).ToHaveTextAsync("社会评价得分");
        await unit.KeepAsync("unit-object-phone");
        await page.FillAsync("#text", "台账一项少计两分。");
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("#o-1")).ToContainTextAsync("台账一项少计两分。");

        var (path, rejected) = ($"{round.Path}/objections/o-1", """{"decision":"rejected","answer":"两次考评一致，维持原分。","corrections":[]}""");
        (await staff.As("reviewer").PostAsync($"{path}/resolve", rejected)).Answers();
        (await fixture.Server.Administrator.PostAsync($"{path}/approve")).Answers();
        await page.ReloadAsync();
        await Expect(page.Locator("#o-1")).ToContainTextAsync("维持原分");
        Assert.True(await unit.FitsAsync(), "the objections are wider than a phone");
        await unit.KeepAsync("unit-objections-phone");
    }

    /// <summary>Publishes the round, of which sheets and decisions are missing.</summary>
    private async Task PublishAsync(TestRound round)
    {
        await round.MoveAsync("voting");
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1", "u2:1,1", "u3:0,0")).Answers();
        await round.MoveAsync("sealed");
        (await fixture.Server.Administrator.PostAsync($"{round.Path}/transitions", """{"to":"provisional","incomplete":"accept","reason":"a test"}""")).Answers();
        await round.MoveAsync("published");
    }
}
