using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring;

/// <summary>Converts the oracle's inputs into the product's.</summary>
internal static class ProductInputs
{
    public static Tally TallyOf(RoundRules rules, IReadOnlyList<OracleSlip> slips)
    {
        var units = rules.Units.Index().ToDictionary(unit => unit.Item.Code, unit => (ushort)unit.Index);
        var groups = rules.Groups.Index().ToDictionary(group => group.Item.Code, group => (byte)group.Index);
        var tally = new Tally();
        foreach (var slip in slips)
            tally.Add(new SlipPattern(units[slip.Unit], groups[slip.Group], PackedMarks.Pack([.. slip.Marks.Select(mark => (byte)mark)])));
        return tally;
    }

    public static IReadOnlyDictionary<string, UnitLedger> LedgersOf(RoundRules rules, OracleFacts facts) => rules.Units.ToDictionary(unit => unit.Code, unit => new UnitLedger(
        [.. Of(facts.Sheets, unit).Index().Select(sheet => new Sheet($"inspector-{sheet.Index}", sheet.Item.Points, sheet.Item.Panel))],
        [.. Of(facts.Claims, unit).Select(claim => new Claim(claim.Criterion, claim.Claimed, claim.Accepted))],
        [.. Of(facts.Adjustments, unit).Index().Select(entry => Adjustment($"a{entry.Index}", entry.Item))],
        [.. Of(facts.SpotChecks, unit).Index().Select(check => new SpotCheck($"s{check.Index}", check.Item.Failed, check.Item.On))],
        [.. Of(facts.Stated, unit).Select(fact => new StatedFact(fact))]));

    private static T[] Of<T>(Dictionary<string, T[]> register, Unit unit) => register.GetValueOrDefault(unit.Code, []);

    private static Adjustment Adjustment(string id, OracleAdjustment entry) =>
        new(id, Enum.Parse<AdjustmentKind>(entry.Kind, ignoreCase: true), entry.Points, "a rule", "a fact", entry.ProposedBy, entry.ApprovedBy);
}
