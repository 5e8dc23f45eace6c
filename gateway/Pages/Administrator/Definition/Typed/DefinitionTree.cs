using System.Globalization;
using System.Text.Json.Nodes;

namespace Evaluation.Gateway.Pages.Administrator.Definition.Typed;

/// <summary>
/// A round's definition as a tree that a form edits. A field is named by a JSON pointer, and its value is put there unchecked. Reading the
/// definition then reports faults at the same pointers.
/// </summary>
public sealed class DefinitionTree(JsonObject root)
{
    private static readonly string[] Numbers =
        ["value", "points", "roll", "min", "quota", "ballotBoxes", "awarenessMin", "groupMin", "commentMin", "decimals", "objectionDays", "liveEvery", "vote", "inspection", "self", "daily", "bonusCap", "failedSpotChecks",
         "optionMax", "turnoutMin", "slipsMin", "deductionCap", "trimFrom", "places", "below", "cap", "max", "maxShare", "from", "per", "else", "stepPercent", "limit", "share"];

    private static readonly string[] Flags = ["allowRevote", "normalise", "ranked", "twoParts"];

    public JsonObject Root { get; } = root;

    /// <summary>The value at a pointer as the text of a field; empty if there is none.</summary>
    public string Text(string pointer) => Text(Find(pointer));

    /// <summary>A value as the text of a field; empty for anything else.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value => value.ToJsonString(),
        _ => "",
    };

    /// <summary>The number of items of a list.</summary>
    public int Count(string pointer) => (Find(pointer) as JsonArray)?.Count ?? 0;

    public JsonNode? Find(string pointer)
    {
        JsonNode? node = Root;
        foreach (var part in Parts(pointer))
            node = node switch
            {
                JsonObject members => members.TryGetPropertyValue(part, out var member) ? member : null,
                JsonArray items when IsIndex(part, out var index) && index < items.Count => items[index],
                _ => null,
            };
        return node;
    }

    /// <summary>
    /// Puts the text of a field at its pointer, as a number or a flag where the definition has one. A blank field puts nothing.
    /// </summary>
    /// <returns>False for a pointer that no definition can have: nothing is put.</returns>
    public bool TryPut(string pointer, string text)
    {
        var parts = Parts(pointer);
        if (parts.Length is 0 or > Limits.JsonDepth)
            return false;
        JsonNode node = Root;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (Step(node, parts[i], isList: IsNumber(parts[i + 1]) && parts[i] is not "weights") is not { } next)
                return false;
            node = next;
        }
        var value = text.Trim() is { Length: > 0 } typed && CompactText.IsAt(parts) ? CompactText.Read(parts, typed) : Value(parts, text.Trim());
        if (node is JsonObject members)
            members[parts[^1]] = value;
        else if (node is JsonArray items && IsIndex(parts[^1], out var index))
            items[Extend(items, index)] = value;
        else
            return false;
        return true;
    }

    /// <summary>Appends an empty item to a list.</summary>
    public void Add(string list)
    {
        JsonNode? node = Root;
        var parts = Parts(list);
        foreach (var (index, part) in parts.Index())
            node = node is null ? null : Step(node, part, isList: index == parts.Length - 1);
        if (node is JsonArray { Count: < Limits.Units } items)
            items.Add(new JsonObject());
    }

    /// <summary>Removes an item from its list.</summary>
    public void Remove(string item)
    {
        if (item.LastIndexOf('/') is var slash && Find(item[..slash]) is JsonArray items && IsIndex(item[(slash + 1)..], out var index) && index < items.Count)
            items.RemoveAt(index);
    }

    /// <summary>Moves an item before the one above it.</summary>
    public void MoveUp(string item)
    {
        if (item.LastIndexOf('/') is var slash && Find(item[..slash]) is not JsonArray items || !IsIndex(item[(slash + 1)..], out var index) || index < 1 || index >= items.Count)
            return;
        var moved = items[index];
        items.RemoveAt(index);
        items.Insert(index - 1, moved);
    }

    private static string[] Parts(string pointer) => [.. pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static bool IsNumber(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>An index of RFC 6901: digits only, and no more items than the longest list of a definition.</summary>
    private static bool IsIndex(string part, out int index) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < Limits.Units;

    /// <summary>The object or list that a part of a pointer leads to, made if it is missing; null where there can be none.</summary>
    private static JsonNode? Step(JsonNode node, string part, bool isList)
    {
        JsonNode Fresh() => isList ? new JsonArray() : new JsonObject();
        switch (node)
        {
            case JsonObject members:
                if (members[part] is not (JsonObject or JsonArray))
                    members[part] = Fresh();
                return members[part]!;
            case JsonArray items when IsIndex(part, out var index):
                if (items[Extend(items, index)] is not (JsonObject or JsonArray))
                    items[index] = new JsonObject();
                return items[index];
            default:
                return null;
        }
    }

    private static int Extend(JsonArray items, int index)
    {
        while (items.Count <= index)
            items.Add(new JsonObject());
        return index;
    }

    private static JsonValue? Value(string[] parts, string text)
    {
        if (text.Length == 0)
            return null;
        var isNumber = (Numbers.Contains(parts[^1]) && parts is not [.., "effect", "cap"]) || (parts.Length > 1 && parts[^2] == "weights");
        if (isNumber && TypedNumber.TryRead(parts[^1], text, out var number))
            return JsonValue.Create(number);
        return Flags.Contains(parts[^1]) ? JsonValue.Create(text == "true") : JsonValue.Create(text);
    }
}
