using System.Runtime.InteropServices;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// One combination of marks on a slip: unit and group by their index in the rules, marks packed by <see cref="PackedMarks"/>.
/// </summary>
public readonly record struct SlipPattern(ushort Unit, byte Group, ulong Marks);

/// <summary>
/// The standing slips of a box or a round as a multiset: the number of slips of each pattern. Scoring needs nothing else. Two tallies of
/// the same slips are equal, in whatever order the slips arrived.
/// </summary>
public sealed class Tally
{
    private static readonly Dictionary<SlipPattern, int> None = [];

    private readonly List<Dictionary<SlipPattern, int>> _units = [];

    /// <summary>The patterns with their number of slips, each at least 1, in no particular order.</summary>
    public IEnumerable<KeyValuePair<SlipPattern, int>> Counts => _units.SelectMany(patterns => patterns);

    /// <summary>The number of all standing slips.</summary>
    public long Slips { get; private set; }

    /// <summary>All units with a slip have a lower index.</summary>
    internal int Units => _units.Count;

    /// <summary>The patterns of one unit. The caller must not change them.</summary>
    internal Dictionary<SlipPattern, int> Of(int unit) => unit < _units.Count ? _units[unit] : None;

    /// <summary>Adds slips of one pattern, or removes them when <paramref name="slips"/> is negative.</summary>
    /// <exception cref="InvalidOperationException">More slips would be removed than there are.</exception>
    public void Add(SlipPattern pattern, int slips = 1)
    {
        while (_units.Count <= pattern.Unit)
            _units.Add([]);
        var patterns = _units[pattern.Unit];
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(patterns, pattern, out _);
        count += slips;
        Slips += slips;
        if (count < 0)
            throw new InvalidOperationException($"The tally has no slip {pattern} to remove.");
        if (count == 0)
            patterns.Remove(pattern);
    }

    public void Add(Tally other)
    {
        foreach (var (pattern, count) in other.Counts)
            Add(pattern, count);
    }
}
