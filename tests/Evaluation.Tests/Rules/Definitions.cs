using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Rules.Reading;

namespace Evaluation.Tests.Rules;

/// <summary>Definitions of rounds, and ways to corrupt them.</summary>
internal static class Definitions
{
    /// <summary>Twelve units in three classes, five groups, five vote criteria, vote 100 %.</summary>
    public static JsonObject Sample()
    {
        using var resource = Evaluation.Gateway.Rounds.Templates.RoundTemplates.SocialEvaluation();
        return JsonNode.Parse(resource)!.AsObject();
    }

    /// <summary>One unit, eight assessed criteria and one of the vote; vote 30, inspection 50, self 20 %.</summary>
    public static JsonObject Inspected() => JsonNode.Parse(Golden("definition-civilised-unit.json"))!.AsObject();

    /// <summary>
    /// The smallest valid round: one vote criterion, two options, one group, one class, one unit, without optional members.
    /// </summary>
    public static JsonObject Smallest() => JsonNode.Parse("""
        {
          "id": "small", "title": "小测评",
          "options": [{"code": "A", "label": "Good", "value": 1}, {"code": "B", "label": "Bad", "value": 0}],
          "criteria": [{"code": "work", "label": "Work", "source": "vote", "points": 1}],
          "groups": [{"code": "all", "label": "Everybody", "roll": 0}],
          "classes": [{"code": "one", "label": "One", "weights": {"all": 1}}],
          "units": [{"code": "u", "label": "Unit", "class": "one"}]
        }
        """)!.AsObject();

    public static string Golden(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "Rounds", file));

    public static RulesReading Read(JsonNode definition) => Read(definition.ToJsonString());

    public static RulesReading Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return RulesReader.Read(document.RootElement);
    }

    /// <summary>Sets a JSON value at a pointer, or removes the member (null). "-" is the end of a list.</summary>
    public static JsonObject With(this JsonObject definition, string pointer, string? json)
    {
        var steps = pointer.Split('/')[1..];
        var parent = steps[..^1].Aggregate((JsonNode)definition, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
        var value = json is null ? null : JsonNode.Parse(json);
        switch (parent)
        {
            case JsonArray list when steps[^1] == "-": list.Add(value); break;
            case JsonArray list when json is null: list.RemoveAt(int.Parse(steps[^1])); break;
            case JsonArray list: list[int.Parse(steps[^1])] = value; break;
            default:
                if (json is null) parent.AsObject().Remove(steps[^1]);
                else parent[steps[^1]] = value;
                break;
        }
        return definition;
    }
}
