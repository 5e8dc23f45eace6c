using Evaluation.Embedded;
using Evaluation.Tests.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages;

/// <summary>Pages do not slow a ballot down: their middleware runs after its route.</summary>
[Collection(SharedServer.Name)]
public sealed class BallotPathTests(TestServer server)
{
    [Fact]
    public async Task A_ballot_bypasses_the_middleware_of_pages()
    {
        var round = await server.OpenAsync();
        var cast = await round.CastAsync((await round.IssueAsync("npc", 1))[0], "u1:0,1");
        cast.Answers();
        Assert.False(cast.Headers.Contains("Content-Security-Policy"));
        Assert.Empty(cast.Headers.Vary);
    }

    [Fact]
    public void No_service_is_registered_that_adds_framework_work_to_every_request()
    {
        // IHttpContextAccessor costs an async local per request; an authentication scheme adds a middleware before the routes.
        var services = EmbeddedHost.Build(["--urls", "http://127.0.0.1:0"], services => services.AddSingleton(services)).Services.GetRequiredService<IServiceCollection>();
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(IHttpContextAccessor) || service.ServiceType == typeof(IAuthenticationSchemeProvider));
    }
}
