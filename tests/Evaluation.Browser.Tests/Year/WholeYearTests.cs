using Evaluation.Browser.Tests.Rules;

namespace Evaluation.Browser.Tests.Year;

/// <summary>A year from the definition of the rules to the honour, on pages alone.</summary>
[Collection(OneFixture.Name)]
public sealed class WholeYearTests(BrowserFixture fixture)
{
    private const string Unit = "office-01";
    private const string UnitName = "发展和改革局";

    [BrowserFact]
    public async Task A_year_runs_on_pages_alone_from_the_rules_to_a_corrected_result_and_an_honour()
    {
        var round = TestServer.NewId("year");
        var staff = new YearStaff(fixture, round);
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await DefineAsync(page, round);
        await staff.AddAsync(page, UnitName);
        await SetTargetAsync(page, round);
        await SetPanelAsync(page, round, staff);
        await page.ActAsync(round, "assess");

        await SignAndAssessAsync(staff, round);
        await InspectWithoutNetworkAsync(staff, round);
        await InspectAsync(staff, round);
        await ReplyAsync(staff, round);
        await AcceptClaimsAsync(staff);

        await VoteAsync(page, round);
        await page.ActAsync(round, "seal");
        await ComputeAsync(page, round);
        await page.ActAsync(round, "publish");

        await ObjectAsync(staff, round);
        await CorrectAsync(staff, round);
        await HonourAsync(page, round);
        await administrator.KeepAsync("year-honours-desktop");

        await using var anybody = await fixture.VisitAsync(Screen.Phone);
        await anybody.Page.GotoAsync($"/rounds/{round}/results/{Unit}");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("先进集体");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("第 2 版");
        Assert.True(await anybody.FitsAsync(), "the unit's card is wider than a phone");
        await anybody.KeepAsync("year-unit-phone");
        await anybody.Page.GotoAsync($"/rounds/{round}/objections");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("补记表彰");
    }

    private static async Task DefineAsync(IPage page, string round)
    {
        await page.GotoAsync("/manage/new");
        await page.CheckAsync("input[value='template:civilised-unit']");
        await page.FillAsync("#id", round);
        await page.FillAsync("#zh", "文明单位年度验收");
        await page.ClickAsync("main form button[type=submit]:not([name])");
        var form = new RulesForm(page);
        await form.FillAsync(
            ("/policies/groupMin", "2"), ("/policies/objectionDays", "7"),
            ("units", $"编号,中文名称,英文名称,类别\n{Unit},{UnitName},Development and Reform,机关单位\npublic-01,图书馆,Library,窗口和公共服务单位"));
        await form.SaveAsync();
    }

