using System.Text.Json;

namespace Evaluation.Tests.Oracle;

/// <summary>A small round with everything that went into it and the table that has to come out.</summary>
internal sealed record GoldenFile(
    JsonElement Round, IReadOnlyList<OracleSlip> Slips, OracleFacts Facts, JsonElement Expected)
{
    public static GoldenFile Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = file.RootElement;
        return new(
            root.GetProperty("round").Clone(),
            [.. root.GetProperty("slips").EnumerateArray().Select(Slip)],
            new OracleFacts
            {
                Sheets = ByUnit(root, "sheets", sheets => Each(sheets, Points)),
                Accepted = ByUnit(root, "accepted", Points),
                Adjustments = ByUnit(root, "adjustments", ledger => Each(ledger, Adjustment)),
                Vetoed = ByUnit(root, "vetoed", vetoes => Each(vetoes, Veto)),
            },
            root.GetProperty("expected").Clone());
    }

    private static Dictionary<string, T> ByUnit<T>(JsonElement root, string name, Func<JsonElement, T> read) =>
        root.TryGetProperty(name, out var units)
            ? units.EnumerateObject().ToDictionary(unit => unit.Name, unit => read(unit.Value)) : [];

    private static T[] Each<T>(JsonElement list, Func<JsonElement, T> read) => [.. list.EnumerateArray().Select(read)];

    private static OracleSlip Slip(JsonElement slip) => new(
        slip.GetProperty("unit").GetString()!, slip.GetProperty("group").GetString()!,
        Each(slip.GetProperty("marks"), mark => mark.GetInt32()));

    private static OraclePoints Points(JsonElement points) => new(points.EnumerateObject().Select(item =>
        KeyValuePair.Create(item.Name, item.Value.ValueKind switch
        {
            JsonValueKind.Number => (Exact?)item.Value.GetDecimal(),
            JsonValueKind.String when item.Value.GetString() == "na" => null,
            _ => throw new FormatException($"points {item}"),
        })));

    private static OracleAdjustment Adjustment(JsonElement entry) =>
        entry.GetProperty("kind").GetString() is "bonus" or "deduction" or "daily"
            ? new(entry.GetProperty("kind").GetString()!, entry.GetProperty("points").GetDecimal())
            : throw new FormatException($"adjustment {entry}");

    private static OracleVeto Veto(JsonElement effect) => effect.ValueKind switch
    {
        JsonValueKind.Object => new("cap", effect.GetProperty("cap").GetString()),
        JsonValueKind.String when effect.GetString() is "ineligible" or "last" => new(effect.GetString()!),
        _ => throw new FormatException($"veto {effect}"),
    };
}
