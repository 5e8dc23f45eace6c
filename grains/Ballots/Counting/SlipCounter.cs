using System.Numerics;
using System.Runtime.InteropServices;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// Counts the slip patterns of a unit into sums. Reuses internal buffers, so an instance must not be used by two callers at the same time.
/// </summary>
internal abstract class SlipCounter
{
    /// <param name="scale">The whole numbers in which slips are scored.</param>
    /// <param name="groups">The number of groups in the rules.</param>
    /// <param name="slips">An upper bound of the slips per unit. Decides how wide the integers must be.</param>
    public static SlipCounter For(SlipScale scale, int groups, long slips)
    {
        var largestSum = slips * scale.LargestScore * scale.LargestScore;
        return largestSum <= long.MaxValue ? new SlipCounter<long>(scale, groups)
            : largestSum <= Int128.MaxValue ? new SlipCounter<Int128>(scale, groups)
            : new SlipCounter<BigInteger>(scale, groups);
    }

    /// <param name="patterns">The patterns of one unit, each with its number of slips.</param>
    /// <exception cref="ArgumentException">A pattern has a group or an option that the rules do not have.</exception>
    public abstract VoteSums Count(Dictionary<SlipPattern, int> patterns);
}

/// <typeparam name="T">An integer type wide enough for the sum of squares of all slips.</typeparam>
internal sealed class SlipCounter<T> : SlipCounter
    where T : struct, IBinaryInteger<T>
{
    private const int MaskBits = Limits.VoteCriteria;

    private readonly int _criteria;
    private readonly int _options;
    private readonly int[] _places;
    private readonly int[]?[] _marks;
    private readonly Dictionary<int, Sums> _scores = [];
    private readonly List<int> _keys = [];

    // Weight times value by criterion, then by option; 0 for an option that is not valid.
    private readonly T[] _parts;
    private readonly bool[] _isValid;

    public SlipCounter(SlipScale scale, int groups)
    {
        (_criteria, _options) = (scale.Weights.Count, scale.Values.Count);
        _places = [.. scale.Places ?? Enumerable.Range(0, _criteria)];
        _parts = [.. scale.Weights.SelectMany(weight => scale.Values.Select(value => T.CreateChecked(weight * (value ?? 0))))];
        _isValid = [.. scale.Values.Select(value => value is not null)];
        _marks = new int[]?[groups];
    }

    public override VoteSums Count(Dictionary<SlipPattern, int> patterns)
    {
        if (patterns.Count == 0)
            return VoteSums.None;
        Array.Clear(_marks);
        _scores.Clear();
        foreach (var (pattern, slips) in patterns)
            Add(pattern, slips);
        _keys.Clear();
        _keys.AddRange(_scores.Keys);
        _keys.Sort();
        var groups = new GroupSums[_marks.Count(marks => marks is not null)];
        for (var (group, from) = (0, 0); group < groups.Length; group++)
        {
            var to = from + 1;
            while (to < _keys.Count && _keys[to] >> MaskBits == _keys[from] >> MaskBits)
                to++;
            groups[group] = Group(from, to);
            from = to;
        }
        return new(groups);
    }

    private void Add(SlipPattern pattern, int slips)
    {
        if (pattern.Group >= _marks.Length)
            throw new ArgumentException($"The rules have no group for {pattern}.", nameof(pattern));
        var marks = _marks[pattern.Group] ??= new int[_parts.Length];
        var (mask, score) = (0, T.Zero);
        for (var criterion = 0; criterion < _criteria; criterion++)
        {
            var option = PackedMarks.Mark(pattern.Marks, _places[criterion]);
            if (option >= _options)
                throw new ArgumentException($"The rules have no option {option} for {pattern}.", nameof(pattern));
            var cell = (criterion * _options) + option;
            marks[cell] += slips;
            if (!_isValid[option])
                continue;
            mask |= 1 << criterion;
            score += _parts[cell];
        }
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_scores, (pattern.Group << MaskBits) | mask, out _);
        var weighted = T.CreateChecked(slips) * score;
        sums.Slips += slips;
        sums.Sum += weighted;
        sums.Squares += weighted * score;
    }

    /// <summary>
    /// The sums of one group, whose keys, one for every mask, are at the places <paramref name="from"/> to before <paramref name="to"/>.
    /// </summary>
    private GroupSums Group(int from, int to)
    {
        var scores = new ScoreSums[to - from];
        for (var part = 0; part < scores.Length; part++)
        {
            var sums = _scores[_keys[from + part]];
            scores[part] = new(_keys[from + part] & ((1 << MaskBits) - 1), sums.Slips, BigInteger.CreateChecked(sums.Sum), BigInteger.CreateChecked(sums.Squares));
        }
        var group = _keys[from] >> MaskBits;
        return new(group, _marks[group]!, scores);
    }

    private struct Sums
    {
        public long Slips;
        public T Sum;
        public T Squares;
    }
}
