using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring;

/// <summary>Scores a round from a tally, as the boxes would report its slips.</summary>
internal static class TallyCounter
{
    /// <summary>The sums by unit, in the rules' order; the same whatever the order of the tally.</summary>
    public static VoteSums[] Count(RoundRules rules, Tally tally)
    {
        var counter = SlipCounter.For(new ScoringRules(rules).Scale, rules.Groups.Count, tally.Slips);
        return [.. Enumerable.Range(0, rules.Units.Count).Select(unit => counter.Count(tally.Of(unit)))];
    }

    public static IReadOnlyList<ClassResult> Score(RoundRules rules, Tally tally, IReadOnlyDictionary<string, UnitFacts>? facts = null, IReadOnlyList<GroupTurnout>? turnout = null) =>
        RoundScoring.Score(rules, Count(rules, tally), facts, turnout);
}
