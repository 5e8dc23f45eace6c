using System.Text.Json;

namespace Evaluation.Tests.Http;

/// <summary>What the contract document demands of bodies.</summary>
[Collection(SharedServer.Name)]
public sealed class BodyContractTests(TestServer server)
{
    [Theory]
    [InlineData("/api/rounds/{round}/credentials/revocations", "post", "slip reason", "spare")]
    [InlineData("/api/rounds/{round}/schedule", "post", "", "opensAt closesAt reason")]
    [InlineData("/api/rounds/{round}/units/{unit}/adjustments", "post", "fact", "kind points rule")]
    [InlineData("/api/staff/{name}/provider-id", "put", "providerId", "")]
    public async Task A_body_needs_what_its_reader_needs(string path, string method, string needed, string optional)
    {
        var body = (await BodiesAsync()).Single(body => body.Call == $"{method} {path}").Schema;
        Assert.Equal(needed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Required(body).Order(StringComparer.Ordinal));
        Assert.All(optional.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => Assert.True(body.GetProperty("properties").TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task No_body_needs_a_member_that_may_be_left_out()
    {
        var bodies = (await BodiesAsync()).ToList();
        Assert.True(bodies.Count > 50, $"{bodies.Count} bodies");
        var wrong =
            from body in bodies
            from name in Required(body.Schema)
            let member = body.Schema.GetProperty("properties").GetProperty(name)
            where member.TryGetProperty("description", out var text) && text.GetString()!.Contains("left out", StringComparison.OrdinalIgnoreCase)
            select $"{body.Call}: {name}";
        Assert.Equal("", string.Join('\n', wrong));
    }

    private async Task<IEnumerable<(string Call, JsonElement Schema)>> BodiesAsync()
    {
        var contract = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers();
        return
            from path in contract.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("requestBody", out _)
            from content in operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject()
            where content.Value.TryGetProperty("schema", out _)
            let schema = content.Value.GetProperty("schema")
            from one in schema.TryGetProperty("oneOf", out var forms) ? [.. forms.EnumerateArray()] : new[] { schema }
            let found = one.TryGetProperty("$ref", out var to) ? to.GetString()!.Split('/')[1..].Aggregate(contract, (at, name) => at.GetProperty(name)) : one
            where found.TryGetProperty("properties", out _)
            select ($"{operation.Name} {path.Name}", found);
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
