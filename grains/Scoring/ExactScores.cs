using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring;

/// <summary>The exact figures of all units of a round, by the unit's code.</summary>
internal sealed record ExactScores(IReadOnlyDictionary<string, UnitScore> Units)
{
    /// <summary>Refused as <see cref="LedgerFacts"/> refuses.</summary>
    /// <param name="turnout">That of the version, with its judgements (F29).</param>
    public static Outcome<ExactScores> Of(
        RoundRules rules, IReadOnlyList<VoteSums> sums, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<GroupTurnout> turnout,
        IReadOnlyList<PinnedRound>? pinned)
    {
        var facts = LedgerFacts.Of(rules, ledgers, pinned, VoteFigures.ByUnit(rules, sums, turnout));
        return facts.IsRefused(out var refusal)
            ? refusal
            : new ExactScores(RoundScoring.Classes(new(rules, turnout), sums, facts.Answer).SelectMany(scored => scored.Units).ToDictionary(unit => unit.Unit.Code));
    }

    /// <summary>Whether the totals, rounded, are those of a result.</summary>
    public bool Agree(RoundRules rules, RoundResult result) => result.Classes.SelectMany(ranked => ranked.Units)
        .All(unit => Units.TryGetValue(unit.Unit, out var exact) && exact.Total.Value?.Round(rules.Policies.Decimals) == unit.Total);
}
