using System.Text;
using System.Text.Json.Nodes;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Bench.Watching;

/// <summary>A round with public scores of any size: classes of at most 100 units, five criteria, four options, five groups.</summary>
/// <param name="Units">How many units; at most 1,000.</param>
/// <param name="BallotBoxes">How many boxes.</param>
internal sealed record WatchedRound(int Units, int BallotBoxes)
{
    public const string Id = "live";
    public const int Groups = 5;
    public const int Criteria = 5;
    public const int Options = 4;

    private const int UnitsOfClass = 100;
    private const int RollOfGroup = 200_000;

    public static string Unit(int unit) => $"u{unit:000}";

    public JsonObject Definition() => new()
    {
        ["id"] = Id,
        ["title"] = "Watched",
        ["visibility"] = "public",
        ["ballotBoxes"] = BallotBoxes,
        ["policies"] = new JsonObject { ["liveEvery"] = 1 },
        ["options"] = List(Options, option => new()
        {
            ["code"] = $"o{option}",
            ["label"] = $"Option {option}",
            ["value"] = option == 3 ? null : 100 - 30 * option,
            ["box"] = option switch { 0 => "top", 1 => "positive", 2 => "negative", _ => null },
        }),
        ["criteria"] = List(Criteria, criterion => new() { ["code"] = $"c{criterion}", ["label"] = $"Criterion {criterion}", ["source"] = "vote", ["points"] = 10 + (5 * criterion) }),
        ["groups"] = List(Groups, group => new() { ["code"] = $"g{group}", ["label"] = $"Group {group}", ["roll"] = RollOfGroup }),
        ["classes"] = List((Units + UnitsOfClass - 1) / UnitsOfClass, unitClass => new()
        {
            ["code"] = $"k{unitClass}",
            ["label"] = $"Class {unitClass}",
            ["weights"] = new JsonObject(Enumerable.Range(0, Groups).Select(group => KeyValuePair.Create($"g{group}", (JsonNode?)(10 + (5 * group))))),
        }),
        ["units"] = List(Units, unit => new() { ["code"] = Unit(unit), ["label"] = $"Unit {unit}", ["class"] = $"k{unit / UnitsOfClass}" }),
    };

    public RoundRules Rules()
    {
        var reading = RulesReader.Read(System.Text.Json.JsonElement.Parse(Definition().ToJsonString()));
        return reading.Rules ?? throw new InvalidOperationException($"The watched round has faults: {string.Join("; ", reading.Faults)}");
    }

    /// <summary>The body of a ballot for consecutive units with random marks.</summary>
    public byte[] Ballot(int firstUnit, int slips, Random random) => Encoding.UTF8.GetBytes(
        $$"""{"slips":[{{string.Join(',', Enumerable.Range(firstUnit, slips).Select(unit => $$"""{"unit":"{{Unit(unit % Units)}}","marks":[{{string.Join(',', Marks(random))}}]}"""))}}]}""");

    /// <summary>Mostly positive marks, few "don't know".</summary>
    public static IEnumerable<int> Marks(Random random) => Enumerable.Range(0, Criteria).Select(_ => random.Next(100) switch { < 60 => 0, < 85 => 1, < 95 => 2, _ => 3 });

    private static JsonArray List(int count, Func<int, JsonObject> item) => [.. Enumerable.Range(0, count).Select(item)];
}
