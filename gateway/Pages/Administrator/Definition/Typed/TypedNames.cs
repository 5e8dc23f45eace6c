using System.Text.Json.Nodes;

namespace Evaluation.Gateway.Pages.Administrator.Definition.Typed;

/// <summary>
/// Puts codes in place of the names that were typed where a definition refers to an item of a list: <c>市领导</c> becomes
/// <c>leaders</c>. A text that is a code already, or the name of no item or of several, stays as it is.
/// </summary>
internal static class TypedNames
{
    public static void Resolve(JsonObject definition)
    {
        var (criteria, classes, options) = (Codes(definition, "criteria"), Codes(definition, "classes"), Codes(definition, "options"));
        var (bodies, grades) = (Codes(definition, "assessors"), Codes(definition, "grades"));
        foreach (var criterion in Items(definition, "criteria"))
        {
            Value(criterion, "by", bodies);
            Keys(criterion, "optionLabels", options);
        }
        foreach (var unitClass in Items(definition, "classes"))
            Keys(unitClass, "points", criteria);
        foreach (var grade in Items(definition, "grades"))
            Keys(grade, "places", classes);
        foreach (var entry in Items(definition, "entries"))
            Value(entry, "criterion", criteria);
        foreach (var veto in Items(definition, "vetoes"))
            Value(veto["effect"] as JsonObject, "cap", grades);
        foreach (var limit in Items(definition["ballot"] as JsonObject, "limits"))
        {
            Value(limit, "class", classes);
            Value(limit, "criterion", criteria);
            foreach (var index in Enumerable.Range(0, (limit["options"] as JsonArray)?.Count ?? 0))
                if (Code(limit["options"]![index], options) is { } code)
                    limit["options"]![index] = code;
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject? at, string list) => (at?[list] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The codes of a list by the names of its items, and by themselves.</summary>
    public static Dictionary<string, string> Codes(JsonObject definition, string list)
    {
        JsonObject[] items = [.. Items(definition, list)];
        var byName = items.SelectMany(item => (item["label"] as JsonObject ?? []).Select(label => (Name: DefinitionTree.Text(label.Value), Code: DefinitionTree.Text(item["code"]))))
            .Where(named => named.Name.Length > 0 && named.Code.Length > 0).Distinct().GroupBy(named => named.Name, StringComparer.Ordinal)
            .Where(named => named.Count() == 1).ToDictionary(named => named.Key, named => named.First().Code, StringComparer.Ordinal);
        foreach (var item in items)
            byName[DefinitionTree.Text(item["code"])] = DefinitionTree.Text(item["code"]);
        return byName;
    }

    private static string? Code(JsonNode? typed, Dictionary<string, string> codes) => codes.GetValueOrDefault(DefinitionTree.Text(typed));

    private static void Value(JsonObject? at, string member, Dictionary<string, string> codes)
    {
        if (at?[member] is JsonValue typed && Code(typed, codes) is { } code)
            at[member] = code;
    }

    private static void Keys(JsonObject at, string member, Dictionary<string, string> codes)
    {
        if (at[member] is not JsonObject typed || typed.All(pair => codes.GetValueOrDefault(pair.Key, pair.Key) == pair.Key))
            return;
        var named = new JsonObject();
        foreach (var (key, value) in typed)
            if (!named.TryAdd(codes.GetValueOrDefault(key, key), value?.DeepClone()))
                return;
        at[member] = named;
    }
}
