using System.Text.Json.Nodes;

namespace Evaluation.Gateway.Pages.Administrator.Definition;

/// <summary>
/// Compares and merges definitions of one round, as trees. Items of a list belong together by their place, if both lists have the same
/// codes in the same order. Otherwise the list is one value.
/// </summary>
public static class DefinitionMerge
{
    /// <summary>The changed values of the second tree, by their pointers.</summary>
    public static IEnumerable<(string Pointer, JsonNode? Before, JsonNode? Now)> Changes(JsonNode? before, JsonNode? now, string pointer = "")
    {
        if (JsonNode.DeepEquals(before, now))
            return [];
        if (Parts(before, now) is not { } parts)
            return [(pointer, before, now)];
        return parts.SelectMany(part => Changes(part.At(before), part.At(now), $"{pointer}/{Escaped(part.Name)}"));
    }

    /// <summary>
    /// Takes over what <paramref name="theirs"/> has changed since <paramref name="seen"/>, and keeps what <paramref name="mine"/> has
    /// changed. Where both have changed the same value, mine stays.
    /// </summary>
    public static JsonNode? Merge(JsonNode? seen, JsonNode? mine, JsonNode? theirs)
    {
        if (JsonNode.DeepEquals(seen, mine))
            return theirs?.DeepClone();
        if (JsonNode.DeepEquals(seen, theirs) || Parts(seen, mine) is not { } own || Parts(seen, theirs) is not { } other)
            return mine?.DeepClone();
        var merged = own.UnionBy(other, part => part.Name).Select(part => (part.Name, Value: Merge(part.At(seen), part.At(mine), part.At(theirs))));
        return mine is JsonArray
            ? new JsonArray([.. merged.Select(part => part.Value)])
            : new JsonObject(merged.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }

    /// <summary>The parts in which both values are comparable; null for values that are compared as a whole.</summary>
    private static IReadOnlyList<Part>? Parts(JsonNode? before, JsonNode? now) => (before, now) switch
    {
        (JsonObject one, JsonObject other) =>
            [.. one.Concat(other).Select(member => member.Key).Distinct().Select(name => new Part(name, node => (node as JsonObject)?[name]))],
        (JsonArray one, JsonArray other) when Codes(one).SequenceEqual(Codes(other)) =>
            [.. Enumerable.Range(0, one.Count).Select(index => new Part($"{index}", node => (node as JsonArray)?[index]))],
        _ => null,
    };

    /// <summary>The codes of a list; an item without a code counts as itself.</summary>
    private static IEnumerable<string> Codes(JsonArray items) => items.Select(item => (item as JsonObject)?["code"]?.ToJsonString() ?? item?.ToJsonString() ?? "");

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private sealed record Part(string Name, Func<JsonNode?, JsonNode?> At);
}
