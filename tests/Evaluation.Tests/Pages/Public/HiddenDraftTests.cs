using System.Text.RegularExpressions;
using Evaluation.Tests.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Pages.Public;

/// <summary>A draft before it is announced: no page tells the public that it exists.</summary>
[Collection(SharedServer.Name)]
public sealed class HiddenDraftTests(TestServer server)
{
    [Fact]
    public async Task Every_public_page_of_a_draft_answers_as_that_of_an_unknown_round()
    {
        var draft = await server.DraftAsync();
        using var browser = new Browser(server.Address);
        var pages = (
            from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is true
            let template = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where template.Contains("{round}", StringComparison.Ordinal) && !template.StartsWith("/api/", StringComparison.Ordinal)
            select template).Distinct().ToArray();
        Assert.True(pages.Length > 10, string.Join(' ', pages));
        foreach (var template in pages)
        {
            var path = Regex.Replace(template.Replace("{unit}", "u1", StringComparison.Ordinal), @"\{(?!round\})[^}]+\}", "1");
            var (hidden, unknown) = (await browser.OpenAsync(path.Replace("{round}", draft.Id, StringComparison.Ordinal)), await browser.OpenAsync(path.Replace("{round}", "nosuch", StringComparison.Ordinal)));
            Assert.True((hidden.Status, hidden.In("main")) == (unknown.Status, unknown.In("main")) && hidden.Status == 404, $"{path}: {hidden.Status} {hidden.Heading}, {unknown.Status} {unknown.Heading}");
        }
        using var staff = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(200, (await staff.OpenAsync($"/rounds/{draft.Id}")).Status);
    }

    [Fact]
    public async Task The_page_of_a_slip_opens_before_the_round_does()
    {
        var draft = await server.DraftAsync();
        await draft.IssueAsync("npc", 1);
        using var browser = new Browser(server.Address);
        Assert.Equal(200, (await browser.OpenAsync($"/vote/{draft.Id}")).Status);
        Assert.Equal(404, (await browser.OpenAsync($"/rounds/{draft.Id}")).Status);
    }
}
