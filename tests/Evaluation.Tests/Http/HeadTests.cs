using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http;

/// <summary>HEAD is answered as GET is, without a body (RFC 9110, 9.3.2).</summary>
[Collection(SharedServer.Name)]
public sealed class HeadTests(TestServer server)
{
    /// <summary>Headers that describe the connection or the moment, or that the server can leave out for HEAD.</summary>
    private static readonly string[] OfTheMoment = ["Date", "Transfer-Encoding", "Connection", "Set-Cookie", "Last-Modified", "Content-Length", "Content-Encoding", "blazor-enhanced-nav"];

    [Fact]
    public void Every_route_that_answers_GET_answers_HEAD()
    {
        var routes = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => (Template: route.RoutePattern.RawText, Methods: route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(route => route.Methods.Contains("GET")).ToArray();
        Assert.True(routes.Length > 50, "the routes were not found");
        Assert.Equal([], routes.Where(route => !route.Methods.Contains("HEAD")).Select(route => route.Template));
    }

    [Fact]
    public async Task HEAD_has_the_status_and_the_headers_of_GET_for_every_caller()
    {
        var round = await server.OpenAsync();
        var voter = server.Voter((await round.IssueAsync("npc", 1))[0]);
        foreach (var (_, template) in server.Below("/").Where(call => call.Method == "GET"))
        {
            var path = Mutations.SentForms.Fill(template, round.Id);
            foreach (var caller in (Caller[])[server.Anybody, server.Administrator, voter])
            {
                using var get = await caller.StartAsync(HttpMethod.Get, path, headers: ("Accept", "text/html"));
                using var head = await caller.StartAsync(HttpMethod.Head, path, headers: ("Accept", "text/html"));
                Assert.True(get.StatusCode == head.StatusCode, $"{path}: GET {(int)get.StatusCode}, HEAD {(int)head.StatusCode}");
                Assert.Equal(Headers(get), Headers(head));
                Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            }
        }
    }

    private static string[] Headers(HttpResponseMessage answer) =>
    [
        .. answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheMoment.Contains(header.Key))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal),
    ];
}
