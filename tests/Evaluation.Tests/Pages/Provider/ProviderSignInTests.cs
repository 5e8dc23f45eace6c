using System.Web;
using Evaluation.Gateway.Http.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages.Provider;

/// <summary>Signing in by the city's identity provider, with a small provider that the test starts.</summary>
public sealed class ProviderSignInTests(ProviderSite site) : IClassFixture<ProviderSite>
{
    private TestServer Server => site.Server;

    [Fact]
    public async Task A_person_whom_the_provider_knows_gets_the_session_of_the_account_with_the_id()
    {
        var name = await site.AddAsync("p-wang");
        var (browser, page) = await site.SignInAsync("p-wang");
        using var _ = browser;
        Strict.Check(page);
        Assert.Equal((200, "登录成功"), (page.Status, page.Heading));
        Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("0; url=/account", page.Document.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        var cookie = Assert.Single(page.Response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("staff=", StringComparison.Ordinal));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(name, (await browser.OpenAsync("/account")).Text, StringComparison.Ordinal);
        // A session by the provider may read by the API, and changes nothing there, as one by password.
        Assert.Equal(200, (await browser.OpenAsync("/api/staff")).Status);
        Assert.Equal(401, (await browser.PostAsync("/api/rounds", new StringContent("{}"))).Status);
        Assert.Contains("signed-in-by-provider", (await Server.Administrator.GetAsync("/api/staff/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_to_the_provider_has_state_nonce_and_PKCE_and_cookies_that_are_Lax()
    {
        using var browser = new Browser(Server.Address);
        var link = (await browser.OpenAsync("/sign-in?back=/manage")).All("a[href^='/sign-in/provider']").Single().GetAttribute("href")!;
        var start = await browser.OpenAsync(link);
        var query = HttpUtility.ParseQueryString(new Uri(start.Location!).Query);
        Assert.StartsWith(site.Provider.Address.ToString(), start.Location, StringComparison.Ordinal);
        Assert.Equal(("code", "S256", "openid profile"), (query["response_type"], query["code_challenge_method"], query["scope"]));
        Assert.Equal($"{Server.Address.GetLeftPart(UriPartial.Authority)}/sign-in/provider/return", query["redirect_uri"]);
        Assert.All(new[] { "state", "nonce", "code_challenge" }, name => Assert.NotEqual("", query[name]));
        var cookies = start.Response.Headers.GetValues("Set-Cookie").ToArray();
        Assert.All(new[] { "provider-state-", "provider-nonce-" }, name => Assert.Single(cookies, cookie => cookie.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(cookies, cookie => Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("nonce", "another")]
    [InlineData("aud", "another-client")]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("exp", 946_684_800)]
    [InlineData("forged", "")]
    public async Task A_token_that_is_not_the_providers_for_this_sign_in_signs_nobody_in(string claim, object value)
    {
        var id = $"p-{claim}";
        await site.AddAsync(id);
        site.Provider.IsForged = claim == "forged";
        site.Provider.Change = token =>
        {
            if (claim != "forged")
                token[claim] = System.Text.Json.JsonSerializer.SerializeToNode(value);
        };
        var (browser, page) = await site.SignInAsync(id);
        (site.Provider.Change, site.Provider.IsForged) = (_ => { }, false);
        using var _ = browser;
        Strict.Check(page);
        Assert.Equal((400, "登录未完成"), (page.Status, page.Heading));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
        Assert.Equal(200, (await site.SignInAsync(id)).Page.Status);
    }

    [Fact]
    public async Task An_unknown_person_sees_the_own_id_and_gets_no_account()
    {
        var before = (await Server.Administrator.GetAsync("/api/staff")).Text;
        var (browser, page) = await site.SignInAsync("p-<stranger>");
        using var _ = browser;
        Strict.Check(page);
        Assert.Equal((403, "没有对应的账号", "p-<stranger>"), (page.Status, page.Heading, page.In("code")));
        Assert.NotNull(page.Document.QuerySelector("a[href='/sign-in?back=%2Faccount']"));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
        Assert.Equal(before, (await Server.Administrator.GetAsync("/api/staff")).Text);
        // The provider knows this person and would not ask for another one.
        var other = await browser.OpenAsync(page.All("a[href^='/sign-in/provider']").Single().GetAttribute("href")!);
        Assert.Equal("login", HttpUtility.ParseQueryString(new Uri(other.Location!).Query)["prompt"]);
    }

    [Fact]
    public async Task Removing_the_account_or_its_id_ends_the_session_and_refuses_the_person()
    {
        var (removed, unlinked) = (await site.AddAsync("p-removed"), await site.AddAsync("p-unlinked"));
        foreach (var (id, path) in new[] { ("p-removed", $"/api/staff/{removed}"), ("p-unlinked", $"/api/staff/{unlinked}/provider-id") })
        {
            var (browser, page) = await site.SignInAsync(id);
            using var _ = browser;
            Assert.Equal(200, page.Status);
            Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
            Assert.Equal(204, (await Server.Administrator.DeleteAsync(path)).Status);
            Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
            var (again, refused) = await site.SignInAsync(id);
            again.Dispose();
            Assert.Equal((403, id), (refused.Status, refused.In("code")));
        }
    }

    [Fact]
    public async Task The_streams_of_a_session_end_when_another_id_is_set()
    {
        var name = await site.AddAsync("p-stream");
        var (browser, _) = await site.SignInAsync("p-stream");
        using var opened = browser;
        var context = new DefaultHttpContext { RequestServices = Server.Get<IServiceScopeFactory>().CreateScope().ServiceProvider };
        context.Request.Method = "GET";
        context.Request.Headers.Cookie = browser.Cookies.GetCookieHeader(Server.Address);
        Assert.Equal(name, (await Access.CallerAsync(context)).Answer!.Name);
        context.Features.Set<IHttpResponseFeature>(new StartedResponse());
        Assert.Equal(name, (await Access.CallerAsync(context)).Answer!.Name);
        (await Server.Administrator.PutAsync($"/api/staff/{name}/provider-id", """{"providerId":"p-stream-2"}""")).Answers();
        Assert.Null((await Access.CallerAsync(context)).Answer);
    }

    [Fact]
    public async Task A_person_who_cancels_reads_why_nobody_is_signed_in()
    {
        var (browser, page) = await site.SignInAsync(null, "/manage");
        using var _ = browser;
        Strict.Check(page);
        Assert.Equal((403, "登录未完成"), (page.Status, page.Heading));
        Assert.Contains("取消了登录", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("a[href='/sign-in?back=%2Fmanage']"));
    }

    [Fact]
    public async Task An_answer_counts_once_and_in_the_browser_that_asked()
    {
        await site.AddAsync("p-once");
        using var browser = new Browser(Server.Address);
        using var thief = new Browser(Server.Address);
        var address = await site.GoAsync(browser, "p-once");
        Assert.Equal(400, (await thief.OpenAsync(address)).Status);
        Assert.Equal(302, (await thief.OpenAsync("/account")).Status);
        Assert.Equal(200, (await browser.OpenAsync(address)).Status);
        Assert.Equal((400, "登录未完成"), ((await browser.OpenAsync(address)).Status, (await browser.OpenAsync(address)).Heading));
        // A code that was redeemed, with a state that is not used up; and a code of another browser.
        foreach (var code in new[] { CodeOf(address), CodeOf(await site.GoAsync(thief, "p-once")) })
        {
            var fresh = await site.GoAsync(browser, "p-once");
            Assert.Equal(400, (await browser.OpenAsync(fresh.Replace(CodeOf(fresh), code, StringComparison.Ordinal))).Status);
        }
        foreach (var forged in new[] { "", "?state=x&code=y", "?error=server_error" })
            Assert.Equal(400, (await browser.OpenAsync($"/sign-in/provider/return{forged}")).Status);

        static string CodeOf(string address) => HttpUtility.ParseQueryString(new Uri(address).Query)["code"]!;
    }

    [Fact]
    public async Task A_first_password_need_not_be_changed_by_a_person_who_signs_in_without_it()
    {
        var name = await site.AddAsync("p-first");
        using var administrator = await new Browser(Server.Address).SignedInAsync();
        var shown = await administrator.SendAsync(await administrator.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/password");
        var (browser, _) = await site.SignInAsync("p-first");
        using var opened = browser;
        Assert.Equal(200, (await browser.OpenAsync("/manage")).Status);
        Assert.DoesNotContain("当前密码由管理员设置", (await browser.OpenAsync("/account")).Text, StringComparison.Ordinal);
        await browser.SignedInAsync(name, shown.In("code.secret"));
        Assert.Equal("/account", (await browser.OpenAsync("/manage")).Location);
    }

    [Fact]
    public async Task A_sign_in_ends_the_session_that_the_browser_had()
    {
        await site.AddAsync("p-second");
        using var browser = await new Browser(Server.Address).SignedInAsync();
        using var copy = new Browser(Server.Address);
        copy.Cookies.Add(browser.Cookies.GetCookies(Server.Address));
        var address = await site.GoAsync(browser, "p-second");
        // As a browser does with a request that another site has caused.
        foreach (var cookie in browser.Cookies.GetCookies(Server.Address).Where(cookie => cookie.Name is "staff" or "form"))
            cookie.Expired = true;
        Assert.Equal(200, (await browser.OpenAsync(address)).Status);
        Assert.Equal(302, (await copy.OpenAsync("/account")).Status);
        Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task Signing_out_says_that_the_providers_session_goes_on()
    {
        await site.AddAsync("p-out");
        var (browser, _) = await site.SignInAsync("p-out");
        using var opened = browser;
        var left = await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out");
        Assert.Equal("/signed-out", left.Location);
        var page = await browser.OpenAsync("/signed-out");
        Strict.Check(page);
        Assert.Contains("统一身份认证平台的登录仍然有效", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
    }

    [Theory]
    [InlineData("//elsewhere.example", "/manage")]
    [InlineData("/sign-in/provider", "/sign-in")]
    [InlineData("/manage/staff", "/manage/staff")]
    public async Task The_next_page_is_one_of_this_site(string back, string expected)
    {
        await site.AddAsync($"p-back-{expected.Length}");
        var (browser, page) = await site.SignInAsync($"p-back-{expected.Length}", back);
        using var _ = browser;
        Assert.Equal($"0; url={expected}", page.Document.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_form_that_was_sent_after_the_session_had_ended_is_continued_after_a_sign_in_in_another_window()
    {
        await site.AddAsync("p-form", "administrator");
        using var browser = await new Browser(Server.Address).SignedInAsync();
        var draft = await Server.DraftAsync();
        var address = $"/manage/rounds/{draft.Id}/acts/open";
        var form = await browser.OpenAsync(address);
        foreach (var cookie in browser.Cookies.GetCookies(Server.Address).Where(cookie => cookie.Name == "staff"))
            cookie.Expired = true;
        var asked = await browser.SendAsync(form, address, ("reason", "because it is time"));
        Assert.Equal("_blank", asked.All("a[href^='/sign-in/provider']").Single().GetAttribute("target"));
        var early = await browser.SendAsync(asked, "/sign-in", ("act", "continue"));
        Strict.Check(early);
        Assert.Equal((401, "尚未登录。请先在新窗口完成登录。"), (early.Status, early.In("[role=alert].notice-bad")));
        Assert.Equal(200, (await browser.OpenAsync(await site.GoAsync(browser, "p-form"))).Status);
        var resumed = await browser.SendAsync(early, "/sign-in", ("act", "continue"));
        Assert.Equal("because it is time", (await browser.SendAsync(resumed, address, ("act", "resume"))).In("#reason"));
    }

    /// <summary>A response whose headers have been sent, as that of a stream of events.</summary>
    private sealed class StartedResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
