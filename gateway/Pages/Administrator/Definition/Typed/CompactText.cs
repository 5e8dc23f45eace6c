using System.Text.Json.Nodes;
using Evaluation.Rules.Headings;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Definition.Typed;

/// <summary>
/// Short lists and tables of a definition as the text of one field: <c>nation=5, city=1</c>, <c>10, 8, 6</c>, <c>Ⅶ &gt; Ⅶ-1</c>. Chinese
/// punctuation is read too. A text that cannot be read stays a text, and is then reported as a fault of the definition.
/// </summary>
public static class CompactText
{
    private static readonly char[] Separators = [',', '，', ';', '；', '、', '\n', '\r'];
    private static readonly char[] Signs = ['=', '＝', ':', '：'];
    private const char Below = '>';

    private enum Form { Numbers, Words, Path, NumberByName, LabelByName, Steps }

    /// <summary>Whether the place holds a list or a table that is edited as one text.</summary>
    public static bool IsAt(IReadOnlyList<string> parts) => FormOf(parts) is not null;

    /// <summary>The place of the field that shows a place: that of the list or table around it, or the place itself.</summary>
    public static string FieldOf(string pointer)
    {
        string[] parts = [.. pointer.Split('/').Skip(1)];
        var around = Enumerable.Range(1, parts.Length).Select(count => parts[..count]).FirstOrDefault(IsAt);
        return around is null ? pointer : $"/{string.Join('/', around)}";
    }

    /// <summary>An example of the text of a place; null for a place without such a text.</summary>
    public static string? ExampleOf(IReadOnlyList<string> parts) => FormOf(parts) switch
    {
        Form.Numbers => "10, 8, 6, 4",
        Form.NumberByName => "a=20, b=10",
        Form.LabelByName => "A=优秀, B=良好",
        Form.Steps => "0.9=200, 0.8=190",
        _ => null,
    };

    /// <summary>The value of a text at a place; the text itself where it cannot be read.</summary>
    public static JsonNode Read(IReadOnlyList<string> parts, string text)
    {
        string[] items = text.Split(FormOf(parts) == Form.Path ? [Below, '＞', '›'] : Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        JsonNode? read = FormOf(parts) switch
        {
            Form.Numbers => items.Select(Number).ToArray() is var numbers && numbers.All(number => number is not null) ? new JsonArray([.. numbers]) : null,
            Form.NumberByName => Pairs(items, Number),
            Form.LabelByName => Pairs(items, Label),
            Form.Steps => Steps(items),
            Form.Path => new JsonArray([.. items.Select(Label)]),
            _ => new JsonArray([.. items.Select(item => (JsonNode)item)]),
        };
        return read ?? JsonValue.Create(text);
    }

    /// <summary>The text of a list or table; empty for nothing.</summary>
    public static string Write(JsonNode? node) => node switch
    {
        JsonArray { Count: > 0 } items when items.All(item => item is JsonObject) => string.Join(", ", items.Select(step => $"{Plain(step!["from"])}={Plain(step["points"])}")),
        JsonArray items => string.Join(", ", items.Select(Plain)),
        JsonObject members => string.Join(", ", members.Select(member => $"{member.Key}={(member.Value is JsonObject label ? OfLabel(label) : Plain(member.Value))}")),
        _ => Plain(node),
    };

    /// <summary>The text of a list of headings.</summary>
    public static string WritePath(JsonNode? node) => node is JsonArray items
        ? string.Join(HeadingPath.Separator, items.Select(heading => heading is JsonObject label ? OfLabel(label) : Plain(heading)))
        : Plain(node);

    private static Form? FormOf(IReadOnlyList<string> parts) => parts.Count == 0 ? null : (parts[0], parts.Count, parts[^1]) switch
    {
        ("criteria", 4, "steps") => Form.Steps,
        ("criteria", 4, "table") => Form.Numbers,
        ("criteria", 3, "path") => Form.Path,
        ("criteria", 3, "periods") or ("ballot", 4, "options") or ("ties", 1, _) => Form.Words,
        ("criteria", 3, "optionLabels") or ("entries", 3, "levelLabels") => Form.LabelByName,
        ("classes", 3, "points" or "parts") or ("grades", 3, "places") or ("entries", 3, "levels") => Form.NumberByName,
        _ => null,
    };

    private static JsonObject? Pairs(string[] items, Func<string, JsonNode?> value)
    {
        var read = new JsonObject();
        foreach (var item in items)
        {
            if (Split(item) is not var (name, text) || value(text) is not { } known || !read.TryAdd(name, known))
                return null;
        }
        return read;
    }

    private static JsonArray? Steps(string[] items)
    {
        var read = new JsonArray();
        foreach (var item in items)
        {
            if (Split(item) is not var (from, points) || !TypedNumber.TryRead("from", from, out var figure) || Number(points) is not { } given)
                return null;
            read.Add(new JsonObject { ["from"] = JsonValue.Create(figure), ["points"] = given });
        }
        return read;
    }

    private static (string Name, string Value)? Split(string item) =>
        item.IndexOfAny(Signs) is > 0 and var at ? (item[..at].Trim(), item[(at + 1)..].Trim()) : null;

    private static JsonNode Label(string text)
    {
        if (text.Split('|', 2, StringSplitOptions.TrimEntries) is not [var zh, var en])
            return JsonValue.Create(text);
        var label = new JsonObject();
        foreach (var (language, part) in new[] { ("zh", zh), ("en", en) }.Where(part => part.Item2.Length > 0))
            label[language] = part;
        return label;
    }

    // A text in one language stands alone where its letters say which one it is.
    private static string OfLabel(JsonObject label) => (label["zh"], label["en"]) switch
    {
        ({ } zh, null) when LocalTextReader.Of(Plain(zh)).Zh is not null => Plain(zh),
        (null, { } en) when LocalTextReader.Of(Plain(en)).En is not null => Plain(en),
        var (zh, en) => $"{Plain(zh)}|{Plain(en)}",
    };

    private static JsonValue? Number(string text) => TypedNumber.TryRead("", text, out var number) ? JsonValue.Create(number) : null;

    private static string Plain(JsonNode? node) => DefinitionTree.Text(node);
}
