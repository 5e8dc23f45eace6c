using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>The overview of a round says what is missing and what comes next; three steps lead from the seal to the publication.</summary>
[Collection(SharedServer.Name)]
public sealed class OverviewPageTests(TestServer server)
{
    [Fact]
    public async Task A_draft_lacks_credentials_and_a_time_and_its_boxes_accept_nothing_yet()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await OpenAsync(browser, round);
        Assert.Equal(["issued", "schedule"], Missing(page));
        Assert.Equal("2 个评价主体尚未发放评议码", page.In("[data-missing=issued] b"));
        Assert.StartsWith("代表、服务对象", page.In("[data-missing=issued] p"), StringComparison.Ordinal);
        Assert.Equal($"/manage/rounds/{round.Id}/credentials", page.Document.QuerySelector("[data-missing=issued] a")!.GetAttribute("href"));
        Assert.Contains("评议开始后接收评议票", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("正在接收评议票", page.Text, StringComparison.Ordinal);

        await round.IssueAsync("npc", 2);
        await round.IssueAsync("users", 2);
        page = await OpenAsync(browser, round);
        Assert.Equal(["schedule"], Missing(page));
        Assert.Equal("开始评议", page.In("main .button:not(.button-quiet)"));
    }

    [Fact]
    public async Task Objections_without_an_answer_are_named_in_words()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.StartsWith("异议第1号", (await OpenAsync(browser, objected.Round)).In("[data-missing=objections] p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_draft_does_not_say_that_its_rules_can_be_changed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Contains("规则可以修改", (await OpenAsync(browser, round)).Text, StringComparison.Ordinal);
        (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00","closesAt":"2099-12-08T00:00:00+08:00","reason":"plan"}""")).Answers();
        var page = await OpenAsync(browser, round);
        Assert.DoesNotContain("规则可以修改", page.Text, StringComparison.Ordinal);
        Assert.Contains("评议将于2099年12月1日 09:00自动开始", page.Text, StringComparison.Ordinal);
        Assert.Contains("规则已向公众公开", (await browser.OpenAsync($"/manage/rounds/{round.Id}/rules")).In(".notice-warn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_that_stop_a_round_are_folded_and_never_highlighted()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await OpenAsync(browser, round);
        Assert.Equal(["pause", "cancel"], Acts(page, ".danger"));
        Assert.Equal(["seal"], Acts(page, ".now"));
        (await round.ScheduleAsync("""{"closesAt":"2099-12-08T00:00:00+08:00","reason":"plan"}""")).Answers();
        page = await OpenAsync(browser, round);
        Assert.Equal(["pause", "seal", "cancel"], Acts(page, ".danger"));
        Assert.Empty(Acts(page, ".now"));
        Assert.All(page.All(".danger a.button"), link => Assert.Contains("button-quiet", link.ClassList));
        Assert.Contains("2099年12月7日24时", page.In(".now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_sheets_and_panels_are_named_while_units_are_assessed()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        (await server.Administrator.PutAsync($"{round.Path}/panels/north", $$"""{"label":"北","inspectors":["{{await InspectorAsync()}}"],"units":["u1"]}""")).Answers();
        await round.MoveAsync("assessing");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await OpenAsync(browser, round);
        Assert.Equal("2 个单位没有考评组", page.In("[data-missing=panels] b"));
        Assert.Equal("1 个单位的评分表不全", page.In("[data-missing=sheets] b"));
        Assert.Contains("0 / 1", page.In("[aria-labelledby=size]"), StringComparison.Ordinal);
        Assert.Single(page.All("[data-done=adjustments]"));
    }

    [Fact]
    public async Task Three_steps_lead_from_the_seal_to_the_publication()
    {
        var round = await server.OpenAsync();
        foreach (var voter in await round.IssueAsync("npc", 3))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        await round.MoveAsync("sealed");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await OpenAsync(browser, round);
        Assert.Equal(("公布结果，还有三步", "计算结果"), (page.In("#publishing"), page.In("main .button:not(.button-quiet)")));
        Assert.Equal("结果尚未算出", (await browser.OpenAsync(Publication(round))).In(".empty-title"));

        await round.MoveAsync("provisional");
        page = await OpenAsync(browser, round);
        Assert.Equal((3, "核对将要公布的内容"), (page.All(".three > li").Count(), page.In("main .button:not(.button-quiet)")));
        Assert.Equal(["incomplete"], Missing(page));
        Assert.Equal(["reopen", "cancel"], Acts(page, ".danger"));

        page = await browser.OpenAsync(Publication(round));
        Strict.Check(page);
        Assert.Equal("公布结果", page.In("main .button:not(.button-quiet)"));
        Assert.Equal("2 个单位数据不全，不参加排名", page.In("[data-missing=incomplete] b"));
        Assert.Equal(["镇 2 100.00 100.00 1", "学校 1 — — 1"], page.All("[data-class]").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))));

        await round.MoveAsync("published");
        page = await browser.OpenAsync(Publication(round));
        Strict.Check(page);
        Assert.Equal(3, page.All(".three-done").Count());
        Assert.Empty(page.All("a[href$='/acts/publish']"));
    }

    [Fact]
    public async Task The_seal_is_not_highlighted_while_something_is_missing_before_it()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await OpenAsync(browser, round);
        Assert.NotEmpty(page.All("[data-missing=issued]"));
        Assert.Contains("button-quiet", Assert.Single(page.All(".now a[href$='/acts/seal']")).ClassList);
        foreach (var group in (string[])["npc", "users"])
            await round.IssueAsync(group, 1);
        page = await OpenAsync(browser, round);
        Assert.DoesNotContain("button-quiet", Assert.Single(page.All(".now a[href$='/acts/seal']")).ClassList);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(0, true)]
    public async Task The_final_result_is_highlighted_after_the_days_for_objections(int days, bool isHighlighted)
    {
        var round = await server.OpenAsync(definition => definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse($$"""{"objectionDays": {{days}}}"""));
        await round.MoveAsync("sealed", "provisional", "published");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await OpenAsync(browser, round);
        Assert.Equal(isHighlighted, !Assert.Single(page.All(".now a[href$='/acts/finalise']")).ClassList.Contains("button-quiet"));
    }

    [Fact]
    public async Task The_page_of_the_opening_lists_what_the_board_lists()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var board = await OpenAsync(browser, round);
        var act = await browser.OpenAsync($"/manage/rounds/{round.Id}/acts/open");
        Strict.Check(act);
        string[] missing = [.. board.All("[data-missing]").Select(item => item.GetAttribute("data-missing")!)];
        Assert.NotEmpty(missing);
        Assert.Equal(missing, act.All("[data-missing]").Select(item => item.GetAttribute("data-missing")));
        Assert.Equal(board.In("#next"), act.In("#needs"));
        Assert.Empty((await browser.OpenAsync($"/manage/rounds/{round.Id}/acts/schedule")).All("[data-missing]"));
    }

    [Fact]
    public async Task Turnout_says_that_it_follows_only_while_ballots_arrive()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        string[] places = [$"/manage/rounds/{round.Id}", $"/rounds/{round.Id}/turnout"];
        foreach (var place in places)
            Assert.Equal("实时更新中", (await browser.OpenAsync(place)).Document.QuerySelector("[data-turnout]")!.GetAttribute("data-live"));
        await round.MoveAsync("sealed");
        foreach (var place in places)
            Assert.Equal(("", ""), (await browser.OpenAsync(place)).Document.QuerySelector("[data-turnout]") is { } table ? (table.GetAttribute("data-live"), table.GetAttribute("data-lost")) : default);
    }

    [Fact]
    public async Task An_auditor_reads_the_overview_without_any_act()
    {
        var round = await server.OpenAsync();
        using var browser = new Browser(server.Address);
        var name = TestServer.NewId("auditor");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""");
        await browser.SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        var page = await OpenAsync(browser, round);
        Assert.Empty(page.All("a[href*='/acts/']"));
        Assert.NotEmpty(page.All(".missing li"));
    }

    [Fact]
    public async Task What_the_system_does_after_a_persons_act_is_not_the_schedules()
    {
        var round = await server.OpenAsync();
        await round.IssueAsync("npc", 2);
        await round.MoveAsync("sealed");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/audit");
        var lines = page.All(".audit tbody tr").Select(row => (By: row.Children[1].TextContent, Act: row.Children[2].TextContent)).ToArray();
        Assert.Contains(lines, line => line.By == "系统");
        Assert.DoesNotContain(lines, line => line.By == "按计划自动");
    }

    private async Task<string> InspectorAsync()
    {
        var name = TestServer.NewId("inspector");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"inspector"}]}""")).Answers(201);
        return name;
    }

    private static async Task<Seen> OpenAsync(Browser browser, TestRound round)
    {
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}");
        Strict.Check(page);
        Assert.True(page.All("main .button:not(.button-quiet)").Count() <= 1, page.Text);
        return page;
    }

    private static string Publication(TestRound round) => $"/manage/rounds/{round.Id}/publication";

    private static IEnumerable<string> Missing(Seen page) => page.All("[data-missing]").Select(item => item.GetAttribute("data-missing")!);

    private static IEnumerable<string> Acts(Seen page, string within) => page.All($"{within} a[href*='/acts/']:not([aria-label])").Select(link => link.GetAttribute("href")!.Split('/')[^1]);
}