    private static async Task SetTargetAsync(IPage page, string round)
    {
        await page.GotoAsync($"/manage/rounds/{round}/targets/{Unit}");
        await page.ClickAsync("button[value=add]");
        await page.FillAsync("#title-0", "窗口服务标准化");
        await page.FillAsync("#measure-0", "全部窗口实行限时办结");
        await page.FillAsync("#dueOn-0", "2099-06-30");
        await page.FillAsync("#responsible-0", "李主任");
        await page.ClickAsync("button[value=save]");
        await page.ClickAsync("#sign-form button");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    private static async Task SetPanelAsync(IPage page, string round, YearStaff staff)
    {
        await page.GotoAsync($"/manage/rounds/{round}/panels");
        await page.Locator("details:has(#p-code)").EvaluateAsync("fold => { fold.open = true; }");
        await page.FillAsync("#p-code", "north");
        await page.FillAsync("#p-zh", "考评一组");
        foreach (var who in new[] { "first", "second" })
            await page.CheckAsync($"input[name=inspector][value='{staff.NameOf(who)}']");
        await page.CheckAsync("input[name=class][value=office]");
        await page.ClickAsync("form:has(#p-code) button[type=submit]");
        await Expect(page.Locator("#panel-north")).ToContainTextAsync("first、second");
    }

    /// <summary>The unit signs its target, reports progress and files its self-assessment.</summary>
    private static async Task SignAndAssessAsync(YearStaff staff, string round)
    {
        await using var unit = await staff.SignedInAsync("unit", Screen.Desktop);
        var page = unit.Page;
        await page.GotoAsync("/unit");
        await page.ClickAsync("form[action$='/targets/signature'] button");
        await page.ClickAsync("details.panel:has(form[action$='/progress']) > summary");
        await page.SelectOptionAsync("select[name=state]", "done");
        await page.FillAsync("textarea[name=note]", "十二个窗口全部实行。");
        await page.ClickAsync("form[action$='/progress'] button[type=submit]");
        await page.GotoAsync($"/unit/{round}/{Unit}/self-assessment");
        foreach (var (index, points) in new[] { "10", "10", "10", "15", "15", "20", "19" }.Index())
            await page.FillAsync($"#claimed-{index}", points);
        await page.FillAsync("#reason-6", "一处停车秩序不好");
        await Expect(page.Locator("#total")).ToHaveTextAsync("99");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    /// <summary>The first inspector scores on a phone that has lost its network. The sheet is sent when the network is back.</summary>
    private static async Task InspectWithoutNetworkAsync(YearStaff staff, string round)
    {
        var (inspector, network) = await staff.PhoneAsync("first");
        using var relay = network;
        await using var visitor = inspector;
        var page = visitor.Page;
        await page.GotoAsync("/inspection");
        await Expect(page.Locator("#kept")).ToContainTextAsync("已存到本机");
        network.Cut();
        await visitor.Context.SetOfflineAsync(true);
        await page.GotoAsync($"/inspection/{round}/{Unit}");
        for (var row = 0; row < 7; row++)
            await page.ClickAsync($"#row-{row} .score-same");
        await page.FillAsync("[name='points.6']", "18");
        await page.FillAsync("[name='reason.6']", "停车秩序不好");
        await Expect(page.Locator("#unsent")).ToContainTextAsync("尚未送出 1 项");
        network.Mend();
        await visitor.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#unsent")).ToBeHiddenAsync();
        await page.GotoAsync($"/inspection/{round}/{Unit}");
        await Expect(page.Locator("[name='points.6']")).ToHaveValueAsync("18");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    /// <summary>The second inspector files a sheet, enters a spot check and a finding.</summary>
    private static async Task InspectAsync(YearStaff staff, string round)
    {
        await using var inspector = await staff.SignedInAsync("second", Screen.Phone);
        var page = inspector.Page;
        await page.GotoAsync($"/inspection/{round}/{Unit}");
        await page.ClickAsync("summary >> text=登记抽查");
        await page.CheckAsync("[name=failed][value=true]");
        await page.FillAsync("#check-note", "大厅无人值守");
        await page.ClickAsync("form[action$='/spot-checks'] button");
        await Expect(page.Locator("#checks")).ToContainTextAsync("1");
        await page.Locator("details:has(#finding-text)").EvaluateAsync("fold => { fold.open = true; }");
        await page.FillAsync("#finding-text", "大厅值班制度没有落实");
        await page.FillAsync("#finding-due", "2099-09-30");
        await page.CheckAsync("[name=notice]");
        await page.ClickAsync("form[action$='/findings'] button");
        await Expect(page.Locator("#f-1")).ToContainTextAsync("大厅值班制度没有落实");
        for (var row = 0; row < 7; row++)
            await page.ClickAsync($"#row-{row} .score-same");
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    private static async Task ReplyAsync(YearStaff staff, string round)
    {
        await using var unit = await staff.SignedInAsync("unit", Screen.Phone);
        await unit.Page.GotoAsync($"/unit/{round}/{Unit}");
        await unit.Page.Locator("#f-1").EvaluateAsync("fold => { fold.open = true; }");
        await unit.Page.FillAsync("#reply-f-1", "已安排专人值班。");
        await unit.Page.ClickAsync("#f-1 button[type=submit]");
        await Expect(unit.Page.Locator("#f-1")).ToContainTextAsync("已安排专人值班。");
    }

    /// <summary>A reviewer accepts all claims with one reason.</summary>
    private static async Task AcceptClaimsAsync(YearStaff staff)
    {
        await using var reviewer = await staff.SignedInAsync("reviewer", Screen.Desktop);
        var page = reviewer.Page;
        await page.GotoAsync("/reviews?kind=claim");
        foreach (var tick in await page.Locator("#ticked input[name=claim]").AllAsync())
            await tick.CheckAsync();
        await page.ClickAsync("#accept");
        await page.FillAsync("#reason", "材料齐全");
        await page.ClickAsync("button[value=accept]");
        await page.GotoAsync("/reviews?kind=claim");
        await Expect(page.Locator("#count-claim")).ToHaveTextAsync("0");
    }

    private async Task VoteAsync(IPage page, string round)
    {
        await page.GotoAsync($"/manage/rounds/{round}/credentials");
        await page.FillAsync("#count", "3");
        await page.CheckAsync("input[value=links]");
        await page.ClickAsync("main form button[type=submit]");
        var links = await page.LinksAsync();
        await page.ActAsync(round, "open");
        foreach (var link in links)
        {
            await using var voter = await fixture.VisitAsync(Screen.Phone);
            await voter.Page.GotoAsync(link);
            await voter.Page.ClickAsync("#go-on");
            await voter.Page.RateAsync(0, 1);
            await voter.Page.ClickAsync("#send");
            await Expect(voter.Page.Locator("#vote-receipt")).ToBeVisibleAsync();
        }
    }

    /// <summary>The library was neither assessed nor rated: its missing parts are named, and accepted.</summary>
    private static async Task ComputeAsync(IPage page, string round)
    {
        await page.GotoAsync($"/manage/rounds/{round}/acts/compute");
        await page.FillAsync("#reason", "按计划");
        await page.CheckAsync("input[name=sure]");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator("main li").Filter(new() { HasText = "图书馆" }).First).ToBeVisibleAsync();
        await page.CheckAsync("input[name=incomplete]");
        await page.CheckAsync("input[name=sure]");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    private static async Task ObjectAsync(YearStaff staff, string round)
    {
        await using var unit = await staff.SignedInAsync("unit", Screen.Desktop);
        var page = unit.Page;
        await page.GotoAsync($"/rounds/{round}/results/{Unit}");
        await page.Locator("a[aria-label^='对此数提出异议'][href*='bonus']").First.ClickAsync();
        await page.FillAsync("#text", "省级表彰没有加分。");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator("#o-1")).ToContainTextAsync("省级表彰没有加分。");
    }

    /// <summary>One reviewer proposes the answer with a bonus, the other one approves it.</summary>
    private static async Task CorrectAsync(YearStaff staff, string round)
    {
        var address = $"/manage/rounds/{round}/objections/o-1";
        await using var reviewer = await staff.SignedInAsync("reviewer", Screen.Desktop);
        var page = reviewer.Page;
        await page.GotoAsync(address);
        await page.CheckAsync("input[value=upheld]");
        await page.FillAsync("#answer", "经核实，补记表彰。");
        await page.SelectOptionAsync("#target", "adjustment-entered");
        await page.ClickAsync("button[value=add]");
        await page.FillAsync("#c0-adjustment-id", "prize");
        await page.SelectOptionAsync("#c0-adjustment-kind", "bonus");
        await page.FillAsync("#c0-adjustment-points", "1");
        await page.FillAsync("#c0-adjustment-rule", "第十二条");
        await page.FillAsync("#c0-adjustment-fact", "省级表彰");
        await page.PressAsync("#c0-adjustment-points", "Enter");
        await page.ClickAsync("button[value=propose]");
        await using var other = await staff.SignedInAsync("other", Screen.Desktop);
        await other.Page.GotoAsync(address);
        await other.Page.ClickAsync("form[action$='/approve'] button");
        await Expect(other.Page.Locator("main")).ToContainTextAsync("第 2 版");
    }

    private static async Task HonourAsync(IPage page, string round)
    {
        await page.GotoAsync("/manage/honours");
        await page.Locator("details:has(#title-form)").EvaluateAsync("fold => { fold.open = true; }");
        var code = TestServer.NewId("model");
        await page.FillAsync("#zh", "先进集体");
        await page.FillAsync("#code", code);
        await page.FillAsync("#termMonths", "36");
        await page.ClickAsync("button[value=define]");
        await page.SelectOptionAsync("#title", code);
        await page.FillAsync("#unit", Unit);
        await page.FillAsync("#from", "2026-01-01");
        await page.SelectOptionAsync("#round", round);
        await page.ClickAsync("button[value=confer]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }
}
