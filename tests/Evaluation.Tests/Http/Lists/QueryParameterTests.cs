using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Tests.Http.Mutations;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http.Lists;

/// <summary>The parameters in the query of a call: those that it has are described, and any other is refused.</summary>
[Collection(SharedServer.Name)]
public sealed partial class QueryParameterTests(TestServer server)
{
    private const string Unknown = "no-such-parameter";

    [Fact]
    public async Task Every_call_refuses_a_parameter_that_it_does_not_have()
    {
        var round = await server.OpenAsync();
        var voter = server.Voter((await round.IssueAsync("npc", 1))[0]);
        var staff = await server.StaffWithAsync([.. ServedCalls.Roles.Select(ServedCalls.Grant)]);
        var calls = server.Below("/api").ToArray();
        Assert.True(calls.Length > 150, $"{calls.Length}");
        foreach (var (method, template) in calls)
        {
            var caller = template.StartsWith("/api/rounds/{round}/ballot", StringComparison.Ordinal) ? voter : staff;
            var path = SentForms.Fill(template, round.Id);
            var answer = await caller.SendAsync(new(method), $"{path}?{Unknown}=1", null);
            Assert.True(answer.Status == 400, $"{method} {path}: {answer.Status} {answer.Text}");
            Assert.Equal(Unknown, answer.Refuses(400, "bad-request").GetProperty("parameter").GetString());
        }
    }

    [Fact]
    public async Task The_parameters_of_every_call_are_those_in_the_document()
    {
        var described =
            from path in (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").EnumerateObject()
            where path.Name.StartsWith("/api/", StringComparison.Ordinal)
            from operation in path.Value.EnumerateObject()
            where operation.Value.ValueKind == JsonValueKind.Object
            let named = operation.Value.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToArray() : []
            select Line(operation.Name.ToUpperInvariant(), path.Name, named.Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!));
        var known =
            from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let template = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where template.StartsWith("/api/", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
            where method != "HEAD"
            select Line(method, template, endpoint.Metadata.GetMetadata<QueryParameters.KnownParameters>()!.Names);
        Assert.Equal(described.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.Contains("GET /api/staff/audit: after limit since", known);

        static string Line(string method, string template, IEnumerable<string> names) => $"{method} {template}: {string.Join(' ', names.Order(StringComparer.Ordinal))}";
    }

    [Fact]
    public void Links_of_pages_and_addresses_in_scripts_have_parameters_of_their_call()
    {
        var calls = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(call => call.Metadata.GetMetadata<QueryParameters.KnownParameters>() is not null)
            .ToLookup(call => call.RoutePattern.RawText!.Trim('/').Split('/')[^1], call => call.Metadata.GetMetadata<QueryParameters.KnownParameters>()!.Names);
        var links =
            from file in Repository.Texts
            where file.Split('/')[0] is "gateway" or "recount" or "witness" or "docs" && Path.GetExtension(file) is ".razor" or ".js" or ".mjs" or ".md"
            from line in Repository.Lines(file)
            from address in line.Split("/api/").Skip(1)
            let path = PathWithQuery().Match(address)
            where path.Success
            from name in ParameterName().Matches(address).Select(name => name.Groups[1].Value)
            select (Last: path.Groups[1].Value.Split('/')[^1], name);
        var found = links.ToArray();
        Assert.True(found.Length > 20, $"{found.Length}");
        Assert.All(found, link => Assert.Contains(calls[link.Last], names => names.Contains(link.name)));
    }

    [Theory]
    [InlineData("/api/staff/audit?limt=5", "limt", "\"limt\" is not a parameter of this call. It has \"after\", \"limit\", \"since\".")]
    [InlineData("/api/rounds?state=voting", "state", "\"state\" is not a parameter of this call. It has none.")]
    [InlineData("/api/staff/audit?limit=5&=1", "", "\"\" is not a parameter of this call. It has \"after\", \"limit\", \"since\".")]
    public async Task The_refusal_names_the_parameter_and_those_that_the_call_has(string path, string name, string detail)
    {
        var problem = (await server.Administrator.GetAsync(path)).Refuses(400, "bad-request");
        Assert.Equal((name, detail), (problem.GetProperty("parameter").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("/api/staff/audit?Limit=1")]
    [InlineData("/api/staff/audit?")]
    [InlineData("/api/staff/audit?limit=")]
    [InlineData("/honours?utm_source=letter")]
    [InlineData("/?from=newsletter")]
    public async Task A_parameter_in_capitals_or_without_a_value_and_any_parameter_of_a_page_are_accepted(string path) =>
        Assert.Equal(200, (await server.Administrator.GetAsync(path)).Status);

    [Fact]
    public async Task A_caller_without_access_is_refused_for_the_access()
    {
        (await server.Anybody.GetAsync($"/api/staff?{Unknown}=1")).Refuses(401, "sign-in-required");
        (await server.Anybody.PutAsync($"/api/rounds/none/ballot?{Unknown}=1", "{}")).Refuses(401, "no-such-credential");
    }

    [GeneratedRegex(@"^([^?""'`\s]*)\?")]
    private static partial Regex PathWithQuery();

    [GeneratedRegex(@"[?&](?:amp;)?([A-Za-z]+)=")]
    private static partial Regex ParameterName();
}
