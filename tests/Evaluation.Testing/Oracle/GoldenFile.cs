using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Testing.Oracle;

/// <summary>A small round with all its inputs and the expected table.</summary>
public sealed record GoldenFile(
    JsonElement Round, IReadOnlyList<OracleSlip> Slips, OracleFacts Facts, JsonElement Expected)
{
    /// <summary>
    /// The file says which claims were accepted, which adjustments count and what the vetoes did. Here the accepted points are also the
    /// claimed ones, an adjustment that counts was approved by a second person, and each effect has its own fact.
    /// </summary>
    public static GoldenFile Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = file.RootElement;
        return new(
            WithVetoes(root.GetProperty("round"), ByUnit(root, "vetoed", Effects)),
            [.. root.GetProperty("slips").EnumerateArray().Select(Slip)],
            new OracleFacts
            {
                Sheets = ByUnit(root, "sheets", sheets => Each(sheets, sheet => new OracleSheet(null, Points(sheet)))),
                Claims = ByUnit(root, "accepted", items => Points(items).Select(i => new OracleClaim(i.Key, i.Value, i.Value)).ToArray()),
                Adjustments = ByUnit(root, "adjustments", ledger => Each(ledger, Adjustment)),
                Stated = ByUnit(root, "vetoed", Effects),
            },
            root.GetProperty("expected").Clone());
    }

    private static JsonElement WithVetoes(JsonElement round, Dictionary<string, string[]> effects)
    {
        var changed = JsonNode.Parse(round.GetRawText())!;
        changed["vetoes"] = new JsonArray([.. effects.Values.SelectMany(unit => unit).Distinct().Select(effect => (JsonNode)new JsonObject
        {
            ["code"] = $"veto-{effect}", ["when"] = new JsonObject { ["fact"] = effect }, ["effect"] = effect,
        })]);
        return JsonElement.Parse(changed.ToJsonString());
    }

    private static string[] Effects(JsonElement vetoes) => Each(vetoes, effect =>
        effect.GetString() is "ineligible" or "last" ? effect.GetString()! : throw new FormatException($"veto {effect}"));

    private static Dictionary<string, T> ByUnit<T>(JsonElement root, string name, Func<JsonElement, T> read) =>
        root.TryGetProperty(name, out var units)
            ? units.EnumerateObject().ToDictionary(unit => unit.Name, unit => read(unit.Value)) : [];

    private static T[] Each<T>(JsonElement list, Func<JsonElement, T> read) => [.. list.EnumerateArray().Select(read)];

    private static OracleSlip Slip(JsonElement slip) => new(
        slip.GetProperty("unit").GetString()!, slip.GetProperty("group").GetString()!,
        Each(slip.GetProperty("marks"), mark => mark.GetInt32()));

    private static Dictionary<string, decimal?> Points(JsonElement points) =>
        points.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.ValueKind switch
        {
            JsonValueKind.Number => (decimal?)item.Value.GetDecimal(),
            JsonValueKind.String when item.Value.GetString() == "na" => null,
            _ => throw new FormatException($"points {item}"),
        });

    private static OracleAdjustment Adjustment(JsonElement entry) =>
        entry.GetProperty("kind").GetString() is "bonus" or "deduction" or "daily"
            ? new(entry.GetProperty("kind").GetString()!, entry.GetProperty("points").GetDecimal(), "li", "wang")
            : throw new FormatException($"adjustment {entry}");
}
