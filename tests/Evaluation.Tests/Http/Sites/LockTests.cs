using System.Net;
using Evaluation.Gateway.Http.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Sites;

/// <summary>Budgets of guesses: by kind of secret, and for passwords by account and address.</summary>
public sealed class LockTests : IAsyncLifetime
{
    private const string Password = "quite-my-own-1";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(55));
    private readonly TestServer _server;

    public LockTests() => _server = TestServer.With(services => services.AddSingleton<TimeProvider>(_clock));

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Wrong_passwords_lock_the_account_for_their_address_only_and_for_a_known_and_an_unknown_name_alike()
    {
        var name = await AddAsync();
        var stranger = Loopback.NewAddress();
        foreach (var tried in (string[])[name, "nobody-at-all", "not a name at all"])
        {
            for (var guess = 0; guess < Limits.SignInFailures; guess++)
                Assert.Equal((401, ""), Shown(await SignInAsync(stranger, tried, $"wrong-{guess}")));
            var locked = await SignInAsync(stranger, tried, Password);
            Assert.Equal((403, "900"), Shown(locked));
            Assert.Contains("锁定", locked.In("[role=alert]"), StringComparison.Ordinal);
        }
        Assert.Equal(302, (await SignInAsync(Loopback.NewAddress(), name, Password)).Status);
    }

    [Fact]
    public async Task A_lock_ends_by_itself_and_a_right_password_ends_the_count()
    {
        var (name, from) = (await AddAsync(), Loopback.NewAddress());
        for (var guess = 0; guess < Limits.SignInFailures - 1; guess++)
            await SignInAsync(from, name, "wrong");
        Assert.Equal(302, (await SignInAsync(from, name, Password)).Status);
        await LockAsync(from, name);
        _clock.Advance(Limits.LockedFor - TimeSpan.FromSeconds(1));
        Assert.Equal((403, "1"), Shown(await SignInAsync(from, name, Password)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(302, (await SignInAsync(from, name, Password)).Status);
    }

    [Fact]
    public async Task An_administrator_unlocks_an_account_through_the_API_and_on_its_page()
    {
        var (name, from) = (await AddAsync(), Loopback.NewAddress());
        await LockAsync(from, name);
        Assert.Equal(204, (await _server.Administrator.DeleteAsync($"/api/staff/{name}/lock")).Status);
        Assert.Equal(302, (await SignInAsync(from, name, Password)).Status);

        await LockAsync(from, name);
        using var browser = await new Browser(_server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/staff/{name}");
        Assert.Contains(from.ToString(), page.Text, StringComparison.Ordinal);
        Assert.Equal($"/manage/staff/{name}", (await browser.SendAsync(page, $"/manage/staff/{name}/unlock")).Location);
        Assert.DoesNotContain(from.ToString(), (await browser.OpenAsync($"/manage/staff/{name}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await SignInAsync(from, name, Password)).Status);
        Assert.Equal(2, (await _server.Administrator.GetAsync("/api/staff/audit")).Text.Split("staff-unlocked").Length - 1);
        (await _server.Administrator.DeleteAsync("/api/staff/nobody/lock")).Refuses(404, "no-such-staff");
        (await _server.Anybody.DeleteAsync($"/api/staff/{name}/lock")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task Unknown_credentials_and_keys_of_an_address_leave_its_sign_in_and_each_other()
    {
        var site = _server.Site with { From = Loopback.NewAddress() };
        var round = (await _server.OpenAsync()) with { Server = site };
        await ExhaustAsync(async guess => (await round.CastAsync(guess.ToString("D26", System.Globalization.CultureInfo.InvariantCulture), "u1:0,0")).Status);
        Assert.Equal(401, (await site.Staff("not-a-key").GetAsync("/api/rounds")).Status);
        Assert.Equal(302, (await SignInAsync(site.From!, "admin", Site.AdministratorKey)).Status);
        await ExhaustAsync(async guess => (await site.Staff($"guess-{guess}").GetAsync("/api/rounds")).Status);
        Assert.Equal(302, (await SignInAsync(site.From!, "admin", Site.AdministratorKey)).Status);
    }

    [Fact]
    public async Task A_sign_in_after_too_many_unknown_names_of_an_address_says_when_to_try_again()
    {
        var from = Loopback.NewAddress();
        var attempts = _server.Get<AttemptLimiter>();
        while (!attempts.IsExhausted(SecretKind.Password, from, out _))
            attempts.Refuse(SecretKind.Password, from, new Refusal(RefusalCode.SignInRefused, "wrong"));
        Assert.Equal((429, "60"), Shown(await SignInAsync(from, "admin", "wrong")));
    }

    private static async Task ExhaustAsync(Func<int, Task<int>> guess)
    {
        for (var number = 0; number < 100_000; number++)
            if (await guess(number) == 429)
                return;
        Assert.Fail("The budget was never used up.");
    }

    private async Task LockAsync(IPAddress from, string name)
    {
        for (var guess = 0; guess < Limits.SignInFailures; guess++)
            Assert.Equal(401, (await SignInAsync(from, name, "wrong")).Status);
        Assert.Equal(403, (await SignInAsync(from, name, Password)).Status);
    }

    private static (int Status, string RetryAfter) Shown(Seen page) => (page.Status, page.Header("Retry-After"));

    private async Task<string> AddAsync()
    {
        var name = TestServer.NewId("member");
        var key = (await _server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""")).Answers(201).GetProperty("key").GetString()!;
        using var browser = await new Browser(_server.Address).SignedInAsync(name, key);
        Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync("/account"), "/account", ("current", key), ("new", Password), ("again", Password))).Status);
        return name;
    }

    private async Task<Seen> SignInAsync(IPAddress from, string name, string secret)
    {
        using var browser = new Browser(_server.Address, from: from);
        return await browser.SendAsync(await browser.OpenAsync("/sign-in"), "/sign-in", ("name", name), ("secret", secret));
    }
}
