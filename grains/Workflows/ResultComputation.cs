using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
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
    public static Outcome<RoundResult> Compute(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<VoteSums> sums, TurnoutTotals turnout)
    {
        var facts = LedgerFacts.Of(rules, ledgers, VoteFigures.ByUnit(rules, sums));
        return facts.IsRefused(out var refusal) ? refusal : new RoundResult
        {
            Round = rules.Id,
            Turnout = turnout.Published(rules),
            Classes = RoundScoring.Score(rules, sums, facts.Answer),
        };
    }
}
