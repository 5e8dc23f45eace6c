using System.Text.Json;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>Every value in the OpenAPI document has a schema that says what it can be.</summary>
[Collection(SharedServer.Name)]
public sealed class SchemaTests(TestServer server)
{
    /// <summary>Schemas that leave something open, each with the reason.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["/components/schemas/ProblemDetails/properties/standing"] = "any view that a call can replace",
        ["/components/schemas/ProblemDetails/additionalProperties"] = "depends on the code",
    };

    private static readonly string[] Saying = ["type", "$ref", "anyOf", "oneOf", "enum"];

    [Fact]
    public async Task Every_value_is_described()
    {
        List<string> open = [];
        var contract = await ContractAsync();
        foreach (var schema in contract.GetProperty("components").GetProperty("schemas").EnumerateObject())
            Walk(schema.Value, $"/components/schemas/{schema.Name}", open);
        foreach (var path in contract.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
                WalkContents(operation.Value, $"{operation.Name} {path.Name}", open);
        Assert.Equal(Open.Keys.Order(StringComparer.Ordinal), open.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PanelView", "inspectors", "[\"li\",{\"name\":\"li\",\"weight\":50}]", "[1]")]
    [InlineData("UnitClass", "weights", "\"pooled\"", "\"none\"")]
    [InlineData("UnitClass", "weights", "{\"npc\":30}", "{\"npc\":\"30\"}")]
    [InlineData("Policies", "dontKnow", "{\"value\":60}", "{}")]
    [InlineData("Policies", "dontKnow", "\"zero\"", "null")]
    [InlineData("Veto", "effect", "{\"cap\":\"pass\"}", "\"first\"")]
    [InlineData("ClaimView", "claimed", "\"na\"", "null")]
    [InlineData("ClaimView", "accepted", "null", "true")]
    [InlineData("SupportingFigure", "value", "98.5", "[]")]
    [InlineData("SupportingFigure", "value", "null", "{}")]
    [InlineData("ExportedTable", "rows", "[{\"unit\":\"u01\",\"total\":91.2,\"grade\":null}]", "[{\"unit\":[]}]")]
    [InlineData("SheetView", "points", "{\"plan\":\"na\",\"visit\":8.5}", "{\"plan\":\"none\"}")]
    [InlineData("SheetView", "figures", "{\"plan\":{\"value\":\"0.874\"}}", "{\"plan\":0.874}")]
    public async Task A_value_of_a_converter_is_described(string schema, string member, string written, string other)
    {
        var described = (await ContractAsync()).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(member);
        var document = """{"paths":{"/it":{"get":{"responses":{"200":{"content":{"application/json":{"schema":""" + described.GetRawText() + "}}}}}}}}";
        var schemas = new AnswerSchemas(JsonElement.Parse(document));
        Assert.Empty(schemas.Faults("get /it", 200, "application/json", System.Text.Encoding.UTF8.GetBytes(written)));
        Assert.NotEmpty(schemas.Faults("get /it", 200, "application/json", System.Text.Encoding.UTF8.GetBytes(other)));
    }

    [Theory]
    [InlineData("put /api/rounds/{round}/panels/{panel}", "visits")]
    [InlineData("put /api/rounds/{round}/panels/{panel}", "by")]
    [InlineData("put /api/rounds/{round}", "organiser")]
    public async Task A_member_of_a_body_that_may_be_null_is_described_so(string call, string member)
    {
        var body = (await ContractAsync()).GetProperty("paths").GetProperty(call.Split(' ')[1]).GetProperty(call.Split(' ')[0]).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Contains("\"null\"", JsonSerializer.Serialize(body.GetProperty("properties").GetProperty(member))[..30], StringComparison.Ordinal);
    }

    private static void WalkContents(JsonElement operation, string at, List<string> open)
    {
        if (operation.ValueKind != JsonValueKind.Object)
            return;
        if (operation.TryGetProperty("parameters", out var parameters))
            foreach (var parameter in parameters.EnumerateArray())
                Walk(parameter.GetProperty("schema"), $"{at} {parameter.GetProperty("name")}", open);
        List<(string At, JsonElement Has)> bodies = [.. operation.GetProperty("responses").EnumerateObject().Select(response => ($"{at} {response.Name}", response.Value))];
        if (operation.TryGetProperty("requestBody", out var sent))
            bodies.Add(($"{at} body", sent));
        foreach (var (where, body) in bodies)
            if (body.TryGetProperty("content", out var content))
                foreach (var media in content.EnumerateObject())
                    Walk(media.Value.TryGetProperty("schema", out var schema) ? schema : default, $"{where} {media.Name}", open);
    }

    /// <summary>Lists schemas that say nothing, lists without items and objects without members.</summary>
    private static void Walk(JsonElement schema, string at, List<string> open)
    {
        if (schema.ValueKind != JsonValueKind.Object || !Saying.Any(word => schema.TryGetProperty(word, out _)) || Lacks("array", "items") || (Lacks("object", "properties") && Lacks("object", "additionalProperties") && Lacks("object", "anyOf")))
        {
            open.Add(at);
            return;
        }
        foreach (var word in (string[])["items", "additionalProperties"])
            if (schema.TryGetProperty(word, out var part) && part.ValueKind == JsonValueKind.Object)
                Walk(part, $"{at}/{word}", open);
        foreach (var word in (string[])["anyOf", "oneOf"])
            if (schema.TryGetProperty(word, out var forms))
                foreach (var (index, form) in forms.EnumerateArray().Index())
                    Walk(form, $"{at}/{word}/{index}", open);
        if (schema.TryGetProperty("properties", out var members))
            foreach (var member in members.EnumerateObject())
                Walk(member.Value, $"{at}/properties/{member.Name}", open);

        bool Lacks(string type, string word) => schema.TryGetProperty("type", out var types) && types.GetRawText().Contains($"\"{type}\"", StringComparison.Ordinal) && !schema.TryGetProperty(word, out _);
    }

    private async Task<JsonElement> ContractAsync() => (await server.Anybody.GetAsync("/openapi/v1.json")).Answers();
}
