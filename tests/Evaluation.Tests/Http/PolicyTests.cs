using System.Text.RegularExpressions;
using Evaluation.Gateway.Http.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http;

/// <summary>Every route of the API and of the staff pages: its policy, and which schemes it accepts.</summary>
[Collection(SharedServer.Name)]
public sealed class PolicyTests(TestServer server)
{
    /// <summary>
    /// Routes without a policy. Everybody may call them; most of them show more to staff, which the route decides by the round's state.
    /// </summary>
    private static readonly string[] Public =
    [
        "GET /api/rounds", "GET /api/rounds/{round}", "GET /api/rounds/{round}/schedule", "GET /api/rounds/{round}/paper",
        "GET /api/rounds/{round}/turnout", "GET /api/rounds/{round}/turnout/stream",
        "GET /api/rounds/{round}/scores", "GET /api/rounds/{round}/scores/stream",
        "GET /api/rounds/{round}/criteria/{criterion}/scores", "GET /api/rounds/{round}/criteria/{criterion}/scores/stream",
        "GET /api/rounds/{round}/results", "GET /api/rounds/{round}/results/comparison", "GET /api/rounds/{round}/results/tallies", "GET /api/rounds/{round}/results/{unit}/derivation",
        "GET /api/rounds/{round}/objections", "GET /api/rounds/{round}/objections/{id}",
        "GET /api/rounds/{round}/comments", "GET /api/rounds/{round}/units/{unit}/comments/{comment}",
        "GET /api/rounds/{round}/draws", "GET /api/rounds/{round}/draws/{id}", "GET /api/rounds/{round}/units/{unit}/inspections",
        "GET /api/rounds/{round}/units/{unit}/inspections/{inspector}",
        "GET /api/rounds/{round}/units/{unit}/self-assessment",
        "GET /api/rounds/{round}/bulletins/{month}", "GET /api/rounds/{round}/export", "GET /api/rounds/{round}/progress", "GET /api/units/{unit}/history",
        // Anybody complains; the secret or the route decides who reads.
        "POST /api/rounds/{round}/receipt-checks", "POST /api/complaints", "GET /api/complaints/{id}",
        "GET /api/rounds/{round}/awards", "GET /api/rounds/{round}/awards/special", "GET /api/rounds/{round}/awards/special/{code}",
        "GET /api/honours", "GET /api/honours/{id}", "GET /api/honours/titles", "GET /api/honours/titles/{title}", "GET /api/honours/export",
        // The owner of an account, who has both codes.
        "POST /api/staff-access",
        "GET /api/four-eyes",
        "GET /api/log/checkpoint", "GET /api/log/key", "GET /api/log/proof",
        // Require a role for the round that the form's name contains.
        "GET /api/drafts/{form}", "PUT /api/drafts/{form}", "DELETE /api/drafts/{form}",
        // Reads its credential without a policy, because nothing may be allocated for it.
        "PUT /api/rounds/{round}/ballot",
    ];

    [Fact]
    public void A_route_has_a_policy_or_is_in_the_list_of_public_routes()
    {
        var withoutPolicy = Routes().Where(route => route.Policies.Count == 0).Select(route => route.Name);
        Assert.Equal(Public.Order(StringComparer.Ordinal), withoutPolicy.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_names_one_scheme_and_the_roles_of_staff()
    {
        foreach (var route in Routes())
        {
            foreach (var policy in route.Policies)
            {
                var scheme = Assert.Single(policy.AuthenticationSchemes);
                Assert.Equal(route.Name is "GET /api/rounds/{round}/ballot" or "POST /api/rounds/{round}/ballot/finish" ? Schemes.Ballot : Schemes.Staff, scheme);
                if (scheme == Schemes.Staff)
                    Assert.NotEmpty(Assert.IsType<RoleRequirement>(Assert.Single(policy.Requirements)).Roles);
            }
        }
    }

    /// <summary>Calls that scripts of the pages make with a session and the token of the form.</summary>
    private static readonly string[] WithFormToken = ["POST /api/rounds/{round}/units/{unit}/evidence"];

    [Fact]
    public async Task A_route_for_staff_accepts_a_key_everywhere_and_a_session_without_a_form_token_only_to_read()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        using var session = new HttpClient { BaseAddress = server.Address };
        session.DefaultRequestHeaders.Add("Cookie", browser.Cookies.GetCookieHeader(server.Address));
        var credential = server.Voter("0123456789abcdefghjkmnpqr0");
        foreach (var route in Routes().Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal) && route.IsForStaff))
        {
            var path = Fill(route.Path, round.Id);
            (await server.Anybody.SendAsync(new(route.Method), path, Body(route))).RefusesSignIn(route);
            (await credential.SendAsync(new(route.Method), path, Body(route))).RefusesSignIn(route);
            Assert.False((await server.Administrator.SendAsync(new(route.Method), path, Body(route))).Status is 401, $"a key at {route.Name}");
            using var request = new HttpRequestMessage(new(route.Method), path) { Content = Body(route) };
            using var answer = await session.SendAsync(request);
            if (WithFormToken.Contains(route.Name))
                Assert.True((int)answer.StatusCode is 400 or 403, $"a session without a token at {route.Name}: {(int)answer.StatusCode}");
            else
                Assert.True(((int)answer.StatusCode == 401) == (route.Method != "GET"), $"a session at {route.Name}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_page_for_staff_leads_a_browser_without_a_session_to_the_sign_in_page()
    {
        var round = await server.DraftAsync();
        using var browser = new Browser(server.Address);
        foreach (var route in Routes().Where(route => !route.Path.StartsWith("/api/", StringComparison.Ordinal) && route.Method == "GET"))
        {
            var path = Fill(route.Path, round.Id);
            Assert.Equal($"/sign-in?back={Uri.EscapeDataString(path)}", (await browser.OpenAsync(path)).Location);
        }
    }

    private IEnumerable<Route> Routes() =>
        from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = $"/{endpoint.RoutePattern.RawText!.Trim('/')}"
        where path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/manage", StringComparison.Ordinal) || path.StartsWith("/operations", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Except(["HEAD"])
        select new Route(method, path, endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>());

    private static string Fill(string path, string round) => Regex.Replace(
        path.Replace("{round}", round, StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal).Replace("{table}", "units", StringComparison.Ordinal)
            .Replace("{act}", "open", StringComparison.Ordinal),
        @"\{\w+\}", "none");

    private static StringContent? Body(Route route) => route.Method is "POST" or "PUT" ? new("{}") : null;

    internal sealed record Route(string Method, string Path, IReadOnlyList<AuthorizationPolicy> Policies)
    {
        public string Name => $"{Method} {Path}";

        public bool IsForStaff => Policies.Any(policy => policy.AuthenticationSchemes.Contains(Schemes.Staff));
    }
}

file static class Refusals
{
    /// <summary>The refusal that asks for a key.</summary>
    public static void RefusesSignIn(this Answer answer, PolicyTests.Route route)
    {
        Assert.True(answer.Status == 401, $"{route.Name}: {answer.Status}");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        answer.Refuses(401, "sign-in-required");
    }
}
