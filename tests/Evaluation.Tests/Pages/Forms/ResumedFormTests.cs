using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>A form that is sent after the session has ended: sign in at the same place, and go on with what was typed.</summary>
public sealed class ResumedFormTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "a-long-enough-password";

    [Fact]
    public async Task Every_form_of_the_staff_is_shown_as_it_was_typed_after_signing_in()
    {
        var draft = await server.DraftAsync();
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        var comment = await CommentAsync(server);
        var batch = await BatchAsync(server, draft);
        var clerk = TestServer.NewId("clerk");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{clerk}}","roles":[]}""")).Answers(201);
        var objections = $"/manage/rounds/{objected.Round.Id}/objections";
        (string Page, string Action, string? Id, (string Name, string Value)[] Typed)[] forms =
        [
            ("/manage/staff", "/manage/staff", null, [("name", "new-clerk"), ("person", "a new person")]),
            ($"/manage/staff/{clerk}", $"/manage/staff/{clerk}/roles", null, [("role-0", "Unit"), ("unit-0", "u7")]),
            ($"/manage/rounds/{draft.Id}/acts/open", $"/manage/rounds/{draft.Id}/acts/open", null, [("reason", "because it is time")]),
            ($"/manage/rounds/{draft.Id}/acts/schedule", $"/manage/rounds/{draft.Id}/acts/schedule", null, [("closesAt", "2097-01-14T23:59:58"), ("reason", "as announced")]),
            ($"/manage/rounds/{draft.Id}/rules", $"/manage/rounds/{draft.Id}/rules", null, [("/title/zh", "没有白填")]),
            ("/manage/new", "/manage/new", null, [("id", "never-made"), ("zh", "新一轮")]),
            ($"/manage/rounds/{draft.Id}/tables/units", $"/manage/rounds/{draft.Id}/tables/units", "give", [("csv", "code,name\nu1,x\n")]),
            ($"/manage/rounds/{draft.Id}/credentials", $"/manage/rounds/{draft.Id}/credentials", null, [("count", "17"), ("units", "u1 u2"), ("form", "csv")]),
            (batch, batch, null, [("reason", "lost in the post")]),
            ($"{objections}?unit=u2", objections, null, [("unit", "u2"), ("about", "/bonus"), ("onBehalfOf", "the office"), ("text", "a prize was forgotten")]),
            ($"{objections}/o-1", $"{objections}/o-1/assign", null, [("to", objected.ReviewerName)]),
            ($"{objections}/o-1", $"{objections}/o-1/resolve", null, [("decision", "rejected"), ("answer", "two paragraphs of an answer")]),
            (comment, $"{comment}/answer", null, [("text", "from May on")]),
            (comment, $"{comment}/tags", "put", [("words", "parking, doors")]),
            (comment[..comment.IndexOf("/comments/", StringComparison.Ordinal)] + "/comments", comment[..comment.IndexOf("/comments/", StringComparison.Ordinal)] + "/comments/tags", null, [("words", "opening hours"), ("all", "yes")]),
        ];
        var before = await StateAsync();
        foreach (var (page, action, id, typed) in forms)
        {
            using var browser = await new Browser(server.Address).SignedInAsync();
            var form = await browser.OpenAsync(page);
            End(browser);
            var asked = id is null ? await browser.SendAsync(form, action, typed) : await browser.SendAsync(form, action, id, typed);
            Strict.Check(asked);
            Assert.True(asked.Status == 401, $"{action}: {asked.Status}");
            var resumed = await SignInAsync(browser, asked);
            Strict.Check(resumed);
            var back = await browser.SendAsync(resumed, action, ("act", "resume"));
            Assert.True(back.Status is 200 or 400, $"{action}: {back.Status} {back.Heading}");
            Strict.Check(back);
            foreach (var (name, value) in typed)
                Assert.True(Holds(back, name, value), $"{action}: {name} is not {value}");
        }
        Assert.Equal(before, await StateAsync());

        async Task<string> StateAsync() =>
            (await server.Administrator.GetAsync($"{draft.Path}/credentials/batches")).Text + (await server.Administrator.GetAsync("/api/staff")).Text + (await server.Administrator.GetAsync(draft.Path)).Text
            + (await server.Administrator.GetAsync($"{objected.Path}")).Text + (await server.Administrator.GetAsync("/api/rounds")).Text;
    }

    [Fact]
    public async Task Every_form_of_the_management_leads_to_the_sign_in_page_and_does_nothing_when_it_is_resumed()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        var draft = await server.DraftAsync();
        var batch = await BatchAsync(server, draft);
        var clerk = TestServer.NewId("clerk");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{clerk}}","roles":[{"role":"auditor"}]}""")).Answers(201).GetProperty("key").GetString()!;
        foreach (var template in server.Below("/manage").Where(call => call.Method == "POST").Select(call => call.Template).Distinct())
        {
            var address = template.Replace("{round}", template.Contains("objections", StringComparison.Ordinal) ? objected.Round.Id : draft.Id, StringComparison.Ordinal)
                .Replace("/batches/{id}", batch[batch.IndexOf("/batches/", StringComparison.Ordinal)..], StringComparison.Ordinal).Replace("{id}", "o-1", StringComparison.Ordinal).Replace("{name}", clerk, StringComparison.Ordinal).Replace("{act}", "open", StringComparison.Ordinal)
                .Replace("{table}", "units", StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal).Replace("{comment}", "0a", StringComparison.Ordinal).Replace("{panel}", "north", StringComparison.Ordinal);
            using var browser = await new Browser(server.Address).SignedInAsync();
            var token = Browser.Fields(await browser.OpenAsync("/account"), "/sign-out").Single(field => field.Key == "form-token");
            End(browser);
            var asked = await browser.PostAsync(address, new FormUrlEncodedContent([token, new("sure", "yes"), new("reason", "x")]));
            Assert.True(asked.Status == 401 && asked.Document.QuerySelector("input[name=carried]") is not null, $"{address}: {asked.Status}");
            var back = await browser.SendAsync(await SignInAsync(browser, asked), address, ("act", "resume"));
            Assert.True(back.Status != 302, $"{address} acted: {back.Location}");
        }
        (await server.Staff(key).GetAsync(draft.Path)).Answers();
        Assert.Equal("draft", (await draft.StateAsync()).GetProperty("state").GetString());
        Assert.Equal(3, await draft.IssuedAsync("npc"));
    }

    [Fact]
    public async Task A_first_sign_in_changes_the_password_and_then_goes_on_with_the_form()
    {
        var draft = await server.DraftAsync();
        var (name, first) = await NewcomerAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{draft.Id}/acts/open";
        var form = await browser.OpenAsync(address);
        End(browser);
        var asked = await browser.SendAsync(form, address, ("reason", "because it is time"));
        var password = await browser.SendAsync(asked, "/sign-in", ("name", name), ("secret", first));
        Strict.Check(password);
        Assert.NotNull(password.Document.QuerySelector("#new"));
        var again = await browser.SendAsync(password, "/account", ("current", first), ("new", "short"), ("again", "short"));
        Assert.Equal(400, again.Status);
        var resumed = await browser.SendAsync(again, "/account", ("current", first), ("new", Password), ("again", Password));
        Strict.Check(resumed);
        Assert.Equal("because it is time", (await browser.SendAsync(resumed, address, ("act", "resume"))).In("#reason"));
    }

    [Fact]
    public async Task A_form_of_an_account_that_must_change_its_password_is_kept_too()
    {
        var draft = await server.DraftAsync();
        var (name, first) = await NewcomerAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{draft.Id}/acts/open";
        var form = await browser.OpenAsync(address);
        // The newcomer has signed in in another tab.
        await browser.SignedInAsync(name, first);
        var password = await browser.SendAsync(form, address, ("reason", "because it is time"));
        Strict.Check(password);
        var resumed = await browser.SendAsync(password, "/account", ("current", first), ("new", Password), ("again", Password));
        Assert.Equal("because it is time", (await browser.SendAsync(resumed, address, ("act", "resume"))).In("#reason"));
    }

    [Fact]
    public async Task A_resumed_form_of_older_roles_is_still_stale()
    {
        var clerk = TestServer.NewId("clerk");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{clerk}}","roles":[{"role":"administrator"}]}""")).Answers(201);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (page, roles) = ($"/manage/staff/{clerk}", $"/manage/staff/{clerk}/roles");
        var form = await browser.OpenAsync(page);
        End(browser);
        var asked = await browser.SendAsync(form, roles, ("role-1", "Auditor"));
        (await server.Administrator.PutAsync($"/api/staff/{clerk}/roles", """{"roles":[]}""")).Answers();
        var back = await browser.SendAsync(await SignInAsync(browser, asked), roles, ("act", "resume"));
        Assert.Equal(409, (await browser.SendAsync(back, roles)).Status);
        Assert.Equal("""{"roles":[]}""", (await server.Administrator.GetAsync($"/api/staff/{clerk}/roles")).Text);
    }

    [Fact]
    public async Task A_chosen_file_is_not_kept_and_both_pages_say_so()
    {
        var draft = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{draft.Id}/tables/units";
        var form = await browser.OpenAsync(address);
        End(browser);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Fields(form, address, ("act", "look")))
            content.Add(new StringContent(value), name);
        content.Add(new StringContent("code,zh,class\nu1,一,town\n"), "file", "units.csv");
        var asked = await browser.PostAsync(address, content);
        Assert.Equal(401, asked.Status);
        Assert.Contains("请重新选择", asked.Text, StringComparison.Ordinal);
        var resumed = await SignInAsync(browser, asked);
        Assert.Contains("请重新选择", resumed.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.SendAsync(resumed, address, ("act", "resume"))).Status);
    }

    [Fact]
    public async Task A_long_table_is_kept_and_one_that_is_too_long_says_so()
    {
        var draft = await server.DraftAsync();
        var address = $"/manage/rounds/{draft.Id}/tables/units";
        foreach (var (characters, isKept) in new[] { (100_000, true), (400_000, false), (3_000_000, false) })
        {
            using var browser = await new Browser(server.Address).SignedInAsync();
            var form = await browser.OpenAsync(address);
            End(browser);
            var csv = $"code,name\nu1,{new string('长', characters)}\n";
            var asked = await browser.SendAsync(form, address, "give", ("csv", csv));
            Assert.Equal(401, asked.Status);
            if (isKept)
                Assert.Equal(csv, ((IHtmlTextAreaElement)(await browser.SendAsync(await SignInAsync(browser, asked), address, ("act", "resume"))).Document.QuerySelector("#csv")!).Value);
            else
                Assert.Equal(("内容过大", address), (asked.In("[role=alert]").Split("刚才提交的")[1][..4], (await SignInAsync(browser, asked)).Location));
        }
    }

    [Fact]
    public async Task After_a_form_that_is_too_large_its_sender_returns_to_the_page_of_the_form()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var page = $"/manage/rounds/{objected.Round.Id}/objections/{await objected.FileAsync()}";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var form = await browser.OpenAsync(page);
        End(browser);
        var asked = await browser.SendAsync(form, $"{page}/resolve", ("answer", new string('x', Limits.CarriedFormBytes)), ("act", "check"));
        Assert.Equal(401, asked.Status);
        var back = (await SignInAsync(browser, asked)).Location;
        Assert.Equal(page, back);
        Assert.Equal(200, (await browser.OpenAsync(back!)).Status);
    }

    [Fact]
    public async Task A_form_of_another_session_that_is_too_large_is_not_repeated_and_the_page_says_so()
    {
        var draft = await server.DraftAsync();
        var address = $"/manage/rounds/{draft.Id}/tables/units";
        var csv = $"code,name\nu1,{new string('x', Limits.CarriedFormBytes)}\n";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var form = await browser.OpenAsync(address);
        await browser.SignedInAsync();
        var refused = await browser.SendAsync(form, address, "give", ("csv", csv));
        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        AssertLost(refused);

        var (name, first) = await NewcomerAsync();
        await browser.SignedInAsync(name, first);
        var password = await browser.SendAsync(form, address, "give", ("csv", csv));
        Strict.Check(password);
        Assert.Equal(403, password.Status);
        AssertLost(password);
        Assert.Equal("/account?changed=1", (await browser.SendAsync(password, "/account", ("current", first), ("new", Password), ("again", Password))).Location);
    }

    [Fact]
    public async Task Every_form_that_is_typed_into_asks_before_it_is_left()
    {
        var draft = await server.DraftAsync();
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        var comment = await CommentAsync(server);
        var round = $"/manage/rounds/{draft.Id}";
        using var browser = await new Browser(server.Address).SignedInAsync();
        string[] pages =
        [
            "/manage/staff", "/manage/staff/admin", "/manage/new", $"{round}/rules", $"{round}/tables/units", $"{round}/credentials", $"{round}/acts/open", $"{round}/acts/schedule",
            $"/manage/rounds/{objected.Round.Id}/objections?unit=u2", $"/manage/rounds/{objected.Round.Id}/objections/o-1", comment, comment[..comment.IndexOf("/u1/", StringComparison.Ordinal)],
            await BatchAsync(server, draft),
        ];
        foreach (var address in pages)
        {
            var page = await browser.OpenAsync(address);
            Strict.Check(page);
            Assert.Contains(page.All("script"), script => script.GetAttribute("src")!.Contains("/leave.", StringComparison.Ordinal));
            var typed = page.All("form[method=post]").Where(form => form.QuerySelector("textarea, select, input:not([type=hidden]):not([type=checkbox])") is not null).ToArray();
            Assert.True(typed.Length > 0, address);
            Assert.All(typed, form => Assert.True(form.HasAttribute("data-unsent"), $"{address}: {form.GetAttribute("action")}"));
        }
    }

    private static void AssertLost(Seen page)
    {
        Assert.Contains("内容过大", page.In("[role=alert]"), StringComparison.Ordinal);
        Assert.DoesNotContain("xxxxxxxxxx", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Whether a field of the page has this value.</summary>
    internal static bool Holds(Seen page, string name, string value) => page.All("input, textarea, select").Where(field => field.GetAttribute("name") == name).Any(field => field switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } choice => choice.IsChecked && choice.Value == value,
        IHtmlInputElement input => input.GetAttribute("value") == value,
        IHtmlTextAreaElement text => text.Value == value,
        IHtmlSelectElement select => select.Value == value,
        _ => false,
    });

    /// <summary>Ends the session as its time ends it: the browser has no cookie that is worth anything.</summary>
    private void End(Browser browser) => browser.Cookies.GetCookies(server.Address)["staff"]!.Expired = true;

    private static Task<Seen> SignInAsync(Browser browser, Seen asked) => browser.SendAsync(asked, "/sign-in", ("name", "admin"), ("secret", Site.AdministratorKey));

    private async Task<(string Name, string Password)> NewcomerAsync()
    {
        using var administrator = await new Browser(server.Address).SignedInAsync();
        var name = TestServer.NewId("newcomer");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"}]}""")).Answers(201);
        var made = await administrator.SendAsync(await administrator.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/password");
        return (name, made.In(".secret"));
    }

    /// <summary>The page of a batch of three issued credentials.</summary>
    internal static async Task<string> BatchAsync(TestServer server, TestRound round)
    {
        await round.IssueAsync("npc", 3);
        var batches = (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items");
        return $"/manage/rounds/{round.Id}/credentials/batches/{batches[0].GetProperty("id").GetString()}";
    }

    /// <summary>The page of a comment on u1 of a sealed round.</summary>
    internal static async Task<string> CommentAsync(TestServer server)
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "commentMin": 2}"""));
        foreach (var voter in await round.IssueAsync("npc", 3))
            (await server.Voter(voter).PutAsync($"{round.Path}/ballot", """{"slips":[{"unit":"u1","marks":[0,0],"comment":"open longer"}]}""")).Answers();
        await round.MoveAsync("sealed");
        var list = (await server.Administrator.GetAsync($"{round.Path}/comments")).Answers();
        return $"/manage/rounds/{round.Id}/comments/u1/{list.GetProperty("comments")[0].GetProperty("id").GetString()}";
    }
}
