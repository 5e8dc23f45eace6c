using System.Text.Json;

namespace Evaluation.Gateway.Verification;

/// <summary>Compares two JSON values figure by figure.</summary>
internal static class FigureComparison
{
    private const string Nothing = "nothing";

    /// <summary>Members that earlier builds did not write. A result that has them nowhere is not compared by them.</summary>
    private static readonly string[] LaterMembers = ["notRated", "assessed", "words"];

    /// <summary>All figures that differ, by their JSON pointer.</summary>
    public static IReadOnlyList<(string Pointer, string Recorded, string Recomputed)> Differences(JsonElement recorded, JsonElement recomputed)
    {
        var (stored, expected) = (Flatten(recorded), Flatten(recomputed));
        string[] unwritten = [.. LaterMembers.Where(member => !stored.Keys.Any(pointer => Has(pointer, member)))];
        return
        [
            .. stored.Keys.Union(expected.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(pointer => !AreEqual(stored.GetValueOrDefault(pointer), expected.GetValueOrDefault(pointer)))
                .Where(pointer => stored.ContainsKey(pointer) || !(unwritten.Any(member => Has(pointer, member)) || IsHiddenTurnout(pointer)))
                .Select(pointer => (pointer, Show(stored.GetValueOrDefault(pointer)), Show(expected.GetValueOrDefault(pointer)))),
        ];
    }

    private static bool Has(string pointer, string member) => pointer.Split('/').Contains(member);

    /// <summary>
    /// Which numbers of voters are hidden has changed between builds. A hidden number states nothing, and a shown one must be right.
    /// </summary>
    private static bool IsHiddenTurnout(string pointer) =>
        pointer.StartsWith("/turnout/", StringComparison.Ordinal) && pointer.EndsWith("/voted", StringComparison.Ordinal);

    private static Dictionary<string, JsonElement> Flatten(JsonElement whole)
    {
        var figures = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Add("", whole);
        return figures;

        void Add(string pointer, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject())
                        Add($"{pointer}/{member.Name}", member.Value);
                    break;
                case JsonValueKind.Array:
                    foreach (var (index, item) in value.EnumerateArray().Index())
                        Add($"{pointer}/{index}", item);
                    break;
                default:
                    figures.Add(pointer, value);
                    break;
            }
        }
    }

    private static bool AreEqual(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetDecimal() == other.GetDecimal(),
        (JsonValueKind.Undefined, _) or (_, JsonValueKind.Undefined) => one.ValueKind == other.ValueKind,
        _ => JsonElement.DeepEquals(one, other),
    };

    private static string Show(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? Nothing : value.GetRawText();
}
