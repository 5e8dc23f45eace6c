namespace Evaluation.Browser.Tests.Rules;

/// <summary>
/// The rules of a city from an empty round to the published result, on pages only: criteria of bodies, points from figures and steps of the
/// vote, a catalogue with caps, places and a list of the last.
/// </summary>
[Collection(OneFixture.Name)]
public sealed class CityRuleTests(BrowserFixture fixture)
{
    private static readonly string[] Units = ["edu", "health", "tax"];

    [BrowserFact]
    public async Task A_citys_rules_are_written_tried_run_and_published_from_an_empty_round()
    {
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        var round = TestServer.NewId("city");
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await WriteAsync(page, round);
        await administrator.KeepAsync("rules-city-desktop");
        await page.GotoAsync($"/manage/rounds/{round}/trial");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator("#table-now tbody tr")).ToHaveCountAsync(3);
        await page.GotoAsync($"/rounds/{round}");
        await Expect(page.Locator("main")).ToContainTextAsync("第 1 名 20 分");
        await Expect(page.Locator("main")).ToContainTextAsync("黄牌警示");

        var keys = new Dictionary<string, (string Name, string Key)>();
        foreach (var (who, role) in new[] { ("leader", "Inspector"), ("inspector", "Inspector"), ("reviewer", "Reviewer"), ("second", "Reviewer") })
            keys[who] = await AddAsync(page, who, role, round);
        await SetPanelAsync(page, round, "leaders", keys["leader"].Name);
        await SetPanelAsync(page, round, "", keys["inspector"].Name);
        var links = await IssueAsync(page, round);
        await page.ActAsync(round, "assess");

        await FileAsync(keys["leader"], round, [("points.0", "90")], [("points.0", "80")], [("points.0", "70")]);
        await FileAsync(keys["inspector"], round, [("value.0", "6.1")], [("value.0", "5.2")], [("value.0", "5.2")]);
        await ProposeAsync(keys["reviewer"], keys["second"], round);
        await page.ActAsync(round, "open");
        foreach (var link in links)
            await VoteAsync(link);
        foreach (var act in new[] { "seal", "compute", "publish" })
            await page.ActAsync(round, act);

