using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring;

/// <summary>Converts the oracle's inputs into the product's.</summary>
internal static class ProductInputs
{
    public static Tally TallyOf(RoundRules rules, IReadOnlyList<OracleSlip> slips)
    {
        var units = rules.Units.Index().ToDictionary(unit => unit.Item.Code, unit => (ushort)unit.Index);
        var groups = rules.Groups.Index().ToDictionary(group => group.Item.Code, group => (byte)group.Index);
        var papers = rules.Classes.ToDictionary(known => known.Code, known => rules.PlacesOf(known)?.Sum(place => 1 << place));
        var tally = new Tally();
        foreach (var slip in slips)
        {
            var marks = PackedMarks.Pack([.. slip.Marks.Select(mark => (byte)mark)]);
            // A slip of a class with criteria of its own has their marks only; in a tally they are at their places on the round's paper.
            var isOwn = slip.Marks.Length < rules.VoteCriteria.Count;
            tally.Add(new SlipPattern(units[slip.Unit], groups[slip.Group], isOwn ? PackedMarks.Spread(marks, papers[rules.Units[units[slip.Unit]].Class]!.Value) : marks));
        }
        return tally;
    }

    public static IReadOnlyDictionary<string, UnitLedger> LedgersOf(RoundRules rules, OracleFacts facts) => rules.Units.ToDictionary(unit => unit.Code, unit => new UnitLedger(
        [.. Of(facts.Sheets, unit).Index().Select(sheet => SheetOf(sheet.Item, sheet.Index))],
        [.. Of(facts.Claims, unit).Select(claim => new Claim(claim.Criterion, claim.Claimed, claim.Accepted, Period: claim.Period))],
        [.. Of(facts.Adjustments, unit).Index().Select(entry => Adjustment($"a{entry.Index}", entry.Item))],
        [.. Of(facts.SpotChecks, unit).Index().Select(check => new SpotCheck($"s{check.Index}", check.Item.Failed, check.Item.On))],
        [.. Of(facts.Stated, unit).Select(fact => new StatedFact(fact))],
        Of(facts.Weights, unit) is { Length: > 0 } weights ? [.. weights.Select(weight => new InspectorWeight(weight.Inspector, weight.Weight, weight.By))] : null)
    {
        Tails = Of(facts.Tails, unit) is { Length: > 0 } tails ? [.. tails.Select(tail => new TailPlace(tail.Round, 1, tail.Tail, unit.Code))] : null,
    });

    /// <summary>The turnout with the judgement of every group, as the round has it after sealing; null when nobody judges.</summary>
    public static IReadOnlyList<GroupTurnout>? TurnoutOf(RoundRules rules, IReadOnlyList<OracleSlip> slips, OracleFacts facts) => facts.Voters is not { } voters ? null :
    [
        .. rules.Groups.Select(group => new GroupTurnout(
            group.Code, group.Roll, group.Roll, voters[group.Code],
            Validity: GroupJudgement.Of(group, voters[group.Code], [.. rules.Units.Select(unit => slips.Count(slip => slip.Unit == unit.Code && slip.Group == group.Code))], false, rules.Policies.GroupMin))),
    ];

    private static Sheet SheetOf(OracleSheet sheet, int index) =>
        new(sheet.Inspector ?? $"inspector-{index}", sheet.Points, sheet.Panel, By: sheet.By, Period: sheet.Period,
            Figures: sheet.Figures.Count == 0 ? null : sheet.Figures.ToDictionary(figure => figure.Key, figure => figure.Value is { } given ? new SheetFigure(given.Value, given.Target) : null));

    private static T[] Of<T>(Dictionary<string, T[]> register, Unit unit) => register.GetValueOrDefault(unit.Code, []);

    private static Adjustment Adjustment(string id, OracleAdjustment entry) =>
        new(id, Enum.Parse<AdjustmentKind>(entry.Kind, ignoreCase: true), entry.Points, "a rule", "a fact", entry.ProposedBy, entry.ApprovedBy,
            Entry: entry.Entry, Level: entry.Entry is null || entry.Level.Length == 0 ? null : entry.Level);
}
