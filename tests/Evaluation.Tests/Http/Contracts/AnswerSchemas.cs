using System.Text.Json;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>
/// Compares answers with the OpenAPI document: the members that the document requires are there, members that it does not name are not,
/// and every value has a type that it allows.
/// </summary>
internal sealed class AnswerSchemas(JsonElement document)
{
    private const string Json = "application/json", Problem = "application/problem+json";

    /// <summary>The calls with a described JSON answer that is no refusal, as "get /api/rounds".</summary>
    public IEnumerable<string> Calls =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("responses", out var responses)
            && responses.EnumerateObject().Any(response => response.Name[0] == '2' && Schema(response.Value, Json) is not null)
        select $"{operation.Name} {path.Name}";

    /// <summary>What is wrong with an answer, one line for each fault. Only JSON is compared.</summary>
    /// <param name="call">As <see cref="Calls"/> names it.</param>
    public IReadOnlyList<string> Faults(string call, int status, string? mediaType, ReadOnlySpan<byte> body)
    {
        if (mediaType is not (Json or Problem))
            return [];
        if (!TryResponse(call, status, out var response) || !response.TryGetProperty("content", out var content) || !content.TryGetProperty(mediaType, out _))
            return status < 300 ? [$"{call} {status}: an answer as {mediaType} is not described"] : [];
        if (Schema(response, mediaType) is not { } schema)
            return [];
        var faults = new List<string>();
        Compare(JsonElement.Parse(body), schema, "", faults);
        return [.. faults.Select(fault => $"{call} {status}: {fault}")];
    }

    private bool TryResponse(string call, int status, out JsonElement response)
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        response = default;
        return document.GetProperty("paths").TryGetProperty(path, out var operations) && operations.TryGetProperty(method, out var operation)
            && operation.GetProperty("responses").TryGetProperty($"{status}", out response);
    }

    private static JsonElement? Schema(JsonElement response, string mediaType) =>
        response.TryGetProperty("content", out var content) && content.TryGetProperty(mediaType, out var media) && media.TryGetProperty("schema", out var schema) ? schema : null;

    private void Compare(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var forms) || schema.TryGetProperty("anyOf", out forms))
        {
            var tried = forms.EnumerateArray().Select(form => Tried(value, form, at)).ToArray();
            if (tried.All(found => found.Count > 0))
                faults.AddRange(tried.MinBy(found => found.Count)!);
            return;
        }
        if (schema.TryGetProperty("type", out var type) && !Types(type).Intersect(TypesOf(value)).Any())
            faults.Add($"{at} is {value.ValueKind} where {type.GetRawText()} is described");
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(known => JsonElement.DeepEquals(known, value)))
            faults.Add($"{at} is {value.GetRawText()}, which is none of the described values");
        if (value.ValueKind == JsonValueKind.Object)
            CompareMembers(value, schema, at, faults);
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var item in value.EnumerateArray())
                Compare(item, items, $"{at}/-", faults);
    }

    private void CompareMembers(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
                faults.Add($"{at}/{name} is required and absent");
        var others = schema.TryGetProperty("additionalProperties", out var rest) && rest.ValueKind == JsonValueKind.Object ? rest : (JsonElement?)null;
        var names = schema.TryGetProperty("properties", out var properties);
        foreach (var member in value.EnumerateObject())
        {
            if (names && properties.TryGetProperty(member.Name, out var described))
                Compare(member.Value, described, $"{at}/{member.Name}", faults);
            else if (others is { } other)
                Compare(member.Value, other, $"{at}/*", faults);
            else if (names || (schema.TryGetProperty("type", out var type) && !Types(type).Contains("object")))
                faults.Add($"{at}/{member.Name} is not described");
        }
    }

    private List<string> Tried(JsonElement value, JsonElement schema, string at)
    {
        var faults = new List<string>();
        Compare(value, schema, at, faults);
        return faults;
    }

    private JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var to)
        ? Resolve(to.GetString()!.Split('/')[1..].Aggregate(document, (at, name) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, null)] : at.GetProperty(Unescaped(name))))
        : schema;

    private static string Unescaped(string name) => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string[] Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    private static string[] TypesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ["object"],
        JsonValueKind.Array => ["array"],
        JsonValueKind.String => ["string"],
        JsonValueKind.Number => value.TryGetInt64(out _) ? ["number", "integer"] : ["number"],
        JsonValueKind.Null => ["null"],
        _ => ["boolean"],
    };
}
