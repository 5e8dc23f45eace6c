using System.Numerics;
using System.Runtime.InteropServices;
using Evaluation.Ballots;

namespace Evaluation.Scoring;

/// <summary>Counts the slip patterns of one unit after the other into their sums. Works in memory of its own, so one counter counts for one caller at a time.</summary>
internal abstract class SlipCounter
{
    /// <param name="scale">The whole numbers that slips are scored in.</param>
    /// <param name="groups">How many groups the rules have.</param>
    /// <param name="slips">No unit has more slips: decides how wide the numbers have to be.</param>
    public static SlipCounter For(SlipScale scale, int groups, long slips)
    {
        var largestSum = slips * scale.LargestScore * scale.LargestScore;
        return largestSum <= long.MaxValue ? new SlipCounter<long>(scale, groups)
            : largestSum <= Int128.MaxValue ? new SlipCounter<Int128>(scale, groups)
            : new SlipCounter<BigInteger>(scale, groups);
    }

    /// <param name="patterns">Of one unit, with the number of slips of each.</param>
    /// <exception cref="ArgumentException">A pattern names a group or an option that the rules do not have.</exception>
    public abstract VoteSums Count(Dictionary<SlipPattern, int> patterns);
}

/// <typeparam name="T">A whole number wide enough for the sum of squares of all slips.</typeparam>
internal sealed class SlipCounter<T> : SlipCounter
    where T : struct, IBinaryInteger<T>
{
    private const int MaskBits = Limits.VoteCriteria;

    private readonly int _criteria;
    private readonly int _options;
    private readonly T?[] _parts;
    private readonly int[]?[] _marks;
    private readonly Dictionary<int, Sums> _scores = [];

    public SlipCounter(SlipScale scale, int groups)
    {
        (_criteria, _options) = (scale.Weights.Count, scale.Values.Count);
        _parts = [.. scale.Weights.SelectMany(weight => scale.Values.Select(value => value is { } number ? T.CreateChecked(weight * number) : (T?)null))];
        _marks = new int[]?[groups];
    }

    public override VoteSums Count(Dictionary<SlipPattern, int> patterns)
    {
        Array.Clear(_marks);
        _scores.Clear();
        foreach (var (pattern, slips) in patterns)
            Add(pattern, slips);
        return _scores.Count == 0 ? VoteSums.None : new([.. _scores.OrderBy(part => part.Key).GroupBy(part => part.Key >> MaskBits).Select(Group)]);
    }

    private void Add(SlipPattern pattern, int slips)
    {
        if (pattern.Group >= _marks.Length)
            throw new ArgumentException($"The rules have no group for {pattern}.", nameof(pattern));
        var marks = _marks[pattern.Group] ??= new int[_parts.Length];
        var (mask, score) = (0, T.Zero);
        for (var criterion = 0; criterion < _criteria; criterion++)
        {
            var option = PackedMarks.Mark(pattern.Marks, criterion);
            if (option >= _options)
                throw new ArgumentException($"The rules have no option {option} for {pattern}.", nameof(pattern));
            var cell = (criterion * _options) + option;
            marks[cell] += slips;
            if (_parts[cell] is not { } part)
                continue;
            mask |= 1 << criterion;
            score += part;
        }
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_scores, (pattern.Group << MaskBits) | mask, out _);
        var weighted = T.CreateChecked(slips) * score;
        sums.Slips += slips;
        sums.Sum += weighted;
        sums.Squares += weighted * score;
    }

    private GroupSums Group(IGrouping<int, KeyValuePair<int, Sums>> group) => new(
        group.Key,
        _marks[group.Key]!,
        [.. group.Select(part => new ScoreSums(part.Key & ((1 << MaskBits) - 1), part.Value.Slips, BigInteger.CreateChecked(part.Value.Sum), BigInteger.CreateChecked(part.Value.Squares)))]);

    private struct Sums
    {
        public long Slips;
        public T Sum;
        public T Squares;
    }
}
