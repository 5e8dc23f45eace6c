using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http;

/// <summary>Rules for all calls: the contract document, health, and answers for unknown addresses.</summary>
[Collection(SharedServer.Name)]
public sealed class ContractTests(TestServer server)
{
    [Fact]
    public async Task The_contract_describes_exactly_the_calls_that_the_server_has()
    {
        var described = Operations(await ContractAsync()).Select(operation => operation.Call);
        var served = new[] { "/api", "/healthz", "/readyz" }.SelectMany(server.Below).Select(call => $"{call.Method.ToLowerInvariant()} {call.Template}");
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_contract_describes_every_call_with_its_body_and_its_refusals()
    {
        List<string> withoutBody = [];
        foreach (var (call, operation) in Operations(await ContractAsync()))
        {
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 0 }, $"{call} has no summary");
            if (!operation.TryGetProperty("requestBody", out _))
                withoutBody.Add(call);
            if (call.StartsWith("get ", StringComparison.Ordinal) && !call.StartsWith("get /api/rounds/", StringComparison.Ordinal))
                continue;
            Assert.True(operation.GetProperty("responses").EnumerateObject().Any(response => IsProblem(response.Value)), $"{call} is never refused");
        }
        Assert.Equal(
            [
                "delete /api/drafts/{form}", "delete /api/four-eyes/announcement", "delete /api/rounds/{round}/panels/{panel}", "delete /api/staff/{name}", "delete /api/staff/{name}/access", "delete /api/staff/{name}/interests/{unit}",
                "delete /api/staff/{name}/lock", "delete /api/staff/{name}/provider-id", "delete /api/staff/{name}/sessions", "delete /api/staff/{name}/sessions/{session}",
                "post /api/rounds/{round}/awards/special/{code}/approval", "post /api/rounds/{round}/ballot/finish", "post /api/rounds/{round}/credentials/batches/{id}/second-parts",
                "post /api/rounds/{round}/key/destruction/approval", "post /api/rounds/{round}/key/shares",
                "post /api/rounds/{round}/units/{unit}/adjustments/{id}/approval", "post /api/staff-proposals/{id}/approval", "post /api/staff/{name}/key",
            ],
            withoutBody.Where(call => !call.StartsWith("get ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_contract_describes_the_refusals_that_every_call_has()
    {
        var described = Operations(await ContractAsync()).Where(operation => operation.Call.Contains(" /api/", StringComparison.Ordinal)).ToArray();
        foreach (var (call, operation) in described)
        {
            var secret = call.Contains("/{round}/ballot", StringComparison.Ordinal) ? "no-such-credential" : "sign-in-required";
            foreach (var (status, code) in ((string, string)[])[("400", "bad-request"), ("401", secret), ("429", "too-many-attempts"), ("503", "busy")])
                Assert.True(operation.GetProperty("responses").TryGetProperty(status, out var response) && response.GetProperty("description").GetString()!.Contains(code, StringComparison.Ordinal), $"{call}: {code}");
        }
        Assert.True(described.Length > 150, $"{described.Length}");
    }

    [Theory]
    [InlineData("/api/rounds", "post", "from", "ballotBoxes")]
    [InlineData("/api/rounds/{round}/units/{unit}/targets", "put", "basedOn", "responsible")]
    public async Task The_contract_describes_both_bodies_of_a_call_that_takes_either(string path, string method, string member, string other)
    {
        var contract = await ContractAsync();
        var schemas = contract.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema")
            .GetProperty("oneOf").EnumerateArray().Select(schema => Resolve(contract, schema)).ToArray();
        Assert.Equal(2, schemas.Length);
        Assert.Contains(other, Members(Resolve(contract, schemas[0].TryGetProperty("items", out var items) ? items : schemas[0])));
        Assert.Contains(member, Members(schemas[1]));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_healthy_process_answers_its_probes(string path)
    {
        Assert.Equal(200, (await server.Anybody.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404, "not-found")]
    [InlineData("GET", "/nothing", 404, "not-found")]
    [InlineData("GET", "/api/rounds/a/b/c", 404, "not-found")]
    [InlineData("DELETE", "/api/rounds", 405, "method-not-allowed")]
    [InlineData("PATCH", "/api/rounds/x/ballot", 405, "method-not-allowed")]
    [InlineData("POST", "/healthz", 405, "method-not-allowed")]
    [InlineData("GET", "/api/rounds/UPPER", 404, "no-such-round")]
    [InlineData("GET", "/api/rounds/%E8%AF%84", 404, "no-such-round")]
    [InlineData("GET", "/api/rounds/a%2Fb", 404, "no-such-round")]
    [InlineData("GET", "/api/rounds/..%2F..%2Fetc", 404, "no-such-round")]
    [InlineData("GET", "/api/rounds/a%27--/turnout", 404, "no-such-round")]
    [InlineData("GET", "/api/rounds/x%20y/ballot", 401, "no-such-credential")]
    public async Task An_unknown_address_is_refused_with_problem_details(string method, string path, int status, string code)
    {
        var answer = await server.Anybody.SendAsync(new(method), path, null);
        var problem = answer.Refuses(status, code);
        if (status == 405)
            Assert.NotEqual("", problem.GetProperty("allow").GetString());
    }

    [Fact]
    public async Task A_round_with_a_very_long_name_is_not_found()
    {
        var name = new string('a', 5_000);
        foreach (var path in new[] { "", "/paper", "/turnout", "/results", "/audit" })
            (await server.Administrator.GetAsync($"/api/rounds/{name}{path}")).Refuses(404, "no-such-round");
    }

    [Theory]
    [InlineData("POST", "/api/rounds", 64 << 20)]
    [InlineData("POST", "/api/rounds/x/transitions", 64 << 10)]
    [InlineData("POST", "/api/rounds/x/schedule", 64 << 10)]
    [InlineData("POST", "/api/rounds/x/credentials", 64 << 10)]
    [InlineData("POST", "/api/rounds/x/objections", 64 << 10)]
    [InlineData("POST", "/api/rounds/x/objections/o-1/resolve", 2 << 20)]
    [InlineData("POST", "/api/staff", 64 << 10)]
    public async Task A_body_above_the_limit_of_its_call_is_refused(string method, string path, int bytesMax)
    {
        // Only the length is sent; the server answers without waiting for the body.
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Site.AdministratorKey}\r\nContent-Length: {bytesMax + 1}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Every_body_may_be_JSON_of_any_content_type()
    {
        var round = await server.DraftAsync();
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "application/json" })
            (await server.Administrator.SendAsync(HttpMethod.Post, $"{round.Path}/transitions", new StringContent("""{"to":"voting"}""", Encoding.UTF8, type))).Answers();
    }

    private async Task<JsonElement> ContractAsync() => (await server.Anybody.GetAsync("/openapi/v1.json")).Answers();

    /// <summary>The calls, each as "get /api/rounds" with what the contract says of it.</summary>
    private static IEnumerable<(string Call, JsonElement Operation)> Operations(JsonElement contract) =>
        from path in contract.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "put" or "post" or "delete" or "patch"
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static JsonElement Resolve(JsonElement contract, JsonElement schema) => schema.TryGetProperty("$ref", out var to)
        ? to.GetString()!.Split('/')[1..].Aggregate(contract, (at, name) => at.GetProperty(name))
        : schema;

    private static IEnumerable<string> Members(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(member => member.Name);

    private static bool IsProblem(JsonElement response) =>
        response.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out _);
}
