using System.Text.Json;
using Evaluation.Gateway.Http.Authentication.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Pages.Sessions;

/// <summary>The owner of an account and administrators see its sessions and end them; an unused session ends by itself.</summary>
public sealed class SessionListTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    [Fact]
    public async Task The_owner_sees_each_session_and_ends_one_of_them()
    {
        var (name, key) = await AddAsync();
        using var here = await new Browser(server.Address, "en").SignedInAsync(name, key);
        using var there = await new Browser(server.Address, "en").SignedInAsync(name, key);
        var page = await here.OpenAsync("/account");
        Strict.Check(page);
        Assert.Equal(2, page.All("#sessions li").Count());
        Assert.Single(page.All("#sessions li"), session => session.TextContent.Contains("(this browser)", StringComparison.Ordinal));
        var listed = await ListAsync(name);
        var own = page.All("#sessions li").Single(session => session.TextContent.Contains("(this browser)", StringComparison.Ordinal)).QuerySelector("input[name=session]")!.GetAttribute("value");
        var other = listed.Single(session => session.GetProperty("id").GetString() != own).GetProperty("id").GetString()!;

        Assert.Equal("/account#sessions", (await here.SendAsync(page, "/account/sessions", ("session", other))).Location);
        Assert.Equal(302, (await there.OpenAsync("/account")).Status);
        Assert.Equal(200, (await here.OpenAsync("/account")).Status);
        Assert.Equal("/", (await here.SendAsync(page, "/account/sessions", ("session", own!))).Location);
        Assert.Equal(302, (await here.OpenAsync("/account")).Status);
        Assert.Equal([(name, name), (name, name)], await AuditAsync(name));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_another_account_without_being_an_administrator()
    {
        var ((name, key), (stranger, strangersKey)) = (await AddAsync(), await AddAsync());
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        var session = (await ListAsync(name)).Single().GetProperty("id").GetString()!;
        using var other = await new Browser(server.Address).SignedInAsync(stranger, strangersKey);
        await other.SendAsync(await other.OpenAsync("/account"), "/account/sessions", ("session", session));
        var caller = server.Staff(strangersKey);
        (await caller.GetAsync($"/api/staff/{name}/sessions")).Refuses(403, "not-allowed");
        (await caller.DeleteAsync($"/api/staff/{name}/sessions/{session}")).Refuses(403, "not-allowed");
        (await caller.DeleteAsync($"/api/staff/{name}/sessions")).Refuses(403, "not-allowed");
        Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
        Assert.Empty(await AuditAsync(name));
    }

    [Fact]
    public async Task An_administrator_ends_one_session_and_all_sessions_of_another_account()
    {
        var (name, key) = await AddAsync();
        using var first = await new Browser(server.Address).SignedInAsync(name, key);
        var session = (await ListAsync(name)).Single().GetProperty("id").GetString()!;
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{name}/sessions/{session}")).Status);
        Assert.Equal(302, (await first.OpenAsync("/account")).Status);

        using var second = await new Browser(server.Address).SignedInAsync(name, key);
        using var third = await new Browser(server.Address).SignedInAsync(name, key);
        using var administrator = await new Browser(server.Address).SignedInAsync();
        var page = await administrator.OpenAsync($"/manage/staff/{name}");
        Strict.Check(page);
        Assert.Equal(2, page.All("#sessions li").Count());
        Assert.Equal($"/manage/staff/{name}#sessions", (await administrator.SendAsync(page, $"/manage/staff/{name}/sessions/all")).Location);
        foreach (var ended in (Browser[])[second, third])
            Assert.Equal(302, (await ended.OpenAsync("/account")).Status);
        Assert.Equal(200, (await administrator.OpenAsync("/account")).Status);
        Assert.Equal([("admin", name), ("admin", name)], await AuditAsync(name));
        (await server.Administrator.DeleteAsync("/api/staff/nobody/sessions")).Refuses(404, "no-such-staff");
    }

    [Fact]
    public async Task A_session_without_a_request_for_the_set_time_ends_and_a_used_one_goes_on()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(55));
        var timed = TestServer.With(services => services.AddSingleton<TimeProvider>(clock), "--EVALUATION_SESSION_IDLE_MINUTES", "30");
        await timed.InitializeAsync();
        using (var used = await new Browser(timed.Address).SignedInAsync())
        {
            using var idle = await new Browser(timed.Address).SignedInAsync();
            clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(200, (await used.OpenAsync("/account")).Status);
            clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(200, (await used.OpenAsync("/account")).Status);
            Assert.Single((await used.OpenAsync("/account")).All("#sessions li"));
            Assert.Equal(302, (await idle.OpenAsync("/account")).Status);
        }
        await timed.DisposeAsync();
    }

    [Theory]
    [InlineData(null, 240)]
    [InlineData("10", 10)]
    [InlineData("720", 720)]
    [InlineData("9", null)]
    [InlineData("721", null)]
    [InlineData("1h", null)]
    public void The_setting_takes_minutes_up_to_the_age_of_a_session(string? text, int? minutes)
    {
        if (minutes is { } right)
            Assert.Equal(TimeSpan.FromMinutes(right), SessionSettings.Read(text).Idle);
        else
            Assert.Contains("EVALUATION_SESSION_IDLE_MINUTES", Assert.Throws<FormatException>(() => SessionSettings.Read(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Chrome, "Chrome, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.49", "WeChat, Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140", "Edge, Windows")]
    [InlineData("curl/8.5.0", null)]
    [InlineData(null, null)]
    public void A_device_is_named_by_its_browser_and_system(string? userAgent, string? name) => Assert.Equal(name, DeviceNames.Of(userAgent));

    private async Task<(string Name, string Key)> AddAsync()
    {
        var name = TestServer.NewId("session");
        return (name, (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""")).Answers(201).GetProperty("key").GetString()!);
    }

    private async Task<JsonElement[]> ListAsync(string name) => [.. (await server.Administrator.GetAsync($"/api/staff/{name}/sessions")).Answers().EnumerateArray()];

    /// <summary>Who ended sessions of the account, and what the line says.</summary>
    private async Task<(string? By, string? Detail)[]> AuditAsync(string name) =>
    [
        .. (await server.Administrator.GetAsync("/api/staff/audit")).Answers().EnumerateArray()
            .Where(line => line.GetProperty("act").GetString() == "sessions-ended" && line.GetProperty("detail").GetString() == name)
            .Select(line => (line.GetProperty("by").GetString(), line.GetProperty("detail").GetString())),
    ];
}
