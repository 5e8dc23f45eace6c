using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Votes;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Rules;
using Evaluation.Tests.Scoring;

namespace Evaluation.Tests.Derivation;

/// <summary>A scored round and the derivations of its units.</summary>
internal sealed class Derivations
{
    private readonly RoundRules _rules;
    private readonly GroupCount[][] _counts;
    private readonly IReadOnlyDictionary<string, UnitLedger> _ledgers;

    private Derivations(RoundRules rules, GroupCount[][] counts, IReadOnlyDictionary<string, UnitLedger> ledgers, RoundResult result) =>
        (_rules, _counts, _ledgers, Result) = (rules, counts, ledgers, result);

    public RoundResult Result { get; }

    public IEnumerable<UnitResult> Units => Result.Classes.SelectMany(ranked => ranked.Units);

    public IEnumerable<(UnitResult Unit, UnitDerivation Derivation)> All => Units.Select(unit => (unit, Of(unit.Unit)));

    public UnitDerivation Of(string unit) => UnitDerivation.Of(_rules, _counts, _ledgers, unit, Result);

    /// <summary>The same round with another result.</summary>
    public Derivations With(RoundResult result) => new(_rules, _counts, _ledgers, result);

    /// <summary>Null where the ledgers are refused.</summary>
    public static Derivations? Of(RoundRules rules, IReadOnlyList<OracleSlip> slips, OracleFacts known, IReadOnlyList<GroupTurnout>? turnout = null) =>
        OfLedgers(rules, slips, ProductInputs.LedgersOf(rules, known), turnout);

    /// <summary>The derivations of all units, from stated ledgers; null where those are refused.</summary>
    public static Derivations? OfLedgers(RoundRules rules, IReadOnlyList<OracleSlip> slips, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<GroupTurnout>? turnout = null)
    {
        var sums = TallyCounter.Count(rules, ProductInputs.TallyOf(rules, slips));
        var facts = LedgerFacts.Of(rules, ledgers, votes: VoteFigures.ByUnit(rules, sums, turnout));
        if (facts.IsRefused(out _))
            return null;
        var scoring = new ScoringRules(rules, turnout);
        var counts = GroupCount.ByUnit(scoring, sums);
        return new(rules, counts, ledgers, new() { Round = rules.Id, Version = 1, Turnout = turnout ?? [], Classes = RoundScoring.Score(scoring, counts, facts.Answer) });
    }

    /// <summary>A drawn round of votes alone, or with sheets and ledgers; null where those are refused.</summary>
    public static Derivations? Drawn(int seed, bool isVoteOnly)
    {
        var drawn = new RandomRound(seed, "drawn", isVoteOnly);
        return Of(Unnamed(Definitions.Read(drawn.Definition).Rules!), drawn.Slips(), isVoteOnly ? new() : RandomFacts.Of(drawn));
    }

    /// <summary>The same rules with the label of every item that the recorded derivations have.</summary>
    private static RoundRules Unnamed(RoundRules rules)
    {
        var label = new LocalText(En: "x");
        return rules with
        {
            Options = [.. rules.Options.Select(option => option with { Label = label })],
            Criteria = [.. rules.Criteria.Select(criterion => criterion with { Label = label })],
            Groups = [.. rules.Groups.Select(group => group with { Label = label })],
            Classes = [.. rules.Classes.Select(unitClass => unitClass with { Label = label })],
            Units = [.. rules.Units.Select(unit => unit with { Label = label })],
            Grades = [.. rules.Grades.Select(grade => grade with { Label = label })],
        };
    }

    public static Derivations Golden(string name)
    {
        var file = GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", $"golden-{name}.json"));
        return Of(System.Text.Json.JsonSerializer.Deserialize<RoundRules>(file.Round, System.Text.Json.JsonSerializerOptions.Web)!, file.Slips, file.Facts)!;
    }
}
