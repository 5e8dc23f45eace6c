using System.Runtime.InteropServices;

namespace Evaluation.Ballots.Counting;

/// <summary>One way to fill in a slip: unit and group by their index in the rules, marks packed by <see cref="PackedMarks"/>.</summary>
public readonly record struct SlipPattern(ushort Unit, byte Group, ulong Marks);

/// <summary>
/// The standing slips of a box or a round as a multiset: how many slips there are of each pattern. Everything that scoring
/// needs follows from it exactly, and two tallies of the same slips are equal in whatever order the slips came.
/// </summary>
public sealed class Tally
{
    private static readonly Dictionary<SlipPattern, int> None = [];

    private readonly List<Dictionary<SlipPattern, int>> _units = [];

    /// <summary>Patterns with their number of slips, each at least 1, in no particular order.</summary>
    public IEnumerable<KeyValuePair<SlipPattern, int>> Counts => _units.SelectMany(patterns => patterns);

    /// <summary>All standing slips.</summary>
    public long Slips { get; private set; }

    /// <summary>No unit with a slip has this index or a higher one.</summary>
    internal int Units => _units.Count;

    /// <summary>The patterns of one unit; not to be changed.</summary>
    internal Dictionary<SlipPattern, int> Of(int unit) => unit < _units.Count ? _units[unit] : None;

    /// <summary>Adds slips of one pattern, or takes them away when <paramref name="slips"/> is negative.</summary>
    /// <exception cref="InvalidOperationException">More slips would be taken away than there are.</exception>
    public void Add(SlipPattern pattern, int slips = 1)
    {
        while (_units.Count <= pattern.Unit)
            _units.Add([]);
        var patterns = _units[pattern.Unit];
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(patterns, pattern, out _);
        count += slips;
        Slips += slips;
        if (count < 0)
            throw new InvalidOperationException($"The tally has no slip {pattern} to take away.");
        if (count == 0)
            patterns.Remove(pattern);
    }

    public void Add(Tally other)
    {
        foreach (var (pattern, count) in other.Counts)
            Add(pattern, count);
    }
}
