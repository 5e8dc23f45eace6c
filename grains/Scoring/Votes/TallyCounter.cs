using Evaluation.Ballots.Counting;

namespace Evaluation.Scoring.Votes;

/// <summary>Counts a tally once, pattern by pattern, into the sums of every unit.</summary>
internal static class TallyCounter
{
    /// <summary>The sums by unit, in the rules' order; the same whatever the order of the tally.</summary>
    /// <exception cref="ArgumentException">A pattern names a unit, group or option that the rules do not have.</exception>
    public static VoteSums[] Count(ScoringRules rules, Tally tally)
    {
        if (tally.Units > rules.Round.Units.Count)
            throw new ArgumentException($"The tally has slips for {tally.Units} units, the rules have {rules.Round.Units.Count}.", nameof(tally));
        var counter = SlipCounter.For(rules.Scale, rules.Round.Groups.Count, tally.Slips);
        return [.. Enumerable.Range(0, rules.Round.Units.Count).Select(unit => counter.Count(tally.Of(unit)))];
    }
}
