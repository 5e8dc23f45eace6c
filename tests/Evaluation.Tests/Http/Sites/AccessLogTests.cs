using Evaluation.Tests.Http.Mutations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Http.Sites;

/// <summary>The log names refused access of staff, without what was typed, and nothing of voters.</summary>
public sealed class AccessLogTests : IAsyncLifetime
{
    private readonly CountingLog _log = new();
    private readonly TestServer _server;

    public AccessLogTests() => _server = TestServer.With(services => services.AddSingleton<ILoggerProvider>(_log));

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_an_unknown_key_and_an_act_without_the_role_are_logged_once_at_an_interval()
    {
        var from = Loopback.NewAddress();
        var site = _server.Site with { From = from };
        var auditor = await _server.StaffWithAsync("""{"role":"auditor"}""");
        using var browser = new Browser(_server.Address);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await browser.SendAsync(await browser.OpenAsync("/sign-in"), "/sign-in", ("name", "admin"), ("secret", "typed-secret-1"));
            await browser.SendAsync(await browser.OpenAsync("/sign-in"), "/sign-in", ("name", "typed-name"), ("secret", "typed-secret-2"));
            Assert.Equal(401, (await site.Staff("typed-key").GetAsync("/api/staff")).Status);
            Assert.Equal(403, (await auditor.PostAsync("/api/staff", """{"name":"x","roles":[]}""")).Status);
        }
        string[] lines = [.. Lines()];
        Assert.Equal(4, lines.Length);
        Assert.Contains(lines, line => line.Contains("1 times with SignInRefused to admin", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("1 times with SignInRefused to somebody unknown", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("1 times with SignInRequired to somebody unknown", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("1 times with NotAllowed to staff-", StringComparison.Ordinal));
        Assert.All(_log.Entries, entry => Assert.DoesNotContain("typed", entry, StringComparison.Ordinal));
        Assert.All(_log.Entries, entry => Assert.DoesNotContain(from.ToString(), entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_voter_is_not_logged()
    {
        var round = await _server.OpenAsync();
        Assert.Equal(401, (await round.CastAsync("0000000000000000000000000a", "u1:0,1")).Status);
        Assert.Equal(401, (await _server.Voter("0000000000000000000000000a").GetAsync($"{round.Path}/ballot")).Status);
        Assert.Empty(Lines());
    }

    private IEnumerable<string> Lines() => _log.Entries.Where(entry => entry.Contains("Access was refused", StringComparison.Ordinal));
}
