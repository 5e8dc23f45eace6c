using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Evaluation.Testing;

/// <summary>
/// Compares answers with the OpenAPI document: the members that the document requires are there, members that it does not name are not,
/// and every value has a type that it allows.
/// </summary>
public sealed partial class AnswerSchemas
{
    private static readonly ConcurrentDictionary<Uri, IServiceProvider> Servers = new();
    private static readonly ConcurrentDictionary<bool, Task<AnswerSchemas>> Known = new();

    private readonly JsonElement _document;
    private readonly (Regex Path, JsonElement Operations)[] _paths;
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    public AnswerSchemas(JsonElement document)
    {
        _document = document;
        // A literal part of a path is preferred to a parameter.
        _paths =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               orderby Parameter().Count(path.Name)
               select (new Regex($"^{Parameter().Replace(path.Name, "[^/]+")}$"), path.Value),
        ];
    }

    /// <summary>From now on every answer of this server is compared. All servers of a process have the same document.</summary>
    public static void Know(Uri server, IServiceProvider services) => Servers[server] = services;

    /// <summary>Fails for an answer of a known server that is not as the document describes it.</summary>
    public static async Task AssertDescribedAsync(Uri server, string method, string path, Answer answer)
    {
        if (!path.StartsWith("/api/", StringComparison.Ordinal) || !Servers.TryGetValue(server, out var services))
            return;
        var schemas = await Known.GetOrAdd(true, _ => ReadAsync(services));
        var faults = schemas.Faults(method, path, answer.Status, answer.MediaType, answer.Body);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<AnswerSchemas> ReadAsync(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        return new(JsonElement.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)));
    }

    /// <summary>The calls whose answers were compared, as "get /api/rounds/[^/]+ 200".</summary>
    public IReadOnlyCollection<string> Compared => [.. _seen.Keys];

    /// <summary>What is wrong with an answer, one line for each fault. An answer without a schema of its own has none.</summary>
    public IReadOnlyList<string> Faults(string method, string path, int status, string? mediaType, byte[] body)
    {
        if (mediaType is not ("application/json" or "application/problem+json") || Schema(method, path, status, mediaType) is not { } schema)
            return [];
        var faults = new List<string>();
        Compare(JsonElement.Parse(body), schema, "", faults);
        // The members of a refusal depend on its code.
        if (mediaType == "application/problem+json")
            faults.RemoveAll(fault => fault.EndsWith("is not described", StringComparison.Ordinal));
        return [.. faults.Select(fault => $"{method} {path} {status}{fault}")];
    }

    private JsonElement? Schema(string method, string path, int status, string mediaType)
    {
        var (route, operations) = _paths.FirstOrDefault(known => known.Path.IsMatch(path.Split('?')[0]));
        if (route is null || !operations.TryGetProperty(method.ToLowerInvariant(), out var operation))
            return null;
        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var response) || !response.TryGetProperty("content", out var content)
            || !content.TryGetProperty(mediaType, out var media) || !media.TryGetProperty("schema", out var schema))
            return null;
        _seen.TryAdd($"{method} {route} {status}", true);
        return schema;
    }

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
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value, type)))
            faults.Add($" {at}: {value.ValueKind} where {type.GetRawText()} is described");
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(known => JsonElement.DeepEquals(known, value)))
            faults.Add($" {at}: {value.GetRawText()} is no value of the described ones");
        if (value.ValueKind == JsonValueKind.Object)
            CompareMembers(value, schema, at, faults);
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (index, item) in value.EnumerateArray().Index())
                Compare(item, items, $"{at}/{index}", faults);
    }

    private void CompareMembers(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
                faults.Add($" {at}/{name} is required and absent");
        var others = schema.TryGetProperty("additionalProperties", out var rest) && rest.ValueKind == JsonValueKind.Object ? rest : (JsonElement?)null;
        var known = schema.TryGetProperty("properties", out var properties);
        foreach (var member in value.EnumerateObject())
        {
            if (known && properties.TryGetProperty(member.Name, out var described))
                Compare(member.Value, described, $"{at}/{member.Name}", faults);
            else if (others is { } other)
                Compare(member.Value, other, $"{at}/{member.Name}", faults);
            else if (known)
                faults.Add($" {at}/{member.Name} is not described");
        }
    }

    private List<string> Tried(JsonElement value, JsonElement schema, string at)
    {
        var faults = new List<string>();
        Compare(value, schema, at, faults);
        return faults;
    }

    private JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var to) ? Resolve(to.GetString()!.Split('/')[1..].Aggregate(_document, (at, name) => Part(at, name))) : schema;

    private static JsonElement Part(JsonElement at, string name) => at.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private static string[] Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    private static string TypeOf(JsonElement value, JsonElement type) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => Types(type).Contains("integer") && value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
