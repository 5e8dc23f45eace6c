using System.Text.Json;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Staff;
using Evaluation.Staff;

namespace Evaluation.Tests.Http.SecondPeople;

/// <summary>The first administrator of a system with four eyes, alone: no route and no page gives a second account that works.</summary>
public sealed class FirstAdministratorTests : IAsyncLifetime
{
    private readonly TestServer _server = TestServer.With(_ => { }, "--EVALUATION_FOUR_EYES", "true");

    private Caller First => _server.Administrator;

    private Caller Second => _server.Staff(_server.Report!.OtherKey!);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Calls_that_give_something_wait()
    {
        var before = await AccountsAsync();
        (await First.PostAsync("/api/staff", """{"name":"li-2","roles":[{"role":"administrator"}]}""")).Refuses(409, "needs-approval");
        (await First.PostAsync("/api/staff/admin-2/key")).Refuses(409, "needs-approval");
        (await First.PutAsync("/api/staff/admin-2/person", """{"person":"Li"}""")).Refuses(409, "needs-approval");
        (await First.PutAsync("/api/staff/admin-2/provider-id", """{"providerId":"mine"}""")).Refuses(409, "needs-approval");
        (await First.PutAsync("/api/staff/admin/roles", """{"roles":[{"role":"administrator"},{"role":"reviewer"}]}""")).Refuses(409, "needs-approval");
        (await First.PostAsync("/api/staff-proposals", """{"kind":"fourEyes","reason":"off again"}""")).Refuses(409, "wrong-state");
        Assert.Equal(before, await AccountsAsync());
    }

