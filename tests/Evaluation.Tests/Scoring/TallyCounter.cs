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
        var scoring = new ScoringRules(rules);
        var counters = new Dictionary<SlipScale, SlipCounter>();
        return [.. rules.Units.Select((unit, index) => CounterOf(scoring.Of(unit).Scale).Count(tally.Of(index)))];

        SlipCounter CounterOf(SlipScale scale) =>
            counters.TryGetValue(scale, out var known) ? known : counters[scale] = SlipCounter.For(scale, rules.Groups.Count, tally.Slips);
    }

    public static IReadOnlyList<ClassResult> Score(RoundRules rules, Tally tally, IReadOnlyDictionary<string, UnitFacts>? facts = null, IReadOnlyList<GroupTurnout>? turnout = null) =>
        RoundScoring.Score(rules, Count(rules, tally), facts, turnout);
}