        await using var anybody = await fixture.VisitAsync(Screen.Phone);
        await anybody.Page.GotoAsync($"/rounds/{round}/results/edu");
        // Vote 100 × 40 % and inspection (90 + 20 + 200) ÷ 320 × 60 %, and a bonus of 5 that the catalogue caps at 4.
        await Expect(anybody.Page.Locator(".key")).ToContainTextAsync("102.13");
        await Expect(anybody.Page.Locator(".key")).ToContainTextAsync("优秀");
        await Expect(anybody.Page.Locator("#adjustments")).ToContainTextAsync("现场会");
        Assert.True(await anybody.FitsAsync());
        await anybody.Page.GotoAsync($"/rounds/{round}/results/tax");
        await Expect(anybody.Page.Locator(".key")).ToContainTextAsync("黄牌警示");
        await anybody.Page.GotoAsync($"/rounds/{round}/results/tax/derivation");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("列入“黄牌警示”");
    }

    private static async Task WriteAsync(IPage page, string round)
    {
        await page.GotoAsync("/manage/new");
        await page.CheckAsync("input[value='template:blank']");
        await page.FillAsync("#id", round);
        await page.FillAsync("#zh", "部门年度考评");
        await page.ClickAsync("main form button[type=submit]:not([name])");
        var form = new RulesForm(page);
        await form.ListAsync("/options", ["code", "label/zh", "label/en", "value", "box"],
            ["A", "很满意", "Very satisfied", "10", "top"], ["B", "满意", "Satisfied", "8", "positive"], ["C", "不满意", "Dissatisfied", "0", "negative"]);
        await form.ListAsync("/criteria", ["code", "label/zh", "label/en", "source", "points"],
            ["work", "工作满意度", "Work", "vote", "100"], ["lead", "领导评价", "Leaders", "assessed", "100"],
            ["top", "很满意率", "Top share", "assessed", "200"], ["growth", "增速", "Growth", "assessed", "20"]);
        await form.ListAsync("/groups", ["code", "label/zh", "label/en", "roll"], ["res", "群众代表", "Residents", "30"]);
        await form.ListAsync("/classes", ["code", "label/zh", "label/en", "weights/@0"], ["dept", "部门", "Departments", "100"]);
        await form.ListAsync("/assessors", ["code", "label/zh", "label/en", "trim"], ["leaders", "市领导", "City leaders", "none"]);
        await form.ListAsync("/entries", ["code", "label/zh", "label/en", "kind", "levels", "levelLabels", "cap"],
            ["honour", "表彰", "Honour", "bonus", "nation=3，site=2", "site=现场会|On-site meeting", "4"]);
        await form.ListAsync("/grades", ["code", "label/zh", "label/en", "min", "places"], ["first", "优秀", "Excellent", "80", "部门=1"], ["ok", "良好", "Good", "0", ""]);
        await form.ListAsync("/tail", ["code", "label/zh", "label/en", "places", "below"], ["warned", "黄牌警示", "Warned", "1", "95"]);
        await form.FillAsync(
            ("/optionMax", "10"), ("/criteria/1/by", "市领导"), ("/criteria/1/path", "一、评价"), ("/criteria/3/path", "二、发展"),
            ("/criteria/2/path", "一、评价"), ("/criteria/2/score/by", "steps"), ("/criteria/2/score/of", "vote.topShare"), ("/criteria/2/score/steps", "90%=200, 60%=170, 0=160"),
            ("/criteria/3/score/by", "rank"), ("/criteria/3/score/table", "20, 15"), ("/criteria/3/score/else", "10"),
            ("/components/vote", "40"), ("/components/inspection", "60"), ("/components/bonusCap", "4"), ("/policies/groupMin", "2"), ("/policies/dontKnow/value", "5"),
            ("units", "编号,中文名称,英文名称,类别\nedu,教育局,Education,部门\nhealth,卫健局,Health,部门\ntax,税务局,Tax,部门"));
        Assert.Contains("不起作用", await form.RefusedAsync(), StringComparison.Ordinal);
        await form.FillAsync(("/policies/dontKnow/value", ""));
        await form.MoveUpAsync("/criteria", 3);
        await Expect(page.Locator("[name='/criteria/2/label/zh']")).ToHaveValueAsync("增速");
        Assert.Contains("“上移”", await form.RefusedAsync(), StringComparison.Ordinal);
        await form.MoveUpAsync("/criteria", 3);
        await Expect(page.Locator("[name='/criteria/3/label/zh']")).ToHaveValueAsync("增速");
        await form.SaveAsync();
    }

    /// <summary>Adds an account with one role and makes its key.</summary>
    private static async Task<(string Name, string Key)> AddAsync(IPage page, string who, string role, string round)
    {
        var name = TestServer.NewId(who);
        await page.GotoAsync("/manage/staff");
        await page.FillAsync("input[name=name]", name);
        await page.ClickAsync("form[method=post][action='/manage/staff'] button[type=submit]");
        await page.SelectOptionAsync("[name=role-0]", role);
        await page.SelectOptionAsync("[name=round-0]", round);
        await page.ClickAsync("form[action$='/roles'] button[type=submit]");
        await page.ClickAsync("form[action$='/key'] button");
        return (name, (await page.InnerTextAsync("code.secret")).Trim());
    }

    private static async Task SetPanelAsync(IPage page, string round, string body, string inspector)
    {
        await page.GotoAsync($"/manage/rounds/{round}/panels");
        await page.Locator("details:has(#p-code)").EvaluateAsync("fold => { fold.open = true; }");
        await page.FillAsync("#p-code", body.Length > 0 ? body : "panel");
        await page.FillAsync("#p-zh", body.Length > 0 ? "领导组" : "考评一组");
        await page.SelectOptionAsync("#p-by", body);
        await page.CheckAsync($"input[name=inspector][value='{inspector}']");
        await page.CheckAsync("input[name=class][value=dept]");
        await page.ClickAsync("form:has(#p-code) button[type=submit]");
        await Expect(page.Locator($"#panel-{(body.Length > 0 ? body : "panel")}")).ToContainTextAsync(inspector);
    }

    private static async Task<string[]> IssueAsync(IPage page, string round)
    {
        await page.GotoAsync($"/manage/rounds/{round}/credentials");
        await page.FillAsync("#count", "2");
        await page.CheckAsync("input[value=links]");
        await page.ClickAsync("main form button[type=submit]");
        return await page.LinksAsync();
    }

    private async Task FileAsync((string Name, string Key) inspector, string round, params (string Name, string Value)[][] sheets)
    {
        await using var visitor = await fixture.VisitAsync(Screen.Phone);
        await visitor.SignInAsync(inspector.Name, inspector.Key);
        foreach (var (unit, fields) in Units.Zip(sheets))
        {
            await visitor.Page.GotoAsync($"/inspection/{round}/{unit}");
            foreach (var (name, value) in fields)
                await visitor.Page.FillAsync($"[name='{name}']", value);
            await visitor.Page.ClickAsync("button[value=file]");
            await Expect(visitor.Page.Locator(".notice-good")).ToBeVisibleAsync();
        }
    }

    /// <summary>Two bonuses for the first unit, approved by another person.</summary>
    private async Task ProposeAsync((string Name, string Key) reviewer, (string Name, string Key) second, string round)
    {
        await using (var visitor = await fixture.VisitAsync(Screen.Desktop))
        {
            await visitor.SignInAsync(reviewer.Name, reviewer.Key);
            await visitor.Page.GotoAsync($"/reviews/{round}");
            await visitor.Page.ClickAsync($"a[href='/reviews/{round}/edu/adjustments']");
            foreach (var (entry, number) in new[] { ("honour/nation", 1), ("honour/site", 2) })
            {
                await visitor.Page.ClickAsync("#propose > summary");
                await visitor.Page.SelectOptionAsync("#a-entry", entry);
                await visitor.Page.FillAsync("#a-fact", "一项表彰");
                await visitor.Page.ClickAsync("#propose button[type=submit]");
                await Expect(visitor.Page.Locator($"#adj-{number}")).ToBeVisibleAsync();
            }
        }
        await using var approver = await fixture.VisitAsync(Screen.Desktop);
        await approver.SignInAsync(second.Name, second.Key);
        await approver.Page.GotoAsync($"/reviews/{round}/edu/adjustments");
        foreach (var number in new[] { 1, 2 })
        {
            await approver.Page.ClickAsync($"#adj-{number} button[value=approve]");
            await Expect(approver.Page.Locator($"#adj-{number} .badge-good")).ToBeVisibleAsync();
        }
        await approver.KeepAsync("reviews-entries-desktop");
    }

    private async Task VoteAsync(string link)
    {
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        await voter.Page.GotoAsync(link);
        foreach (var (name, option) in new[] { ("教育局", 0), ("卫健局", 1), ("税务局", 1) })
        {
            await voter.Page.Locator(".unit-row", new() { HasText = name }).ClickAsync();
            await Expect(voter.Page.Locator("#sheet-name")).ToHaveTextAsync(name);
            await voter.Page.RateAsync(option);
        }
        await voter.Page.ClickAsync("#send");
        await Expect(voter.Page.Locator("#vote-receipt")).ToBeVisibleAsync();
    }
}
