using System.Text.Json;
using Evaluation.Ballots;
using Evaluation.Rounds.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring;

/// <summary>A golden file: a round with slips, sheets and ledger, and the table that exact fractions gave.</summary>
internal sealed class GoldenRound
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly JsonElement _file;
    private readonly RoundRules _rules;

    private GoldenRound(JsonElement file)
    {
        _file = file;
        _rules = file.GetProperty("round").Deserialize<RoundRules>(Json)!;
    }

    public JsonElement Expected => _file.GetProperty("expected");

    public static GoldenRound Read(string name) =>
        new(JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", $"golden-{name}.json"))));

    public IReadOnlyList<ClassResult> Score() =>
        RoundScoring.Score(_rules, ReadTally(), _rules.Units.ToDictionary(unit => unit.Code, unit => Facts(unit.Code)));

    private Tally ReadTally()
    {
        var units = _rules.Units.Index().ToDictionary(unit => unit.Item.Code, unit => (ushort)unit.Index);
        var groups = _rules.Groups.Index().ToDictionary(group => group.Item.Code, group => (byte)group.Index);
        var tally = new Tally();
        foreach (var slip in _file.GetProperty("slips").EnumerateArray())
        {
            var marks = slip.GetProperty("marks").EnumerateArray().Select(mark => mark.GetByte()).ToArray();
            tally.Add(new SlipPattern(units[Text(slip, "unit")], groups[Text(slip, "group")], PackedMarks.Pack(marks)));
        }
        return tally;
    }

    private UnitFacts Facts(string unit)
    {
        var adjustments = Of("adjustments", unit)?.EnumerateArray().ToList() ?? [];
        return new()
        {
            Inspection = Of("sheets", unit) is { } sheets ? Component(criterion => PanelPoints(sheets, criterion)) : null,
            Self = Of("accepted", unit) is { } accepted ? Component(criterion => accepted.GetProperty(criterion).GetDecimal()) : null,
            Bonuses = Sum("bonus"),
            Deductions = Sum("deduction"),
            Vetoes = [.. Of("vetoed", unit)?.EnumerateArray().Select(effect => new VetoResult("veto", "a fact", effect.Deserialize<VetoEffect>(Json)!)) ?? []],
        };

        decimal Sum(string kind) => adjustments.Where(item => Text(item, "kind") == kind).Sum(item => item.GetProperty("points").GetDecimal());
    }

    // F7: Σ points / Σ maxima of the applicable items × 100.
    private Fraction Component(Func<string, Fraction?> points)
    {
        var items = _rules.Criteria.Where(criterion => criterion.Source == CriterionSource.Assessed)
            .Select(criterion => (criterion.Points, Given: points(criterion.Code))).Where(item => item.Given is not null).ToList();
        return 100 * items.Aggregate(Fraction.Zero, (sum, item) => sum + item.Given!.Value) / items.Sum(item => item.Points);
    }

    // F8 by item: one highest and one lowest dropped from five sheets on, then the mean.
    private static Fraction? PanelPoints(JsonElement sheets, string criterion)
    {
        var given = sheets.EnumerateArray().Select(sheet => sheet.GetProperty(criterion)).Where(points => points.ValueKind == JsonValueKind.Number)
            .Select(points => points.GetDecimal()).Order().ToList();
        var kept = given.Count >= 5 ? given[1..^1] : given;
        return kept.Count == 0 ? null : (Fraction)kept.Sum() / kept.Count;
    }

    private JsonElement? Of(string register, string unit) => _file.GetProperty(register).TryGetProperty(unit, out var entry) ? entry : null;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
