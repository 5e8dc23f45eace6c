using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>Targets are typed, signed, amended and graded on the unit's page.</summary>
[Collection(SharedServer.Name)]
public sealed class TargetPageTests(TestServer server)
{
    [Fact]
    public async Task Targets_are_set_signed_by_both_sides_and_amended_with_a_reason()
    {
        var round = await server.DraftAsync();
        var address = $"/manage/rounds/{round.Id}/targets/u1";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        page = await browser.SendAsync(page, address, "targets-form", ("act", "add"));
        Assert.Equal(2, page.All("#targets-form fieldset").Count());
        var refused = await SaveAsync(browser, page, address, ("开放时间", "每周 48 小时", "", "李"), ("", "", "", ""));
        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.In("#dueOn-0-fault"));
        Assert.Equal("开放时间", refused.Document.QuerySelector("#title-0")!.GetAttribute("value"));
        Assert.Equal($"{address}?done=saved", (await SaveAsync(browser, refused, address, ("开放时间", "每周 48 小时", "2099-12-31", "李"))).Location);

        page = await browser.OpenAsync(address);
        Assert.Equal("代表管理方签署", page.In("main .button:not(.button-quiet)"));
        Assert.Equal($"{address}?done=signed", (await browser.SendAsync(page, address, "sign-form", ("act", "sign"))).Location);
        var unit = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        (await unit.PostAsync($"{round.Path}/units/u1/targets/signature", "{}")).Answers();

        page = await browser.OpenAsync(address);
        Strict.Check(page);
        var unreasoned = await SaveAsync(browser, page, address, ("开放时间", "每周 56 小时", "2099-12-31", "李"));
        Assert.Equal(400, unreasoned.Status);
        Assert.NotEqual("", unreasoned.In("#reason-fault"));
        var amended = await browser.SendAsync(unreasoned, address, "targets-form", ("reason", "人手增加"), ("act", "save"));
        Assert.Equal($"{address}?done=amended", amended.Location);
        var stands = (await server.Administrator.GetAsync($"{round.Path}/units/u1/targets")).Answers();
        Assert.Equal(("每周 56 小时", "人手增加", false), (stands.GetProperty("targets")[0].GetProperty("measure").GetString(), stands.GetProperty("amendedFor").GetString(), stands.GetProperty("signed").GetBoolean()));
        Assert.Equal("1", (await browser.OpenAsync($"/manage/rounds/{round.Id}/targets")).In("[data-unit=u1] td"));
    }

    [Fact]
    public async Task A_form_of_older_targets_is_shown_again_as_typed()
    {
        var round = await server.DraftAsync();
        var address = $"/manage/rounds/{round.Id}/targets/u1";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(address);
        Assert.Equal(302, (await SaveAsync(browser, page, address, ("先", "", "2099-12-31", "李"))).Status);
        var stale = await SaveAsync(browser, page, address, ("后", "", "2099-12-31", "李"));
        Assert.Equal((409, "后"), (stale.Status, stale.Document.QuerySelector("#title-0")!.GetAttribute("value")));
        Assert.Equal(["目标 1 › 目标 先 后"], Rows(stale));

        static IEnumerable<string> Rows(Seen stale) => stale.All(".stale-notice tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)));
    }

    [Fact]
    public async Task An_empty_row_is_not_reported_as_saved()
    {
        var round = await server.DraftAsync();
        var address = $"/manage/rounds/{round.Id}/targets/u1";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await SaveAsync(browser, await browser.OpenAsync(address), address, ("", "", "", ""));
        Assert.Equal(400, refused.Status);
        Assert.Contains("至少要有一项", refused.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Single(refused.All("#targets-form fieldset"));
        Assert.Equal(0, (await server.Administrator.GetAsync($"{round.Path}/units/u1/targets")).Answers().GetProperty("targets").GetArrayLength());
    }

    [Fact]
    public async Task A_last_day_far_from_the_period_is_questioned_once()
    {
        var round = await server.DraftAsync(definition => definition["period"] = System.Text.Json.Nodes.JsonNode.Parse("""{"from":"2020-01-01","to":"2020-12-31"}"""));
        var address = $"/manage/rounds/{round.Id}/targets/u1";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var asked = await SaveAsync(browser, await browser.OpenAsync(address), address, ("开放时间", "", "2001-01-01", "李"));
        Strict.Check(asked);
        Assert.Equal(400, asked.Status);
        Assert.Contains("2001年1月1日", asked.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(0, (await server.Administrator.GetAsync($"{round.Path}/units/u1/targets")).Answers().GetProperty("targets").GetArrayLength());
        Assert.Equal(400, (await SaveAsync(browser, asked, address, ("开放时间", "", "2002-01-01", "李"))).Status);
        Assert.Equal($"{address}?done=saved", (await browser.SendAsync(asked, address, "targets-form", ("act", "save"))).Location);
    }

    [Fact]
    public async Task A_reviewer_grades_and_changes_nothing_else()
    {
        var round = await server.DraftAsync();
        var address = $"/manage/rounds/{round.Id}/targets/u1";
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/targets", """[{"id":"t1","title":"开放","dueOn":"2099-12-31","responsible":"李"}]""")).Answers();
        await round.MoveAsync("voting");
        using var browser = new Browser(server.Address);
        var name = TestServer.NewId("reviewer");
        await browser.SignedInAsync(name, (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer"}]}""")).Answers(201).GetProperty("key").GetString()!);
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Empty(page.All("#targets-form, #sign-form"));
        Assert.Equal($"{address}?done=graded", (await browser.SendAsync(page, address, "grade-t1", ("grade", "good"), ("why", "按期"), ("act", "grade"))).Location);
        Assert.Contains("良好", (await browser.OpenAsync(address)).In("#t1"), StringComparison.Ordinal);
        var stale = await browser.SendAsync(page, address, "grade-t1", ("grade", "pass"), ("why", "迟了"), ("act", "grade"));
        Strict.Check(stale);
        Assert.Equal((409, "迟了", "pass"), (stale.Status, stale.Document.QuerySelector("#why-t1")!.GetAttribute("value"), stale.Document.QuerySelector("#grade-of-t1 option[selected]")!.GetAttribute("value")));
        Assert.Equal(["良好 合格", "按期 迟了"], stale.All(".stale-notice tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent))));
        Assert.Equal($"{address}?done=graded", (await browser.SendAsync(stale, address, "grade-t1", ("act", "grade"))).Location);
        Assert.Equal(403, (await browser.SendAsync(page, address, "grade-t1", ("act", "sign"))).Status);
        Assert.Equal(404, (await browser.OpenAsync($"/manage/rounds/{round.Id}/targets/absent")).Status);
    }

    private static Task<Seen> SaveAsync(Browser browser, Seen page, string address, params (string Title, string Measure, string DueOn, string Responsible)[] rows) =>
        browser.SendAsync(page, address, "targets-form",
            [("act", "save"), .. rows.SelectMany(row => new[] { ("id", ""), ("title", row.Title), ("measure", row.Measure), ("dueOn", row.DueOn), ("responsible", row.Responsible) })]);
}
