using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Tests.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Assessment;

/// <summary>
/// Properties of every ledger of two units, three assessed criteria, all trims, up to about twenty sheets and as many other entries.
/// </summary>
public sealed class LedgerProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(
        new Replay(new Rnd(20200601UL, 20201201UL), null));

    private static readonly decimal[] Maxima = [15, 9, 18];
    private static readonly decimal?[] Levels = [null, 0, 0.25m, 0.5m, 0.75m, 1];

    // A sheet or another entry is one number, so that a failing example shrinks. Its digits are the unit, and the points or the approver.
    private static readonly Arbitrary<int[]> Entries = Arb.From(Gen.Choose(0, (2 * 6 * 6 * 6) - 1).ArrayOf().ScaleSize(size => size / 5), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static readonly Arbitrary<PanelTrim> Trims = Gen.Elements(Enum.GetValues<PanelTrim>()).ToArbitrary();

    [Fact]
    public void The_order_of_sheets_and_entries_does_not_matter() => Check((rules, sheets, entries) =>
        Assert.Equal(Json(Score(rules, sheets, entries)), Json(Score(rules, [.. sheets.Reverse()], [.. entries.Reverse()]))));

    [Fact]
    public void A_higher_point_never_lowers_a_score() => Check((rules, sheets, _) =>
    {
        var before = Score(rules, sheets, []);
        foreach (var (index, sheet) in sheets.Index())
        {
            var weight = (int)Math.Pow(6, index % 3);
            if (sheet / 2 / weight % 6 is 0 or 5)
                continue;
            int[] better = [.. sheets];
            better[index] += 2 * weight;

            var pairs = before.Zip(Score(rules, better, []));
            Assert.All(pairs, pair => Assert.False(pair.Second.Inspection < pair.First.Inspection, $"{pair.First.Inspection} fell to {pair.Second.Inspection}"));
        }
    });

    [Fact]
    public void Every_score_lies_from_0_to_100() => Check((rules, sheets, entries) => Assert.All(
        Score(rules, sheets, entries).SelectMany(unit => new[] { unit.Inspection, unit.Self, unit.Daily }),
        score => Assert.True(score is null or (>= 0 and <= 100), $"{score}")));

    [Fact]
    public void An_adjustment_without_a_second_approver_changes_nothing() => Check((rules, sheets, entries) =>
        Assert.Equal(Json(Score(rules, sheets, entries)), Json(Score(
            rules, sheets, entries, ledger => ledger with { Adjustments = [.. ledger.Adjustments.Where(entry => entry.ApprovedBy == "wang")] }))));

    [Fact]
    public void A_sheet_without_points_changes_nothing() => Check((rules, sheets, _) =>
        Assert.Equal(Json(Score(rules, sheets, [])), Json(Score(rules, [.. sheets, 0, 1], []))));

    [Fact]
    public void The_ledger_of_a_unit_does_not_affect_another_unit() => Check((rules, sheets, entries) => Assert.Equal(
        Json(Score(rules, sheets, entries)[..1]), Json(Score(rules, [.. sheets.Where(sheet => sheet % 2 == 0)], [.. entries.Where(entry => entry % 2 == 0)])[..1])));

    private static void Check(Action<RoundRules, int[], int[]> holds) =>
        Prop.ForAll(Trims, Entries, Entries, (trim, sheets, entries) => holds(RulesOf(trim), sheets, entries)).Check(Seeded);

    private static RoundRules RulesOf(PanelTrim trim) => new()
    {
        Criteria = [.. Maxima.Index().Select(item => new Criterion($"c{item.Index}", new(), CriterionSource.Assessed, item.Item))],
        Classes = [new("first", new(), new Dictionary<string, decimal>()), new("second", new(), new Dictionary<string, decimal>())],
        Units = [new("u0", new(), "first"), new("u1", new(), "second")],
        Components = new() { Vote = 0, Inspection = 60, Self = 30, Daily = 10, BonusCap = 3 },
        Policies = new() { Decimals = 6 },
        Panel = new(trim),
        Vetoes = [new("checks", new(FailedSpotChecks: 2), VetoEffect.Last), new("named", new(Fact: "fact-1"), VetoEffect.Ineligible)],
    };

    /// <summary>The units in paper order, each alone in its class.</summary>
    private static UnitResult[] Score(RoundRules rules, int[] sheets, int[] entries, Func<UnitLedger, UnitLedger>? change = null)
    {
        var facts = LedgerFacts.Of(rules, new[] { 0, 1 }.ToDictionary(unit => $"u{unit}", unit =>
        {
            var ledger = Ledger([.. sheets.Where(sheet => sheet % 2 == unit)], [.. entries.Where(entry => entry % 2 == unit)]);
            return change is null ? ledger : change(ledger);
        }));
        return [.. TallyCounter.Score(rules, new Tally(), facts.Answer).SelectMany(unitClass => unitClass.Units)];
    }

    private static UnitLedger Ledger(int[] sheets, int[] entries) => new(
        [.. sheets.Select(Sheet)],
        [.. entries.Where(entry => entries.All(other => Criterion(other) != Criterion(entry) || other >= entry)).Distinct().Select(Claim)],
        [.. entries.Select(Entry)],
        [.. entries.Select(entry => new SpotCheck($"{entry}", entry % 5 == 0))],
        [.. entries.Select(entry => new StatedFact($"fact-{entry % 7}"))]);

    private static Sheet Sheet(int digits) => new("x", Maxima.Index().ToDictionary(
        item => $"c{item.Index}", item => item.Item * Levels[digits / 2 / (int)Math.Pow(6, item.Index) % 6]));

    private static int Criterion(int digits) => digits / 2 % 3;

    private static Claim Claim(int digits) => new($"c{Criterion(digits)}", 9, digits / 6 % 10);

    private static Adjustment Entry(int digits) => new(
        $"{digits}", (AdjustmentKind)(digits / 2 % 3), 1 + (digits / 18 % 4), "rule", "fact", "li", (digits / 6 % 3) switch { 0 => null, 1 => "li", _ => "wang" });

    private static string Json(IEnumerable<UnitResult> units) => JsonSerializer.Serialize(units);
}
