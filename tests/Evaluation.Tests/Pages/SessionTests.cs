using System.Security.Claims;
using System.Text;
using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Tests.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Pages;

/// <summary>Sessions end on the server: a copy of the cookie is worth nothing afterwards.</summary>
public sealed class SessionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "a-long-enough-password";

    [Fact]
    public async Task Signing_out_ends_the_session_of_a_copied_cookie()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        using var copy = Copy(browser);
        Assert.Equal(200, (await copy.OpenAsync("/account")).Status);
        Assert.Equal("/", (await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out")).Location);
        Assert.Equal(302, (await copy.OpenAsync("/account")).Status);
        Assert.Equal(401, (await copy.OpenAsync("/api/staff")).Status);
    }

    [Fact]
    public async Task Signing_out_leaves_the_accounts_other_sessions()
    {
        using var first = await new Browser(server.Address).SignedInAsync();
        using var second = await new Browser(server.Address).SignedInAsync();
        await first.SendAsync(await first.OpenAsync("/account"), "/sign-out");
        Assert.Equal(200, (await second.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_sessions_of_the_account_and_of_no_other()
    {
        var (name, key) = await AddAsync();
        using var first = await new Browser(server.Address).SignedInAsync(name, key);
        using var second = await new Browser(server.Address).SignedInAsync(name, key);
        using var other = await new Browser(server.Address).SignedInAsync();
        var page = await first.OpenAsync("/account");
        Strict.Check(page);
        Assert.Equal("/", (await first.SendAsync(page, "/sign-out-everywhere")).Location);
        foreach (var browser in (Browser[])[first, second])
            Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
        Assert.Equal(200, (await other.OpenAsync("/account")).Status);
        Assert.Empty(await TicketsAsync(name));
    }

    [Fact]
    public async Task A_cookie_that_was_copied_before_a_sign_in_is_not_part_of_the_new_session()
    {
        var (name, key) = await AddAsync();
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        using var copy = Copy(browser);
        await browser.SignedInAsync();
        Assert.Contains("admin", (await browser.OpenAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await copy.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task An_own_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var (name, key) = await AddAsync();
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        using var other = await new Browser(server.Address).SignedInAsync(name, key);
        await browser.SendAsync(await browser.OpenAsync("/account"), "/account", ("current", key), ("new", Password), ("again", Password));
        Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
        Assert.Equal(302, (await other.OpenAsync("/account")).Status);
        Assert.Single(await TicketsAsync(name));
    }

    [Fact]
    public async Task A_replaced_key_and_a_removed_account_end_the_accounts_sessions_and_remove_their_tickets()
    {
        var (name, key) = await AddAsync();
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        Assert.Single(await TicketsAsync(name));
        var replaced = (await server.Administrator.PostAsync($"/api/staff/{name}/key")).Answers().GetProperty("key").GetString()!;
        Assert.Empty(await TicketsAsync(name));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
        await browser.SignedInAsync(name, replaced);
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{name}")).Status);
        Assert.Empty(await TicketsAsync(name));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task A_form_from_before_a_sign_in_is_still_accepted_after_it()
    {
        using var browser = new Browser(server.Address);
        var form = await browser.OpenAsync("/sign-in");
        await browser.SignedInAsync();
        Assert.Equal(302, (await browser.SendAsync(form, "/sign-in", ("name", "admin"), ("secret", Site.AdministratorKey))).Status);
        var manage = await browser.OpenAsync("/manage/staff");
        await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out");
        var (name, heading) = (TestServer.NewId("late"), (await browser.SendAsync(manage, "/manage/staff")).Heading);
        Assert.NotEqual("页面已过期", heading);
        Assert.Equal(401, (await browser.SendAsync(manage, "/manage/staff", ("name", name))).Status);
    }

    [Fact]
    public async Task A_form_of_another_session_changes_nothing_and_is_offered_again()
    {
        var (name, key) = await AddAsync();
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        var earlier = await browser.OpenAsync("/account");
        await browser.SignedInAsync();
        var added = TestServer.NewId("late");
        var manage = await browser.OpenAsync("/manage/staff");
        var token = Browser.Fields(earlier, "/account").First(field => field.Key == "form-token").Value;
        var refused = await browser.SendAsync(manage, "/manage/staff", ("form-token", token), ("name", added));
        Assert.Equal((400, "已登录"), (refused.Status, refused.Heading));
        Assert.Contains(added, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(added, (await server.Administrator.GetAsync("/api/staff")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await browser.SendAsync(manage, "/manage/staff", ("name", added))).Status);
    }

    [Fact]
    public async Task A_large_form_that_was_typed_in_an_earlier_session_is_offered_again_as_it_was_typed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var typed = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
        await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out");
        await browser.SignedInAsync();
        var offered = await browser.SendAsync(typed, $"/manage/rounds/{round.Id}/rules", ("/title/zh", "改过的标题"));
        Assert.Equal(400, offered.Status);
        Assert.Contains("改过的标题", offered.Text, StringComparison.Ordinal);
        var resumed = await browser.SendAsync(offered, $"/manage/rounds/{round.Id}/rules", ("act", "resume"));
        Assert.Equal((200, true), (resumed.Status, resumed.Text.Contains("改过的标题", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Signing_out_ends_the_streams_of_the_session()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var context = new DefaultHttpContext { RequestServices = server.Get<IServiceScopeFactory>().CreateScope().ServiceProvider };
        context.Request.Method = "GET";
        context.Request.Headers.Cookie = browser.Cookies.GetCookieHeader(server.Address);
        Assert.Equal("admin", (await Access.CallerAsync(context)).Answer!.Name);
        context.Features.Set<IHttpResponseFeature>(new StartedResponse());
        Assert.Equal("admin", (await Access.CallerAsync(context)).Answer!.Name);
        await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out");
        Assert.Null((await Access.CallerAsync(context)).Answer);
    }

    [Fact]
    public async Task The_store_holds_neither_roles_nor_the_key_that_the_cookie_has()
    {
        var store = new MemoryDocumentStore(TimeProvider.System);
        var sessions = new SessionStore(store, new(Limits.SessionIdle), TimeProvider.System, NullLogger<SessionStore>.Instance);
        var key = await sessions.StoreAsync(new(SessionHandler.PrincipalOf(new("li", [new(Evaluation.Staff.Role.Administrator)], "hash")), new(), Schemes.Session));
        var head = await store.ListAsync(DocumentKind.Session, "li/").SingleAsync();
        Assert.DoesNotContain(key.Split('/')[1], head.Id.Key, StringComparison.Ordinal);
        var content = Encoding.UTF8.GetString((await store.ReadAsync(head.Id))!.Content.Span);
        Assert.DoesNotContain(key.Split('/')[1], content, StringComparison.Ordinal);
        Assert.DoesNotContain("dministrator", content, StringComparison.Ordinal);
        Assert.Equal("li", (await sessions.RetrieveAsync(key))!.Principal.FindFirstValue(ClaimTypes.Name));
    }

    [Fact]
    public async Task A_session_ends_when_its_time_is_over()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(55));
        var timed = TestServer.With(clock);
        await timed.InitializeAsync();
        using var browser = await new Browser(timed.Address).SignedInAsync();
        // Used every hour: the session is never idle.
        for (var hour = 1; hour < Limits.SessionAge.TotalHours; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
        }
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(302, (await browser.OpenAsync("/account")).Status);
        await timed.DisposeAsync();
    }

    [Fact]
    public async Task While_the_store_does_not_answer_a_session_is_busy_and_the_public_pages_and_keys_work()
    {
        var store = new CutStore();
        var cut = TestServer.With(services => services.AddSingleton<IDocumentStore>(store));
        await cut.InitializeAsync();
        var site = cut.Site;
        using (var browser = await new Browser(site.Address).SignedInAsync())
        {
            store.IsCut = true;
            Assert.Equal(503, (await browser.OpenAsync("/manage")).Status);
            Assert.Equal(503, (await browser.OpenAsync("/api/staff")).Status);
            Assert.Equal(200, (await browser.OpenAsync("/")).Status);
            (await site.Administrator.GetAsync("/api/staff")).Answers();
        }
        await cut.DisposeAsync();
    }

    private Browser Copy(Browser browser)
    {
        var copy = new Browser(server.Address);
        copy.Cookies.Add(browser.Cookies.GetCookies(server.Address));
        return copy;
    }

    private ValueTask<List<DocumentHead>> TicketsAsync(string name) => server.Get<IDocumentStore>().ListAsync(DocumentKind.Session, $"{name}/").ToListAsync();

    private async Task<(string Name, string Key)> AddAsync()
    {
        var name = TestServer.NewId("member");
        return (name, (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""")).Answers(201).GetProperty("key").GetString()!);
    }

    /// <summary>A response whose headers have been sent, as that of a stream of events.</summary>
    private sealed class StartedResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
