using Evaluation.Embedded;
using Evaluation.Tests.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages;

/// <summary>Pages cost a ballot nothing: what they need stands behind its route.</summary>
[Collection(SharedServer.Name)]
public sealed class BallotPathTests(TestServer server)
{
    [Fact]
    public async Task A_ballot_is_answered_before_anything_that_pages_need()
    {
        var round = await server.OpenAsync();
        var cast = await round.CastAsync((await round.IssueAsync("npc", 1))[0], "u1:0,1");
        cast.Answers();
        Assert.False(cast.Headers.Contains("Content-Security-Policy"));
        Assert.Empty(cast.Headers.Vary);
    }

    [Fact]
    public void Nothing_is_registered_that_the_framework_would_put_around_every_request()
    {
        // An accessor of the context costs every request a flow of it; a scheme of authentication gets a middleware of its own before the routes.
        var services = EmbeddedHost.Build(["--urls", "http://127.0.0.1:0"], services => services.AddSingleton(services)).Services.GetRequiredService<IServiceCollection>();
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(IHttpContextAccessor) || service.ServiceType == typeof(IAuthenticationSchemeProvider));
    }
}
