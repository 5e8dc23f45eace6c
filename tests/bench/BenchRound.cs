using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Bench;

/// <summary>The round of the benchmark: the size of a district's, with a roll for every voter of the benchmark.</summary>
internal static class BenchRound
{
    public const string Id = "bench";

    public const int Units = 60;
    public const int Criteria = 5;
    public const int Options = 4;

    /// <summary>Credentials of one group; five groups.</summary>
    public const int RollOfGroup = 20_000;

    private const int BallotBoxes = 4;

    public static readonly string[] Groups = ["g1", "g2", "g3", "g4", "g5"];

    public static string Unit(int unit) => $"u{unit:00}";

    public static JsonObject Definition(int rollOfGroup = RollOfGroup, int ballotBoxes = BallotBoxes) => new()
    {
        ["id"] = Id,
        ["title"] = "Benchmark",
        ["ballotBoxes"] = ballotBoxes,
        ["allowRevote"] = true,
        ["options"] = List(Options, option => new() { ["code"] = $"o{option}", ["label"] = $"Option {option}", ["value"] = 100 - 30 * option }),
        ["criteria"] = List(Criteria, criterion => new() { ["code"] = $"c{criterion}", ["label"] = $"Criterion {criterion}", ["source"] = "vote", ["points"] = 20 }),
        ["groups"] = List(Groups.Length, group => new() { ["code"] = Groups[group], ["label"] = $"Group {group}", ["roll"] = rollOfGroup }),
        ["classes"] = List(1, _ => new() { ["code"] = "all", ["label"] = "All units", ["weights"] = new JsonObject(Groups.Select(group => KeyValuePair.Create(group, (JsonNode?)20))) }),
        ["units"] = List(Units, unit => new() { ["code"] = Unit(unit), ["label"] = $"Unit {unit}", ["class"] = "all" }),
    };

    /// <summary>The same round with two maxima, which every ballot keeps.</summary>
    public static JsonObject LimitedDefinition()
    {
        var definition = Definition();
        definition["ballot"] = new JsonObject
        {
            ["limits"] = List(2, criterion => new()
            {
                ["class"] = "all",
                ["criterion"] = $"c{criterion}",
                ["options"] = new JsonArray("o0"),
                [criterion == 0 ? "max" : "maxShare"] = criterion == 0 ? Units : 1,
            }),
        };
        return definition;
    }

    public static RoundRules Rules()
    {
        using var definition = JsonDocument.Parse(Definition().ToJsonString());
        var reading = RulesReader.Read(definition.RootElement);
        return reading.Rules ?? throw new InvalidOperationException($"The benchmark's round has faults: {string.Join("; ", reading.Faults)}");
    }

    private static JsonArray List(int count, Func<int, JsonObject> item) => [.. Enumerable.Range(0, count).Select(item)];
}
