namespace Evaluation.Tests.Pages.Manage;

/// <summary>The page of changes of accounts that wait for another administrator, as the proposer and the approver see it.</summary>
public sealed class ProposalPageTests : IAsyncLifetime
{
    private const string All = "/manage/staff-proposals";

    private readonly TestServer _server = TestServer.With(_ => { }, "--EVALUATION_FOUR_EYES", "true");

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        var made = await ProposeAsync("""{"kind":"add","reason":"new","accounts":[{"name":"sun","person":"孙丽","roles":[{"role":"reviewer"}]}]}""");
        (await Second.PostAsync($"/api/staff-proposals/{made}/approval")).Answers();
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_change_is_said_with_the_person_of_the_account_and_with_what_it_replaces()
    {
        var id = await ProposeAsync("""{"kind":"person","reason":"misspelt","account":"sun","person":"孙莉"}""");
        using var second = await SecondAsync();
        var page = await second.OpenAsync(All);
        Strict.Check(page);
        Assert.Equal("变更使用人：孙丽（sun）", page.In($"#{id}"));
        var facts = page.All($"[aria-labelledby={id}] dl > div").ToDictionary(fact => fact.Children[0].TextContent, fact => fact.Children[1].TextContent);
        Assert.Equal(("申请第2号", "孙丽", "孙莉"), (facts["申请编号"], facts["现使用人"], facts["申请的使用人"]));
        var member = await second.OpenAsync("/manage/staff/sun");
        Strict.Check(member);
        Assert.Equal("孙丽（sun）", member.Heading);
        Assert.Contains("该账号有待批事项：变更使用人。", member.In(".notice-warn"), StringComparison.Ordinal);
        Assert.Equal("申请变更使用人", member.In("form[action$='/person'] button"));
        // Its forms do not say that they save at once.
        Assert.DoesNotContain("保存", string.Concat(member.All("button").Select(button => button.TextContent)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_is_said_and_a_rejection_by_the_proposer_is_a_withdrawal()
    {
        const string roles = """{"kind":"roles","reason":"r","account":"sun","roles":[{"role":"reviewer"},{"role":"auditor"}]}""";
        using var first = await new Browser(_server.Address).SignedInAsync();
        using var second = await SecondAsync();
        foreach (var (browser, word, said) in new[] { (first, "withdraw", "已撤回"), (second, "reject", "已退回") })
        {
            var id = await ProposeAsync(roles);
            var page = await browser.OpenAsync(All);
            Assert.Equal(word, page.Document.QuerySelector($"form[action='{All}/{id}/reject'] button")!.GetAttribute("value"));
            var sent = await browser.SendAsync(page, $"{All}/{id}/reject", ("reason", "不需要"), ("act", word));
            var after = await browser.OpenAsync(sent.Location!);
            Strict.Check(after);
            Assert.StartsWith(said, after.In("[role=status].notice-good"), StringComparison.Ordinal);
            Assert.Equal($"{said}：不需要", after.In("tbody tr:first-child td:last-child"));
        }
        // An address with another word says nothing.
        Assert.Empty((await first.OpenAsync($"{All}?done=other")).All(".notice-good"));
    }

    [Fact]
    public async Task A_new_account_is_proposed_with_its_person()
    {
        using var first = await new Browser(_server.Address).SignedInAsync();
        var refused = await first.SendAsync(await first.OpenAsync("/manage/staff"), "/manage/staff", ("name", "zhou-2"), ("person", "周强"), ("reason", " "));
        Strict.Check(refused);
        // The name is right, so the fault does not stand at its field.
        Assert.False(refused.Document.QuerySelector("#name")!.HasAttribute("aria-invalid"));
        Assert.Equal(("zhou-2", "周强"), (refused.Document.QuerySelector("#name")!.GetAttribute("value"), refused.Document.QuerySelector("#person")!.GetAttribute("value")));
        Assert.Contains("理由", refused.In("[role=alert]"), StringComparison.Ordinal);
        await first.SendAsync(refused, "/manage/staff", ("name", "zhou-2"), ("person", "周强"), ("reason", "新增科员"));
        var proposed = await first.OpenAsync(All);
        Assert.Contains(proposed.All("td"), cell => cell.TextContent == "周强");
    }

    [Fact]
    public async Task An_approval_that_comes_too_late_says_that_another_administrator_was_faster()
    {
        var id = await ProposeAsync("""{"kind":"access","reason":"lost","account":"sun"}""");
        using var second = await SecondAsync();
        var page = await second.OpenAsync(All);
        (await _server.Administrator.PostAsync($"/api/staff-proposals/{id}/rejection", """{"reason":"found"}""")).Answers();
        var late = await second.SendAsync(page, $"{All}/{id}/approve");
        Strict.Check(late);
        Assert.Equal(409, late.Status);
        Assert.NotEqual("", late.In("[role=alert]"));
    }

    [Theory]
    [InlineData("/manage/staff-proposals")]
    [InlineData("/manage/staff-audit")]
    [InlineData("/manage/staff-table")]
    [InlineData("/manage/staff/sun")]
    public async Task The_navigation_shows_that_a_page_of_accounts_is_open(string address)
    {
        using var browser = await new Browser(_server.Address).SignedInAsync();
        Assert.Equal("人员与权限", (await browser.OpenAsync(address)).In(".site-nav [aria-current=page]"));
    }

    [Fact]
    public async Task The_audit_of_the_staff_names_persons_and_numbers_and_no_assignee()
    {
        var id = await ProposeAsync("""{"kind":"roles","reason":"r","account":"sun","roles":[{"role":"auditor"}]}""");
        (await Second.PostAsync($"/api/staff-proposals/{id}/rejection", """{"reason":"no"}""")).Answers();
        using var browser = await new Browser(_server.Address).SignedInAsync();
        var page = await browser.OpenAsync("/manage/staff-audit");
        string[] details = [.. page.All(".audit tbody tr td:nth-child(3)").Select(cell => cell.TextContent)];
        Assert.Contains("申请变更账号申请第2号：变更权限，孙丽（sun）：全部轮次的审计员", details);
        Assert.Contains("退回申请申请第2号", details);
        Assert.DoesNotContain(details, detail => detail.Contains("承办人", StringComparison.Ordinal) || detail.Contains("p-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_of_the_audit_says_no_user_that_was_named_later()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        (await server.Administrator.PostAsync("/api/staff", """{"name":"desk","person":"王敏","roles":[{"role":"auditor"}]}""")).Answers(201);
        (await server.Administrator.PutAsync("/api/staff/desk/roles", """{"roles":[{"role":"reviewer"}]}""")).Answers();
        Assert.Contains("王敏（desk）", await ReadAsync(), StringComparison.Ordinal);
        (await server.Administrator.PutAsync("/api/staff/desk/person", """{"person":"李静"}""")).Answers();
        Assert.DoesNotContain("李静（desk）", await ReadAsync(), StringComparison.Ordinal);
        await server.DisposeAsync();

        async Task<string> ReadAsync()
        {
            using var browser = await new Browser(server.Address).SignedInAsync();
            return (await browser.OpenAsync("/manage/staff-audit")).Text;
        }
    }

    [Fact]
    public async Task No_account_has_the_name_of_a_proposal()
    {
        var refused = await _server.Administrator.PostAsync("/api/staff-proposals", """{"kind":"add","reason":"r","accounts":[{"name":"p-3","person":"n","roles":[{"role":"auditor"}]}]}""");
        Assert.Equal(400, refused.Status);
        Assert.Contains("has the form of the number of a proposal", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_from_before_are_chosen_one_by_one_and_those_that_wait_are_not_offered_again()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        var other = await AddAsync("other", "administrator");
        await AddAsync("clerk", "reviewer");
        await AddAsync("guest", "auditor");
        var on = (await server.Administrator.PostAsync("/api/staff-proposals", """{"kind":"fourEyes","reason":"r"}""")).Answers(201).GetProperty("proposal").GetProperty("id").GetString();
        (await server.Staff(other).PostAsync($"/api/staff-proposals/{on}/approval")).Answers();
        using (var browser = await new Browser(server.Address).SignedInAsync())
        {
            var page = await browser.OpenAsync(All);
            Assert.Equal(["clerk", "guest"], page.All("input[name=name]").Select(box => box.GetAttribute("value")));
            Assert.Empty(page.All("input[name=name][checked]"));
            var none = await browser.SendAsync(page, All, ("reason", "known"), ("act", "confirm"));
            Assert.Equal((400, "请至少选择一个账号。", "known"), (none.Status, none.In("[role=alert]"), none.In("#reason-confirm")));
            var sent = await browser.SendAsync(page, All, ("name", "clerk"), ("reason", "known"), ("act", "confirm"));
            page = await browser.OpenAsync(sent.Location!);
            Strict.Check(page);
            Assert.Equal(["guest"], page.All("input[name=name]").Select(box => box.GetAttribute("value")));
            Assert.Contains("李明（clerk）", page.In("[aria-labelledby=p-2] dl"), StringComparison.Ordinal);
        }
        await server.DisposeAsync();

        async Task<string> AddAsync(string name, string role) => (await server.Administrator.PostAsync(
            "/api/staff", $$"""{"name":"{{name}}","person":"{{(name == "clerk" ? "李明" : name)}}","roles":[{"role":"{{role}}"}]}""")).Answers(201).GetProperty("key").GetString()!;
    }

    private Caller Second => _server.Staff(_server.Report!.OtherKey!);

    private Task<Browser> SecondAsync() => new Browser(_server.Address).SignedInAsync("admin-2", _server.Report!.OtherKey!);

    private async Task<string> ProposeAsync(string body) =>
        (await _server.Administrator.PostAsync("/api/staff-proposals", body)).Answers(201).GetProperty("proposal").GetProperty("id").GetString()!;
}
