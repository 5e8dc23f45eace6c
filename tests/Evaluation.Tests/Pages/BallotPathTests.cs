using Evaluation.Embedded;
using Evaluation.Gateway.Hosting;
using Evaluation.Tests.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Evaluation.Tests.Pages;

/// <summary>Pages and authentication cost a ballot nothing: their middleware runs after routing, which answers ballots itself.</summary>
[Collection(SharedServer.Name)]
public sealed class BallotPathTests(TestServer server)
{
    [Fact]
    public async Task A_ballot_bypasses_the_middleware_of_pages()
    {
        var round = await server.OpenAsync();
        var cast = await round.CastAsync((await round.IssueAsync("npc", 1))[0], "u1:0,1");
        cast.Answers();
        Assert.False(cast.Headers.Contains("Referrer-Policy"));
        Assert.Empty(cast.Headers.Vary);
    }

    [Fact]
    public void The_request_context_has_no_accessor()
    {
        // An accessor allocates for every request.
        var services = EmbeddedHost.Build(["--urls", "http://127.0.0.1:0"], services => services.AddSingleton(services)).Services.GetRequiredService<IServiceCollection>();
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(IHttpContextAccessor));
    }

    [Fact]
    public async Task A_ballot_is_answered_before_authentication_runs()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-");
        CountedSchemes? schemes = null;
        await using var app = EmbeddedHost.Build(
            ["--urls", "http://127.0.0.1:0", "--EVALUATION_DATA", folder.FullName, "--EVALUATION_ADMIN_KEY", Site.AdministratorKey, "--EVALUATION_SAMPLE", "false"],
            services => services.AddSingleton<IAuthenticationSchemeProvider>(provider => schemes = new(provider.GetRequiredService<IOptions<AuthenticationOptions>>())));
        await app.Services.GetRequiredService<Start>().RunAsync();
        await app.StartAsync();
        var site = new Site(new(app.Urls.First()));
        (await site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("one"))).Answers(201);
        var round = new TestRound(site, "one");
        await round.MoveAsync("voting");
        var voter = (await round.IssueAsync("npc", 1))[0];

        var before = schemes!.Calls;
        (await round.CastAsync(voter, "u1:0,1")).Answers();
        Assert.Equal(before, schemes.Calls);
        (await site.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers();
        Assert.NotEqual(before, schemes.Calls);
        await app.StopAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Counts what the authentication middleware asks for at every request that it sees.</summary>
    private sealed class CountedSchemes(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options)
    {
        private int _calls;

        public int Calls => _calls;

        public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync()
        {
            Interlocked.Increment(ref _calls);
            return base.GetRequestHandlerSchemesAsync();
        }
    }
}
