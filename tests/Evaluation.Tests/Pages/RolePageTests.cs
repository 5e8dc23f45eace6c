using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Every role at every page: allowed pages are shown and all others are refused.</summary>
public sealed class RolePageTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly (string Path, string Allowed)[] Pages =
    [
        ("/", "administrator unit inspector reviewer auditor operator"),
        ("/account", "administrator unit inspector reviewer auditor operator"),
        ("/manage", "administrator auditor reviewer"),
        ("/manage/new", "administrator"),
        ("/manage/rounds/{round}", "administrator auditor"),
        ("/manage/rounds/{round}/publication", "administrator auditor"),
        ("/manage/rounds/{round}/key", "administrator auditor"),
        ("/manage/rounds/{round}/preview", "administrator auditor"),
        ("/manage/rounds/{round}/new-unit", "administrator"),
        ("/manage/rounds/{round}/units/u1", "administrator"),
        ("/manage/rounds/{round}/targets", "administrator auditor reviewer"),
        ("/manage/rounds/{round}/targets/u1", "administrator auditor reviewer"),
        ("/manage/rounds/{round}/awards", "administrator auditor reviewer"),
        ("/manage/honours", "administrator auditor"),
        ("/manage/honours/o-1", "administrator auditor"),
        ("/manage/rounds/{round}/refusals", "administrator auditor"),
        ("/manage/rounds/{round}/rules", "administrator auditor"),
        ("/manage/rounds/{round}/definition.json", "administrator auditor"),
        ("/manage/rounds/{round}/trial", "administrator"),
        ("/manage/rounds/{round}/units", "administrator auditor"),
        ("/manage/rounds/{round}/panels", "administrator auditor"),
        ("/manage/rounds/{round}/panels/o-1", "administrator"),
        ("/manage/rounds/{round}/tables/units", "administrator"),
        ("/manage/rounds/{round}/tables/units.csv", "administrator auditor"),
        ("/manage/rounds/{round}/credentials", "administrator auditor"),
        ("/manage/rounds/{round}/credentials/batches/o-1", "administrator"),
        ("/manage/rounds/{round}/audit", "administrator auditor"),
        ("/manage/rounds/{round}/objections", "administrator auditor reviewer"),
        ("/manage/rounds/{round}/objections/o-1", "administrator auditor reviewer"),
        ("/manage/rounds/{round}/comments", "administrator auditor reviewer"),
        ("/manage/rounds/{round}/acts/open", "administrator"),
        ("/manage/staff", "administrator auditor"),
        ("/manage/staff-audit", "administrator auditor"),
        ("/manage/staff-proposals", "administrator auditor"),
        ("/manage/staff-table", "administrator"),
        ("/manage/staff-table.csv", "administrator"),
        ("/manage/staff/admin", "administrator"),
        ("/operations", "operator administrator"),
        ("/operations/handbook/operations", "operator administrator"),
    ];

    /// <summary>Shown only after the close; the tests of comments hold its roles.</summary>
    private const string CommentPage = "/manage/rounds/{round}/comments/u1/0a";

    private static readonly string[] Forms =
    [
        "/manage/new", "/manage/rounds/{round}/trial", "/manage/rounds/{round}/rules", "/manage/rounds/{round}/tables/units", "/manage/rounds/{round}/credentials", "/manage/rounds/{round}/acts/open",
        "/manage/rounds/{round}/credentials/batches/o-1", "/manage/rounds/{round}/credentials/batches/o-1/second-parts", "/manage/rounds/{round}/credentials/revocations",
        "/manage/rounds/{round}/new-unit", "/manage/rounds/{round}/units/u1", "/manage/rounds/{round}/targets/u1",
        "/manage/rounds/{round}/awards", "/manage/honours", "/manage/honours/o-1", "/manage/rounds/{round}/key", "/manage/rounds/{round}/key/approval", "/manage/rounds/{round}/key/share",
        "/manage/rounds/{round}/panels", "/manage/rounds/{round}/panels/o-1", "/manage/rounds/{round}/draws", "/manage/rounds/{round}/draws/o-1/seed",
        "/manage/rounds/{round}/objections", "/manage/rounds/{round}/objections/o-1/assign", "/manage/rounds/{round}/objections/o-1/resolve",
        "/manage/rounds/{round}/objections/o-1/approve", "/manage/rounds/{round}/comments/tags", "/manage/rounds/{round}/comments/u1/0a/tags",
        "/manage/rounds/{round}/comments/u1/0a/answer", "/manage/staff", "/manage/staff-table", "/manage/staff/admin/roles", "/manage/staff/admin/key", "/manage/staff/admin/password", "/manage/staff/admin/unlock", "/manage/staff/admin/sessions", "/manage/staff/admin/sessions/all",
        "/manage/staff-proposals", "/manage/staff-proposals/p-0/approve", "/manage/staff-proposals/p-0/reject", "/manage/staff-announcement/cancel", "/manage/staff/admin/access", "/manage/staff/admin/access/remove",
        "/manage/staff/admin/remove", "/manage/staff/admin/person", "/manage/staff/admin/provider-id", "/manage/staff/admin/interests", "/manage/staff/admin/interests/remove",
    ];

    /// <summary>Not a form of administrators: only auditors read the whole record.</summary>
    private const string AuditorForm = "/manage/rounds/{round}/key/copy";

    [Fact]
    public void Every_page_and_form_of_the_management_is_listed_here()
    {
        Assert.Equal([], server.Below("/manage").Concat(server.Below("/operations")).Where(call => call.Method == "GET" && !Pages.Select(page => page.Path).Append(CommentPage).Any(page => IsServed(call.Template, page))));
        Assert.Equal([], server.Below("/manage").Where(call => call.Method == "POST" && !Forms.Append(AuditorForm).Any(form => IsServed(call.Template, form))));

        static bool IsServed(string template, string path) => ServedCalls.Serves(template, path.Replace("{round}", "x", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_is_shown_only_to_its_roles()
    {
        var round = await server.DraftAsync();
        foreach (var role in ServedCalls.Roles)
        {
            using var browser = await SignInAsync(ServedCalls.Grant(role));
            foreach (var (path, allowed) in Pages)
            {
                var page = await browser.OpenAsync(path.Replace("{round}", round.Id, StringComparison.Ordinal));
                // The draft has no objection and no batch yet.
                var found = path.EndsWith("/o-1", StringComparison.Ordinal) ? 404 : 200;
                Assert.True((allowed.Split(' ').Contains(role) ? found : 403) == page.Status, $"{role} {path}: {page.Status}");
                if (page.Response.Content.Headers.ContentType?.MediaType == "text/html")
                    Strict.Check(page);
            }
        }
    }

    [Fact]
    public async Task A_visitor_is_redirected_to_the_sign_in_page_and_back()
    {
        var round = await server.DraftAsync();
        using var browser = new Browser(server.Address);
        foreach (var (path, _) in Pages.Where(page => page.Path is not ("/" or "/account")))
        {
            var address = path.Replace("{round}", round.Id, StringComparison.Ordinal);
            Assert.Equal($"/sign-in?back={Uri.EscapeDataString(address)}", (await browser.OpenAsync(address)).Location);
        }
    }

    [Fact]
    public async Task A_form_is_accepted_only_with_the_right_role_and_its_token()
    {
        var round = await server.DraftAsync();
        using var auditor = await SignInAsync("""{"role":"auditor"}""");
        using var administrator = await new Browser(server.Address).SignedInAsync();
        var token = Browser.Fields(await auditor.OpenAsync("/account"), "/sign-out");
        foreach (var path in Forms)
        {
            var address = path.Replace("{round}", round.Id, StringComparison.Ordinal);
            Assert.Equal(403, (await auditor.PostAsync(address, new FormUrlEncodedContent(token))).Status);
            Assert.Equal((400, "页面已过期"), await OutcomeAsync(administrator.PostAsync(address, new FormUrlEncodedContent([]))));
        }
        var copy = AuditorForm.Replace("{round}", round.Id, StringComparison.Ordinal);
        Assert.Equal((400, "页面已过期"), await OutcomeAsync(auditor.PostAsync(copy, new FormUrlEncodedContent([]))));
    }

    [Fact]
    public async Task An_administrator_of_one_round_sees_no_other_round()
    {
        var (mine, other) = (await server.DraftAsync(), await server.DraftAsync());
        using var browser = await SignInAsync($$"""{"role":"administrator","round":"{{mine.Id}}"}""");
        var list = await browser.OpenAsync("/manage");
        Assert.Contains(mine.Id, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/manage/rounds/{other.Id}\"", list.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.OpenAsync($"/manage/rounds/{mine.Id}")).Status);
        Assert.Equal(403, (await browser.OpenAsync($"/manage/rounds/{other.Id}")).Status);
        Assert.Equal(403, (await browser.OpenAsync("/manage/new")).Status);
    }

    [Fact]
    public async Task The_navigation_offers_only_what_a_role_may_open()
    {
        using var operators = await SignInAsync("""{"role":"operator"}""");
        using var auditors = await SignInAsync("""{"role":"auditor"}""");
        using var ofOneRound = await SignInAsync($$"""{"role":"administrator","round":"{{(await server.DraftAsync()).Id}}"}""");
        Assert.DoesNotContain("/manage", (await operators.OpenAsync("/")).Text, StringComparison.Ordinal);
        Assert.NotNull((await auditors.OpenAsync("/")).Document.QuerySelector("nav a[href='/manage']"));
        Assert.NotNull((await operators.OpenAsync("/")).Document.QuerySelector("nav a[href='/operations']"));
        foreach (var other in new[] { auditors, ofOneRound })
            Assert.Null((await other.OpenAsync("/")).Document.QuerySelector("nav a[href='/operations']"));
    }

    private async Task<Browser> SignInAsync(string role)
    {
        var name = TestServer.NewId("page");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{role}}]}""")).Answers(201).GetProperty("key").GetString()!;
        return await new Browser(server.Address).SignedInAsync(name, key);
    }

    private static async Task<(int Status, string Heading)> OutcomeAsync(Task<Seen> answer) => ((await answer).Status, (await answer).Heading);
}
