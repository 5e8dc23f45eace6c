using System.Globalization;
using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>Every published figure as a line of text, so that a person can read a difference.</summary>
public static class Figures
{
    /// <summary>The figures of the classes of a result, as the API publishes them.</summary>
    public static string Of(JsonElement classes) => Lines(classes.EnumerateArray().SelectMany(unitClass => Units(unitClass).Select(unit =>
        $"{Text(unitClass, "class")} {Text(unit, "unit")}: rank {Text(unit, "rank")} band {Text(unit, "band")} grade {Text(unit, "grade")} eligible {Text(unit, "eligible")}"
        + $" | total {Text(unit, "total")} vote {Text(unit, "vote")} inspection {Text(unit, "inspection")} self {Text(unit, "self")} daily {Text(unit, "daily")}"
        + $" bonus {Text(unit, "bonus")} deductions {Text(unit, "deductions")} error {Text(unit, "standardError")} missing {string.Join('+', unit.GetProperty("incomplete").EnumerateArray())}"
        + $" | slips {Text(unit, "slips")} positive {Share(unit, "positive")} top {Share(unit, "top")}"
        + string.Concat(unit.GetProperty("groups").EnumerateArray().Select(group =>
            $" | {Text(group, "group")} {Text(group, "slips")} {Text(group, "awareness")} {Text(group, "score")} {Text(group, "reported")} {Text(group, "why")}"))
        + string.Concat(unit.GetProperty("criteria").EnumerateArray().Select(criterion =>
            $" | {Text(criterion, "criterion")} {Text(criterion, "score")} {Share(criterion, "positive")}"))
        + $" | not rated {Text(unit, "notRated")} vetoes {string.Join('+', unit.GetProperty("vetoes").EnumerateArray().Select(veto => Text(veto, "veto")))}"
        + string.Concat(Assessed(unit).Select(item =>
            $" | {Text(item, "criterion")} {Text(item, "claimed")} {Text(item, "accepted")} {Text(item, "inspected")}")) + $" | tail {Text(unit, "tail")}")));

    /// <summary>The figures of the oracle's tables.</summary>
    public static string Of(IReadOnlyList<OracleClassTable> classes) => Lines(classes.SelectMany(unitClass => unitClass.Units.Select(unit =>
        $"{unitClass.Class} {unit.Unit}: rank {Text(unit.Rank)} band {Text(unit.Band)} grade {unit.Grade ?? "-"} eligible {unit.Eligible}"
        + $" | total {Text(unit.Total)} vote {Text(unit.Vote)} inspection {Text(unit.Inspection)} self {Text(unit.Self)} daily {Text(unit.Daily)}"
        + $" bonus {Text(unit.Bonus)} deductions {Text(unit.Deductions)} error {Text(unit.StandardError)} missing {string.Join('+', unit.Incomplete)}"
        + $" | slips {unit.Slips} positive {Share(unit.Positive)} top {Share(unit.Top)}"
        + string.Concat(unit.Groups.Select(group => $" | {group.Group} {Text(group.Slips)} {Text(group.Awareness)} {Text(group.Score)} {group.Reported} {group.Why ?? "-"}"))
        + string.Concat(unit.Criteria.Select(criterion => $" | {criterion.Criterion} {Text(criterion.Score)} {Share(criterion.Positive)}"))
        + $" | not rated {unit.NotRated ?? "-"} vetoes {string.Join('+', unit.Vetoes)}"
        + string.Concat(unit.Assessed.Select(item => $" | {item.Criterion} {Text(item.Claimed)} {Text(item.Accepted)} {Text(item.Inspected)}")) + $" | tail {unit.Tail ?? "-"}")));

    /// <summary>The first line in which a published table differs from the oracle's.</summary>
    public static string Difference(IReadOnlyList<OracleClassTable> oracle, string published)
    {
        var (expected, actual) = Of(oracle).Split('\n').Zip(published.Split('\n')).FirstOrDefault(line => line.First != line.Second);
        return $"\n  oracle  {expected}\n  product {actual}";
    }

    private static string Lines(IEnumerable<string> units) => string.Join('\n', units);

    private static JsonElement.ArrayEnumerator Units(JsonElement unitClass) => unitClass.GetProperty("units").EnumerateArray();

    private static JsonElement[] Assessed(JsonElement unit) =>
        unit.TryGetProperty("assessed", out var items) ? [.. items.EnumerateArray()] : [];

    private static string Share(JsonElement from, string name) => from.GetProperty(name) is { ValueKind: JsonValueKind.Object } share
        ? $"{Text(share, "share")}[{Text(share, "low")},{Text(share, "high")}]"
        : "-";

    private static string Share(OracleShare? share) => share is null ? "-" : $"{Text(share.Share)}[{Text(share.Low)},{Text(share.High)}]";

    private static string Text(JsonElement from, string name) => !from.TryGetProperty(name, out var value) ? "-" : value.ValueKind switch
    {
        JsonValueKind.Null => "-",
        JsonValueKind.Number => Text(value.GetDecimal()),
        _ => value.ToString(),
    };

    private static string Text(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "-";
}