    [Fact]
    public async Task Own_proposals_are_not_approved_and_one_code_opens_nothing()
    {
        var made = (await First.PostAsync("/api/staff-proposals", """{"kind":"add","reason":"for Sun","accounts":[{"name":"sun","roles":[{"role":"administrator"}]}]}""")).Answers(201);
        var (id, code) = (made.GetProperty("proposal").GetProperty("id").GetString(), made.GetProperty("codes")[0].GetProperty("code").GetString());
        (await First.PostAsync($"/api/staff-proposals/{id}/approval")).Refuses(409, "same-person");
        (await First.PostAsync("/api/staff-access", Body(code, code))).Refuses(401, "sign-in-refused");
        Assert.Equal(["admin", "admin-2"], (await _server.Get<StaffUseCases>().ListAsync()).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task Forms_of_the_pages_wait_too()
    {
        using var browser = await new Browser(_server.Address).SignedInAsync();
        var before = await AccountsAsync();
        var all = await browser.OpenAsync("/manage/staff");
        Assert.Equal(400, (await browser.SendAsync(all, "/manage/staff", ("name", "li-2"))).Status);
        Assert.Equal("第一领取码", (await browser.SendAsync(all, "/manage/staff", ("name", "li-2"), ("reason", "for Li"))).Heading);
        var member = await browser.OpenAsync("/manage/staff/admin-2");
        Assert.Empty(member.All("form[action$='/password'], form[action$='/key']"));
        var token = member.Document.QuerySelector($"input[name={FormTokens.Field}]")!.GetAttribute("value")!;
        foreach (var (path, fields) in new (string, (string, string)[])[]
        {
            ("key", []), ("password", []), ("roles", [("role-0", "Administrator"), ("role-1", "Reviewer")]), ("person", [("person", "Li")]), ("provider-id", [("provider-id", "mine")]),
        })
        {
            using var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)), KeyValuePair.Create(FormTokens.Field, token)]);
            var answer = await browser.PostAsync($"/manage/staff/admin-2/{path}", content);
            Assert.InRange(answer.Status, 400, 409);
        }
        var table = await browser.SendAsync(await browser.OpenAsync("/manage/staff-table"), "/manage/staff-table", ("csv", "account,role\nli-3,administrator\n"), ("act", "take"), ("key", "0123456789abcdef0123456789abcdee"));
        Assert.Equal(400, table.Status);
        Assert.Equal(before, await AccountsAsync());
        using var second = await new Browser(_server.Address).SignedInAsync("admin-2", _server.Report!.OtherKey!);
        Assert.Equal(200, (await second.OpenAsync("/manage/staff")).Status);
    }

    [Fact]
    public async Task With_both_codes_the_owner_alone_takes_the_account()
    {
        var made = (await First.PostAsync("/api/staff-proposals", """{"kind":"add","reason":"for Sun","accounts":[{"name":"sun","person":"孙","roles":[{"role":"auditor"}]}]}""")).Answers(201);
        var id = made.GetProperty("proposal").GetProperty("id").GetString();
        var approved = (await Second.PostAsync($"/api/staff-proposals/{id}/approval")).Answers();
        var (first, second) = (Code(made), Code(approved));
        Assert.NotEqual(first, second);
        (await Second.PostAsync("/api/staff-access", Body(second, second))).Refuses(401, "sign-in-refused");
        var key = (await _server.Anybody.PostAsync("/api/staff-access", Body(second, first, "quite-my-own-1"))).Answers().GetProperty("key").GetString()!;
        (await _server.Staff(key).GetAsync("/api/staff")).Answers();
        using var browser = await new Browser(_server.Address).SignedInAsync("sun", "quite-my-own-1");
        (await _server.Anybody.PostAsync("/api/staff-access", Body(first, second))).Refuses(401, "sign-in-refused");
        var proposal = (await First.GetAsync($"/api/staff-proposals/{id}")).Answers();
        Assert.Equal(("approved", "admin", "admin-2"), (proposal.GetProperty("state").GetString(), proposal.GetProperty("by").GetString(), proposal.GetProperty("decided").GetProperty("by").GetString()));
    }

    [Fact]
    public async Task A_repeated_call_gets_the_same_codes()
    {
        (string, string) key = ("Idempotency-Key", "6f1c2d3e-4a5b-4c6d-8e7f-9a0b1c2d3e4f");
        var body = """{"kind":"add","reason":"r","accounts":[{"name":"twice","roles":[]}]}""";
        var made = await Task.WhenAll(SendAsync(First, "/api/staff-proposals", body), SendAsync(First, "/api/staff-proposals", body));
        Assert.Equal(Code(made[0].Answers(201)), Code(made[1].Answers(201)));
        var path = $"/api/staff-proposals/{made[0].Answers(201).GetProperty("proposal").GetProperty("id").GetString()}/approval";
        Assert.Equal(Code((await SendAsync(Second, path, "")).Answers()), Code((await SendAsync(Second, path, "")).Answers()));

        Task<Answer> SendAsync(Caller caller, string path, string content) =>
            caller.SendAsync(HttpMethod.Post, path, new StringContent(content, System.Text.Encoding.UTF8, "application/json"), key);
    }

    [Fact]
    public async Task A_table_is_proposed_approved_and_taken_on_the_pages()
    {
        using var first = await new Browser(_server.Address).SignedInAsync();
        using var second = await new Browser(_server.Address).SignedInAsync("admin-2", _server.Report!.OtherKey!);
        var look = await first.SendAsync(await first.OpenAsync("/manage/staff-table"), "/manage/staff-table", ("csv", "account,person,role\nwu,吴,auditor\nzheng,郑,reviewer\n"), ("act", "look"));
        var proposed = await first.SendAsync(look, "/manage/staff-table", "take", ("reason", "新任人员"), ("act", "take"));
        Assert.Equal("第一领取码", proposed.Heading);
        var codes = proposed.All("code.secret").Select(code => code.TextContent).ToArray();
        var list = await second.OpenAsync("/manage/staff-proposals");
        Strict(list);
        Assert.Contains("新任人员", list.Text, StringComparison.Ordinal);
        var approval = list.Document.QuerySelector("form[action$='/approve']")!.GetAttribute("action")!;
        var approved = await second.SendAsync(list, approval);
        Assert.Equal("第二领取码", approved.Heading);
        var others = approved.All("code.secret").Select(code => code.TextContent).ToArray();
        Assert.Equal(4, codes.Concat(others).Distinct().Count());
        using var owner = new Browser(_server.Address);
        var page = await owner.OpenAsync("/staff-access");
        var wrong = await owner.SendAsync(page, "/staff-access", ("name", "wu"), ("first", codes[0]), ("second", others[1]), ("new", "quite-my-own-1"), ("again", "quite-my-own-1"));
        Assert.Equal((401, codes[0]), (wrong.Status, wrong.Document.QuerySelector("#first")!.GetAttribute("value")));
        var taken = await owner.SendAsync(page, "/staff-access", ("name", "wu"), ("first", codes[0].ToUpperInvariant()), ("second", others[0].Replace("-", " ", StringComparison.Ordinal)), ("new", "quite-my-own-1"), ("again", "quite-my-own-1"));
        (await _server.Staff(taken.In("code.secret")).GetAsync("/api/staff")).Answers();
        var csv = await second.SendAsync(approved, approval, ("act", "csv"));
        Assert.Contains(others[1], csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_away_does_not_wait()
    {
        Assert.Equal(204, (await First.DeleteAsync("/api/staff/admin-2/access")).Status);
        (await Second.GetAsync("/api/staff")).Refuses(401, "sign-in-required");
        (await First.PutAsync("/api/staff/admin-2/roles", """{"roles":[]}""")).Answers();
        Assert.Equal(204, (await First.DeleteAsync("/api/staff/admin-2")).Status);
        (await First.DeleteAsync("/api/staff/nobody/access")).Refuses(404, "no-such-staff");
    }

    [Fact]
    public async Task Everybody_sees_that_four_eyes_are_on()
    {
        var view = (await _server.Anybody.GetAsync("/api/four-eyes")).Answers();
        Assert.True(view.GetProperty("on").GetBoolean());
        (await First.DeleteAsync("/api/four-eyes/announcement")).Refuses(404, "no-such-proposal");
        (await First.GetAsync("/api/staff-proposals/p-99")).Refuses(404, "no-such-proposal");
    }

    private static string Body(string? first, string? second, string? password = null) => JsonSerializer.Serialize(new { account = "sun", first, second, password });

    private static string Code(JsonElement made) => made.GetProperty("codes")[0].GetProperty("code").GetString()!;

    private static void Strict(Seen page) => Pages.Strict.Check(page);

    /// <summary>All accounts with what they sign in with.</summary>
    private async Task<(string, string, string?, string?, int)[]> AccountsAsync() =>
        [.. (await _server.Get<StaffUseCases>().ListAsync()).Answer.Accounts.Values.Select((StaffAccount account) => (account.Name, account.KeyHash, account.PasswordHash, account.ProviderId, account.Roles.Count))];
}
