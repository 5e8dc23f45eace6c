using Evaluation.Gateway.Http.Authentication;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages;

/// <summary>Signing in and out with a browser, the session cookie, and the rights of a session.</summary>
public sealed class SignInTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "a-long-enough-password";

    [Fact]
    public async Task Staff_sign_in_with_the_key_and_later_with_a_chosen_password()
    {
        using var browser = new Browser(server.Address);
        var page = await SignInAsync(browser, "admin", Site.AdministratorKey);
        Assert.Equal(302, page.Status);
        page = await browser.OpenAsync("/account");
        Strict.Check(page);
        var wrong = await browser.SendAsync(page, "/account", ("current", "not-the-password"), ("new", Password), ("again", Password));
        Assert.Equal("当前密码不正确。", wrong.In("#current-fault"));
        page = await browser.SendAsync(page, "/account", ("current", Site.AdministratorKey), ("new", Password), ("again", Password));
        Assert.Equal("/account?changed=1", page.Location);

        page = await browser.SendAsync(await browser.OpenAsync("/account?changed=1"), "/sign-out");
        Assert.Equal("/", page.Location);
        Assert.Equal("/sign-in?back=/account", (await browser.OpenAsync("/account")).Location);
        Assert.Equal(302, (await SignInAsync(browser, "admin", Password)).Status);
        Assert.Contains("admin", (await browser.OpenAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_cookie_is_HttpOnly_and_SameSite()
    {
        using var browser = new Browser(server.Address);
        var cookie = (await SignInAsync(browser, "admin", Site.AdministratorKey)).Header("Set-Cookie");
        Assert.Contains("staff=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("admin", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task The_session_cookie_is_secure_exactly_over_HTTPS(string scheme, bool isSecure)
    {
        await using var services = server.Get<IServiceScopeFactory>().CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = services.ServiceProvider, Request = { Scheme = scheme } };
        await server.Get<StaffSessions>().BeginAsync(context, new StaffAccount("li", [], "hash"));
        Assert.Equal(isSecure, context.Response.Headers.SetCookie.ToString().Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var browser = new Browser(server.Address);
        await browser.OpenAsync("/sign-in");
        var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("name", "admin"), new("secret", Site.AdministratorKey)]));
        Assert.Equal((400, "页面已过期"), (answer.Status, answer.Heading));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task A_session_can_read_but_not_change_through_the_API()
    {
        var round = await server.DraftAsync();
        using var browser = new Browser(server.Address);
        Assert.Equal(401, (await browser.OpenAsync($"{round.Path}/audit")).Status);
        await SignInAsync(browser, "admin", Site.AdministratorKey);
        Assert.Equal(200, (await browser.OpenAsync($"{round.Path}/audit")).Status);
        Assert.Equal(401, (await browser.PostAsync($"{round.Path}/transitions", new StringContent("""{"to":"voting"}"""))).Status);
    }

    [Fact]
    public async Task An_unknown_name_is_refused_like_a_wrong_password()
    {
        using var browser = new Browser(server.Address);
        var (unknown, wrong) = (await SignInAsync(browser, "nobody", "wrong"), await SignInAsync(browser, "admin", "wrong"));
        Assert.Equal((401, "账号或密码有误。"), (unknown.Status, unknown.In("[role=alert]")));
        Assert.Equal((unknown.Status, unknown.In("[role=alert]")), (wrong.Status, wrong.In("[role=alert]")));
        Assert.Equal("admin", wrong.Document.QuerySelector("#name")!.GetAttribute("value"));
        Assert.DoesNotContain("value=\"wrong\"", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_ends_the_accounts_sessions()
    {
        var (name, key) = await AddAsync("auditor");
        using var browser = new Browser(server.Address);
        await SignInAsync(browser, name, key);
        Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
        (await server.Administrator.PostAsync($"/api/staff/{name}/key")).Answers();
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task A_forged_cookie_signs_nobody_in()
    {
        using var browser = new Browser(server.Address);
        browser.Cookies.Add(server.Address, new System.Net.Cookie("staff", "CfDJ8made-up"));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
        Assert.Equal(200, (await browser.OpenAsync("/")).Status);
    }

    [Theory]
    [InlineData("short", "short", "new")]
    [InlineData("a-long-enough-one", "a-different-one-too", "again")]
    public async Task An_invalid_password_is_refused_at_its_field(string password, string again, string field)
    {
        var (name, key) = await AddAsync("auditor");
        using var browser = new Browser(server.Address);
        await SignInAsync(browser, name, key);
        var refused = await browser.SendAsync(await browser.OpenAsync("/account"), "/account", ("current", key), ("new", password), ("again", again));
        Assert.Equal(400, refused.Status);
        Assert.Equal("true", refused.Document.QuerySelector($"#{field}")!.GetAttribute("aria-invalid"));
        Assert.NotEqual("", refused.In($"#{field}-fault"));
        var own = await browser.SendAsync(await browser.OpenAsync("/account"), "/account", ("current", key), ("new", $"xx{name}xxxxxx"), ("again", $"xx{name}xxxxxx"));
        Assert.Equal("true", own.Document.QuerySelector("#new")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Signing_in_never_redirects_to_another_site()
    {
        using var browser = new Browser(server.Address);
        var page = await browser.OpenAsync("/sign-in?back=//elsewhere.example");
        var sent = await browser.SendAsync(page, "/sign-in", ("name", "admin"), ("secret", Site.AdministratorKey));
        Assert.StartsWith("/", sent.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", sent.Location, StringComparison.Ordinal);
    }

    private async Task<(string Name, string Key)> AddAsync(string role)
    {
        var name = TestServer.NewId("member");
        return (name, (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"{{role}}"}]}""")).Answers(201).GetProperty("key").GetString()!);
    }

    [Theory]
    [InlineData("/manage", "administrator")]
    [InlineData("/manage", "auditor")]
    [InlineData("/reviews", "reviewer")]
    [InlineData("/inspection", "inspector")]
    [InlineData("/unit", "unit")]
    [InlineData("/operations", "operator")]
    [InlineData("/account")]
    [InlineData("/manage", "unit", "reviewer", "administrator")]
    [InlineData("/reviews", "unit", "inspector", "reviewer")]
    [InlineData("/inspection", "operator", "unit", "inspector")]
    [InlineData("/unit", "operator", "unit")]
    [InlineData("/operations", "auditor", "operator")]
    public async Task The_first_page_after_signing_in_is_the_one_of_the_work(string home, params string[] roles)
    {
        var round = await server.OpenAsync();
        var name = TestServer.NewId("clerk");
        var grants = roles.Select(role => role == "unit" ? $$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""" : $$"""{"role":"{{role}}"}""");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{string.Join(',', grants)}}]}""")).Answers(201).GetProperty("key").GetString()!;
        using var browser = new Browser(server.Address);

        Assert.Equal(home, (await SignInAsync(browser, name, key)).Location);
        // An account of one unit goes on to the page of the unit.
        Assert.Equal(home == "/unit" ? 302 : 200, (await browser.OpenAsync(home)).Status);
    }

    private static async Task<Seen> SignInAsync(Browser browser, string name, string secret) =>
        await browser.SendAsync(await browser.OpenAsync("/sign-in"), "/sign-in", ("name", name), ("secret", secret));
}
