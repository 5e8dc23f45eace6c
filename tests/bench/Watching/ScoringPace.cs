using System.Diagnostics;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Bench.Watching;

/// <summary>The time from tally to result for a whole round, on one thread.</summary>
internal static class ScoringPace
{
    private const int Slips = 500_000;
    private const int Passes = 5;

    public static IReadOnlyList<double> Measure(WatchedRound round, int seed)
    {
        var (rules, tally) = (round.Rules(), Tally(round, new Random(seed)));
        var seconds = new List<double>();
        for (var pass = -2; pass < Passes; pass++)
        {
            var began = Stopwatch.GetTimestamp();
            var classes = RoundScoring.Score(rules, Sums(rules, tally));
            if (classes.Sum(unitClass => unitClass.Units.Count) != round.Units)
                throw new InvalidOperationException("Not every unit has been scored.");
            if (pass >= 0)
                seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return seconds;
    }

    private static VoteSums[] Sums(RoundRules rules, Tally tally)
    {
        var counter = SlipCounter.For(new ScoringRules(rules).Scale, rules.Groups.Count, tally.Slips);
        return [.. Enumerable.Range(0, rules.Units.Count).Select(unit => counter.Count(tally.Of(unit)))];
    }

    private static Tally Tally(WatchedRound round, Random random)
    {
        var tally = new Tally();
        for (var slip = 0; slip < Slips; slip++)
        {
            var marks = PackedMarks.Pack([.. WatchedRound.Marks(random).Select(mark => (byte)mark)]);
            tally.Add(new SlipPattern((ushort)(slip % round.Units), (byte)(slip / round.Units % WatchedRound.Groups), marks));
        }
        return tally;
    }
}
