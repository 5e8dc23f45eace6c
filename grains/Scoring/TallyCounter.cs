using System.Numerics;
using Evaluation.Ballots;

namespace Evaluation.Scoring;

/// <summary>Counts a tally once, pattern by pattern, into what scoring needs of every unit and group.</summary>
internal static class TallyCounter
{
    /// <summary>The counts by unit, then by group, both in the rules' order; the same whatever the order of the tally.</summary>
    /// <exception cref="ArgumentException">A pattern names a unit, group or option that the rules do not have.</exception>
    public static GroupCount[][] Count(ScoringRules rules, Tally tally)
    {
        var scale = rules.Scale;
        var largestSum = tally.Slips * scale.LargestScore * scale.LargestScore;
        return largestSum <= Int128.MaxValue ? Count<Int128>(rules, tally) : Count<BigInteger>(rules, tally);
    }

    private static GroupCount[][] Count<T>(ScoringRules rules, Tally tally) where T : struct, IBinaryInteger<T>
    {
        var (criteria, options) = (rules.Criteria.Count, rules.Options.Count);
        var isValid = rules.Options.Select(option => option.IsValid).ToArray();
        var parts = rules.Scale.Weights.Select(weight => rules.Scale.Values.Select(value => T.CreateChecked(weight * value)).ToArray()).ToArray();
        var cells = rules.Round.Units.Select(_ => rules.Round.Groups.Select(_ => new Cell<T>(criteria, options)).ToArray()).ToArray();
        foreach (var (pattern, slips) in tally.Counts)
        {
            if (pattern.Unit >= cells.Length || pattern.Group >= rules.Round.Groups.Count)
                throw new ArgumentException($"The rules have no unit or group for {pattern}.", nameof(tally));
            var cell = cells[pattern.Unit][pattern.Group];
            var (mask, score) = (0, T.Zero);
            for (var criterion = 0; criterion < criteria; criterion++)
            {
                var option = PackedMarks.Mark(pattern.Marks, criterion);
                if (option >= options)
                    throw new ArgumentException($"The rules have no option {option} for {pattern}.", nameof(tally));
                cell.Marks[criterion][option] += slips;
                if (!isValid[option])
                    continue;
                mask |= 1 << criterion;
                score += parts[criterion][option];
            }
            cell.Slips += slips;
            cell.Sums.Add(mask, slips, score);
        }
        return [.. cells.Select(groups => groups.Select(cell => new GroupCount(cell.Slips, cell.Marks, cell.Sums.Moments(rules.Scale))).ToArray())];
    }

    private sealed class Cell<T>(int criteria, int options) where T : struct, IBinaryInteger<T>
    {
        public long Slips { get; set; }
        public long[][] Marks { get; } = [.. Enumerable.Range(0, criteria).Select(_ => new long[options])];
        public SlipSums<T> Sums { get; } = new();
    }
}
