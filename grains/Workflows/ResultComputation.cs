using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Workflows;

/// <summary>Computes a result from all its inputs. A verification computes the stored result again with it.</summary>
public static class ResultComputation
{
    /// <summary>The result without version and time. Refused as <see cref="LedgerFacts"/> refuses.</summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ledgers">By the unit's code; units without an entry have slips only.</param>
    /// <param name="sums">The sums of the slips by unit, in the rules' order.</param>
    /// <param name="turnout">The turnout of all boxes.</param>
    /// <param name="pinned">The figures of the rounds that the round combines; null for none.</param>
    public static Outcome<RoundResult> Compute(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<VoteSums> sums, TurnoutTotals turnout, IReadOnlyList<PinnedRound>? pinned = null)
    {
        var judged = rules.Combine is null ? turnout.Judged(rules) : [];
        var facts = LedgerFacts.Of(rules, ledgers, pinned, VoteFigures.ByUnit(rules, sums, judged));
        return facts.IsRefused(out var refusal)
            ? refusal
            : new RoundResult { Round = rules.Id, Turnout = judged, Classes = RoundScoring.Score(rules, sums, facts.Answer, judged) };
    }
}
