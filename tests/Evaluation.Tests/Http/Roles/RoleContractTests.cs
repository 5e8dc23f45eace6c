using System.Text.Json;
using Evaluation.Gateway.Http.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http.Roles;

/// <summary>The description of the API says for each call which roles may make it.</summary>
[Collection(SharedServer.Name)]
public sealed class RoleContractTests(TestServer server)
{
    [Fact]
    public async Task The_roles_of_each_call_are_those_of_its_policy()
    {
        var described = (await OperationsAsync()).ToDictionary(call => call.Name, call => RolesOf(call.Operation));
        var enforced = new Dictionary<string, string>();
        foreach (var endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => TemplateOf(endpoint).StartsWith("/api/", StringComparison.Ordinal)))
        {
            var required = endpoint.Metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<RoleRequirement>().ToArray();
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD"))
                enforced[$"{method} {TemplateOf(endpoint)}"] = required.Length == 0 ? "" : string.Join(' ', required[0].Roles.Where(role => required.All(other => other.Roles.Contains(role))).Order().Select(RoleRequirement.Word));
        }
        Assert.True(described.Values.Count(roles => roles != "") > 100);
        Assert.Equal(described.Keys.Order(StringComparer.Ordinal).Select(name => $"{name}: {enforced[name]}"), described.OrderBy(call => call.Key, StringComparer.Ordinal).Select(call => $"{call.Key}: {call.Value}"));
    }

    [Fact]
    public async Task Every_role_that_a_call_was_tried_with_is_described()
    {
        var (described, compared) = (await OperationsAsync(), 0);
        foreach (var row in (IEnumerable<object[]>)RoleTests.Calls)
        {
            var (method, path, allowed) = ((string)row[0], ((string)row[1]).Split('?')[0].Replace("{round}", "x", StringComparison.Ordinal), (string)row[2]);
            var calls = described.Where(call => call.Name.StartsWith(method + " ", StringComparison.Ordinal) && ServedCalls.Serves(call.Name[(method.Length + 1)..], path)).ToArray();
            Assert.NotEmpty(calls);
            // A call without a policy depends on the state of the round.
            if (calls.Length > 1 || RolesOf(calls[0].Operation) == "")
                continue;
            compared++;
            Assert.All(calls[0].Operation.GetProperty("security").EnumerateArray(), scheme => Assert.True(scheme.TryGetProperty("staff", out _)));
            Assert.Subset(RolesOf(calls[0].Operation).Split(' ').ToHashSet(), allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
        }
        Assert.True(compared > 100, $"{compared}");
    }

    [Fact]
    public async Task A_call_of_voters_names_the_credential()
    {
        var call = (await OperationsAsync()).Single(call => call.Name == "GET /api/rounds/{round}/ballot").Operation;
        Assert.Equal("ballot", Assert.Single(call.GetProperty("security").EnumerateArray()).EnumerateObject().Single().Name);
        Assert.False(call.TryGetProperty("x-roles", out _));
    }

    private async Task<(string Name, JsonElement Operation)[]> OperationsAsync() =>
    [
        .. from path in (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where path.Name.StartsWith("/api/", StringComparison.Ordinal) && operation.Value.ValueKind == JsonValueKind.Object
           select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value),
    ];

    private static string TemplateOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static string RolesOf(JsonElement operation) =>
        operation.TryGetProperty("x-roles", out var roles) ? string.Join(' ', roles.EnumerateArray().Select(role => role.GetString())) : "";
}
