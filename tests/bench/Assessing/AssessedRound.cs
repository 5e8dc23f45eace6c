using System.Globalization;
using System.Text.Json.Nodes;

namespace Evaluation.Bench.Assessing;

/// <summary>A round that is assessed only: what its units claim and its inspectors give.</summary>
/// <param name="Seed">Of the points that are claimed and given.</param>
internal sealed record AssessedRound(int Units, int Criteria, int Inspectors, int Seed)
{
    public const string Id = "bench";

    private const int Points = 25;
    private const int Classes = 10;

    public const string Path = $"rounds/{Id}";

    public static string Unit(int unit) => string.Create(CultureInfo.InvariantCulture, $"u{unit:0000}");

    public static string UnitPath(int unit) => $"rounds/{Id}/units/{Unit(unit)}";

    public static string Inspector(int inspector) => $"inspector-{inspector}";

    public JsonObject Definition() => new()
    {
        ["id"] = Id,
        ["title"] = "Benchmark",
        ["options"] = new JsonArray(),
        ["groups"] = new JsonArray(),
        ["criteria"] = List(Criteria, criterion => new() { ["code"] = Criterion(criterion), ["label"] = $"Criterion {criterion}", ["source"] = "assessed", ["points"] = Points }),
        ["classes"] = List(Classes, ranked => new() { ["code"] = $"class-{ranked}", ["label"] = $"Class {ranked}", ["weights"] = new JsonObject() }),
        ["units"] = List(Units, unit => new() { ["code"] = Unit(unit), ["label"] = $"Unit {unit}", ["class"] = $"class-{unit % Classes}" }),
        ["components"] = new JsonObject { ["inspection"] = 70, ["self"] = 30 },
    };

    public JsonObject Panel() => new()
    {
        ["label"] = "Panel",
        ["inspectors"] = new JsonArray([.. Enumerable.Range(0, Inspectors).Select(inspector => JsonValue.Create(Inspector(inspector)))]),
        ["units"] = new JsonArray([.. Enumerable.Range(0, Units).Select(unit => JsonValue.Create(Unit(unit)))]),
    };

    /// <param name="edit">Which of the edits of the unit: every one differs from the one before.</param>
    public JsonObject SelfAssessment(int unit, int edit) => new()
    {
        ["items"] = List(Criteria, criterion => new()
        {
            ["criterion"] = Criterion(criterion),
            ["claimed"] = Point(unit, criterion, 0),
            ["reason"] = "本年度新增两处场地,其余在建。The second ground opens next year.",
            ["figures"] = new JsonArray(new JsonObject { ["name"] = "达标率", ["value"] = $"{90 + (unit + criterion) % 10}.5", ["unit"] = "%", ["precision"] = "exact" }),
        }),
        ["report"] = $"Edit {edit}. {string.Concat(Enumerable.Repeat("全年工作总结。", 100))}",
    };

    /// <param name="edit">Which of the edits of the sheet: every one differs from the one before.</param>
    /// <param name="basedOn">The version that is replaced; 0 for none.</param>
    public JsonObject Sheet(int unit, int inspector, int edit, long basedOn, bool file) => new()
    {
        ["basedOn"] = basedOn == 0 ? [] : new JsonArray(basedOn),
        ["points"] = new JsonObject(Enumerable.Range(0, Criteria).Select(criterion => KeyValuePair.Create(Criterion(criterion), (JsonNode?)Point(unit, criterion, inspector + 1)))),
        ["note"] = $"Edit {edit}. 现场查看,资料齐全。",
        ["file"] = file,
    };

    public static string Criterion(int criterion) => string.Create(CultureInfo.InvariantCulture, $"c{criterion:00}");

    private decimal Point(int unit, int criterion, int by) => Points - new Random(HashOf(unit, criterion, by)).Next(20) / 2m;

    private int HashOf(int unit, int criterion, int by) => unchecked((((Seed * 397) + unit) * 397 + criterion) * 397 + by);

    private static JsonArray List(int count, Func<int, JsonObject> item) => [.. Enumerable.Range(0, count).Select(item)];
}
