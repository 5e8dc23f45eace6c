using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http;

/// <summary>What is true of all calls: the contract document, health, and answers where no route is.</summary>
[Collection(SharedServer.Name)]
public sealed class ContractTests(TestServer server)
{
    private static readonly string[] Calls =
    [
        "post /api/rounds", "get /api/rounds", "get /api/rounds/{round}", "put /api/rounds/{round}", "post /api/rounds/{round}/transitions",
        "post /api/rounds/{round}/schedule", "post /api/rounds/{round}/credentials", "get /api/rounds/{round}/audit", "get /api/rounds/{round}/paper",
        "put /api/rounds/{round}/ballot", "get /api/rounds/{round}/ballot", "get /api/rounds/{round}/turnout", "get /api/rounds/{round}/turnout/stream",
        "get /api/rounds/{round}/scores", "get /api/rounds/{round}/scores/stream", "get /api/rounds/{round}/criteria/{criterion}/scores",
        "get /api/rounds/{round}/criteria/{criterion}/scores/stream", "get /api/rounds/{round}/results", "get /api/rounds/{round}/results/comparison",
        "get /api/rounds/{round}/results/{unit}/derivation",
        "post /api/rounds/{round}/objections", "get /api/rounds/{round}/objections", "get /api/rounds/{round}/objections/{id}",
        "post /api/rounds/{round}/objections/{id}/assign", "post /api/rounds/{round}/objections/{id}/resolve", "post /api/rounds/{round}/objections/{id}/approve",
        "post /api/rounds/{round}/units/{unit}/evidence", "get /api/rounds/{round}/units/{unit}/evidence", "get /api/rounds/{round}/units/{unit}/evidence/{id}/file",
        "get /api/rounds/{round}/export", "get /api/units/{unit}/history", "get /api/staff", "post /api/staff", "get /healthz", "get /readyz",
    ];

    [Fact]
    public async Task The_contract_describes_every_call_with_its_body_and_its_refusals()
    {
        var paths = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths");
        foreach (var call in Calls)
        {
            var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
            Assert.True(paths.TryGetProperty(path, out var operations) && operations.TryGetProperty(method, out _), $"{call} is not described");
            var operation = paths.GetProperty(path).GetProperty(method);
            Assert.NotEqual("", operation.GetProperty("summary").GetString());
            Assert.Equal(method is "post" or "put", operation.TryGetProperty("requestBody", out _));
            if (path.StartsWith("/api/rounds/", StringComparison.Ordinal) || method != "get")
                Assert.Contains(operation.GetProperty("responses").EnumerateObject(), response => IsProblem(response.Value));
        }
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_healthy_process_says_so(string path)
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
    public async Task What_is_not_there_is_refused_as_problem_details(string method, string path, int status, string code)
    {
        var answer = await server.Anybody.SendAsync(new(method), path, null);
        var problem = answer.Refuses(status, code);
        if (status == 405)
            Assert.NotEqual("", problem.GetProperty("allow").GetString());
    }

    [Fact]
    public async Task A_round_of_an_endless_name_is_not_there()
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
        // Only the length is told; the server answers before the body comes.
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

    private static bool IsProblem(JsonElement response) =>
        response.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out _);
}
