namespace Evaluation.Tests.Pages.Forms;

/// <summary>A form that is older than what it replaces: refused with what has changed, and nothing typed is lost.</summary>
public sealed class StaleFormTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_older_form_of_roles_does_not_bring_back_a_withdrawn_role()
    {
        var name = TestServer.NewId("clerk");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"},{"role":"auditor"}]}""")).Answers(201);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (page, roles) = ($"/manage/staff/{name}", $"/manage/staff/{name}/roles");
        var older = await browser.OpenAsync(page);
        Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync(page), roles, ("role-0", ""))).Status);

        var stale = await browser.SendAsync(older, roles, ("role-2", "Reviewer"));
        Strict.Check(stale);
        Assert.Equal(409, stale.Status);
        Assert.Equal(["auditor"], await RolesAsync(name));
        var cells = stale.All(".stale-notice td").Select(cell => cell.TextContent).ToArray();
        Assert.Contains("管理员", cells[0], StringComparison.Ordinal);
        Assert.DoesNotContain("管理员", cells[1], StringComparison.Ordinal);
        Assert.Equal("Reviewer", stale.Document.QuerySelector("select[name=role-2] option[selected]")!.GetAttribute("value"));

        // The person decides: without the withdrawn role.
        Assert.Equal(302, (await browser.SendAsync(stale, roles, ("role-0", ""))).Status);
        Assert.Equal(["auditor", "reviewer"], await RolesAsync(name));
    }

    [Fact]
    public async Task Refused_roles_stay_as_typed()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var name = TestServer.NewId("clerk");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[]}""")).Answers(201);
        var refused = await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/roles", ("role-0", "Unit"), ("role-1", "Auditor"));
        Assert.Equal(400, refused.Status);
        Assert.Equal(["Unit", "Auditor"], refused.All("select[name^=role-] option[selected]").Select(option => option.GetAttribute("value")).Where(value => value != ""));
    }

    [Fact]
    public async Task A_stale_form_of_rules_shows_what_changed_and_takes_it_over()
    {
        var round = await server.DraftAsync();
        var rules = $"/manage/rounds/{round.Id}/rules";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var older = await browser.OpenAsync(rules);
        Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync(rules), rules, ("/groups/0/roll", "321"), ("/title/en", "Theirs"))).Status);

        var stale = await browser.SendAsync(older, rules, ("/title/zh", "我的"), ("/title/en", "Mine"));
        Strict.Check(stale);
        Assert.Equal((409, "我的"), (stale.Status, Value(stale, "/title/zh")));
        Assert.Equal(
            ["评价主体 › 1 › 应评人数 50 321 50", "名称 › 英文 A small round Theirs Mine"],
            stale.All(".stale-notice tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))).OrderDescending(StringComparer.Ordinal));

        var merged = await browser.SendAsync(stale, rules, ("act", "merge"));
        Assert.Equal(("我的", "Mine", "321"), (Value(merged, "/title/zh"), Value(merged, "/title/en"), Value(merged, "/groups/0/roll")));
        Assert.Equal(302, (await browser.SendAsync(merged, rules)).Status);
        var definition = (await round.StateAsync()).GetProperty("definition");
        Assert.Equal((321, "Mine"), (definition.GetProperty("groups")[0].GetProperty("roll").GetInt32(), definition.GetProperty("title").GetProperty("en").GetString()));
        Assert.Equal(3, definition.GetProperty("units").GetArrayLength());
    }

    [Fact]
    public async Task A_third_change_after_the_merge_is_stale_again()
    {
        var round = await server.DraftAsync();
        var rules = $"/manage/rounds/{round.Id}/rules";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var older = await browser.OpenAsync(rules);
        await browser.SendAsync(await browser.OpenAsync(rules), rules, ("/groups/0/roll", "321"));
        var merged = await browser.SendAsync(await browser.SendAsync(older, rules, ("/title/zh", "我的")), rules, ("act", "merge"));
        await browser.SendAsync(await browser.OpenAsync(rules), rules, ("/groups/1/roll", "654"));
        var again = await browser.SendAsync(merged, rules);
        Assert.Equal((409, "评价主体 › 2 › 应评人数"), (again.Status, again.In(".stale-notice tbody th")));
    }

    [Fact]
    public async Task A_preview_of_older_rules_is_shown_anew()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/tables/units";
        var preview = await browser.SendAsync(await browser.OpenAsync(address), address, "give", ("act", "look"), ("csv", "code,zh,en,class\nu1,一,One,town\nu2,二,,town\nu3,三,,school\n"));
        Assert.DoesNotContain("gone", Changes(preview));

        var read = System.Text.Json.Nodes.JsonNode.Parse((await server.Administrator.GetAsync(round.Path)).Text)!["definition"]!;
        read["units"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse("""{"code":"u99","label":"九十九","class":"town"}"""));
        (await server.Administrator.PutAsync(round.Path, read)).Answers();

        var anew = await browser.SendAsync(preview, address, "take", ("act", "take"));
        Strict.Check(anew);
        Assert.Equal(409, anew.Status);
        Assert.NotEqual("", anew.In("[role=alert]"));
        Assert.Contains("gone", Changes(anew));
        Assert.Contains("u99", (await server.Administrator.GetAsync(round.Path)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await browser.SendAsync(anew, address, "take", ("act", "take"))).Status);
        Assert.DoesNotContain("u99", (await server.Administrator.GetAsync(round.Path)).Text, StringComparison.Ordinal);

        static IEnumerable<string> Changes(Seen page) => page.All("#preview ~ .table-wrap tbody tr").Select(row => row.ClassName!["row-".Length..]);
    }

    [Fact]
    public async Task An_older_form_of_the_schedule_keeps_what_was_typed_and_shows_the_newer_close()
    {
        var round = await server.DraftAsync();
        (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00","closesAt":"2099-12-07T18:00:00+08:00"}""")).Answers();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/acts/schedule";
        var older = await browser.OpenAsync(address);
        (await round.ScheduleAsync("""{"closesAt":"2099-12-14T18:00:00+08:00"}""")).Answers();

        var stale = await browser.SendAsync(older, address, ("opensAt", "2099-12-02T09:00"), ("reason", "later"), ("sure", "yes"));
        Strict.Check(stale);
        Assert.Equal(409, stale.Status);
        Assert.Equal(("2099-12-02T09:00", "2099-12-14T18:00", "later"), (Field(stale, "opensAt"), Field(stale, "closesAt"), stale.In("textarea")));
        Assert.Equal(["2099-12-07 18:00:00", "2099-12-14 18:00:00", "—"], stale.All(".stale-notice td").Select(cell => cell.TextContent));
        Assert.Equal("2099-12-01T09:00:00+08:00", (await round.StateAsync()).GetProperty("opensAt").GetString());

        Assert.Equal(302, (await browser.SendAsync(stale, address, ("sure", "yes"))).Status);
        var state = await round.StateAsync();
        Assert.Equal(("2099-12-02T09:00:00+08:00", "2099-12-14T18:00:00+08:00"), (state.GetProperty("opensAt").GetString(), state.GetProperty("closesAt").GetString()));
    }

    [Fact]
    public async Task An_older_form_does_not_replace_a_proposed_answer_that_its_reader_has_not_seen()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = $"/manage/rounds/{objected.Round.Id}/objections/{ticket}";
        var older = await browser.OpenAsync(page);
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", """{"decision":"rejected","answer":"theirs"}""")).Answers();

        var read = await browser.SendAsync(older, $"{page}/resolve", ("decision", "rejected"), ("answer", "mine"), ("act", "check"));
        var stale = await browser.SendAsync(read, $"{page}/resolve", ("act", "propose"));
        Strict.Check(stale);
        Assert.Equal((409, "mine"), (stale.Status, stale.In("#answer")));
        Assert.Contains("theirs", stale.In("main"), StringComparison.Ordinal);
        Assert.NotEqual("", stale.In("[role=alert]"));
        Assert.Equal("theirs", await ProposedAsync());

        Assert.Equal(302, (await browser.SendAsync(stale, $"{page}/resolve", ("act", "propose"))).Status);
        Assert.Equal("mine", await ProposedAsync());

        async Task<string?> ProposedAsync() => (await server.Administrator.GetAsync($"{objected.Path}/{ticket}")).Answers().GetProperty("proposal").GetProperty("text").GetString();
    }

    [Fact]
    public async Task An_older_form_does_not_replace_an_assignment_that_its_reader_has_not_seen()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        var (_, other) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = $"/manage/rounds/{objected.Round.Id}/objections/{ticket}";
        var older = await browser.OpenAsync(page);
        (await server.Administrator.PostAsync($"{objected.Path}/{ticket}/assign", $$"""{"to":"{{other}}"}""")).Answers();

        var stale = await browser.SendAsync(older, $"{page}/assign", ("to", objected.ReviewerName));
        Strict.Check(stale);
        Assert.Equal((409, objected.ReviewerName), (stale.Status, stale.Document.QuerySelector("#to option[selected]")!.GetAttribute("value")));
        Assert.Contains(other, stale.In("main .facts"), StringComparison.Ordinal);
        Assert.NotEqual("", stale.In("[role=alert]"));
        Assert.Equal(other, await AssignedAsync());

        Assert.Equal(302, (await browser.SendAsync(stale, $"{page}/assign", ("to", objected.ReviewerName))).Status);
        Assert.Equal(objected.ReviewerName, await AssignedAsync());

        async Task<string?> AssignedAsync() => (await server.Administrator.GetAsync($"{objected.Path}/{ticket}/assign")).Answers().GetProperty("to").GetString();
    }

    [Theory]
    [InlineData("roles")]
    [InlineData("schedule")]
    [InlineData("take")]
    public async Task A_form_that_names_no_version_replaces_nothing(string form)
    {
        var round = await server.DraftAsync();
        var name = TestServer.NewId("clerk");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[]}""")).Answers(201);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var token = Browser.Fields(await browser.OpenAsync("/account"), "/sign-out").Single(field => field.Key == "form-token");
        var (address, fields) = form switch
        {
            "roles" => ($"/manage/staff/{name}/roles", new[] { ("role-0", "Auditor") }),
            "schedule" => ($"/manage/rounds/{round.Id}/acts/schedule", [("closesAt", "2099-12-07T18:30"), ("reason", "x"), ("sure", "yes")]),
            _ => ($"/manage/rounds/{round.Id}/tables/groups", [("act", "take"), ("csv", "code,zh,roll\nnpc,代表,60\nusers,用户,500\n")]),
        };
        var before = (await server.Administrator.GetAsync(round.Path)).Text;
        Assert.Equal(409, (await browser.PostAsync(address, new FormUrlEncodedContent([token, .. fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))]))).Status);
        Assert.Empty(await RolesAsync(name));
        Assert.Equal(before, (await server.Administrator.GetAsync(round.Path)).Text);
    }

    private async Task<IEnumerable<string?>> RolesAsync(string name) =>
        (await server.Administrator.GetAsync($"/api/staff/{name}/roles")).Answers().GetProperty("roles").EnumerateArray().Select(grant => grant.GetProperty("role").GetString());

    private static string? Value(Seen page, string name) => page.All("input").First(input => input.GetAttribute("name") == name).GetAttribute("value");

    private static string? Field(Seen page, string id) => page.Document.QuerySelector($"#{id}")!.GetAttribute("value");
}
