using System.Buffers;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Records;

/// <summary>
/// The slips of one unit as a multiset in a compact form: the number of patterns, then for each of them its group, the difference of its
/// marks to those before in its group, and its number of slips. Patterns are in ascending order of group and marks.
/// </summary>
public static class PatternBytes
{
    /// <param name="patterns">In any order, each once.</param>
    public static byte[] Write(IReadOnlyCollection<PatternCount> patterns)
    {
        var sorted = patterns.ToArray();
        Array.Sort(sorted, static (a, b) => a.Group != b.Group ? a.Group.CompareTo(b.Group) : a.Marks.CompareTo(b.Marks));
        var to = new ArrayBufferWriter<byte>(4 + (4 * sorted.Length));
        to.WriteNumber((uint)sorted.Length);
        var before = default(PatternCount);
        foreach (var pattern in sorted)
        {
            to.WriteByte(pattern.Group);
            to.WriteNumber(pattern.Group == before.Group ? pattern.Marks - before.Marks : pattern.Marks);
            to.WriteNumber((uint)pattern.Slips);
            before = pattern;
        }
        return to.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no such multiset.</exception>
    public static PatternCount[] Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new FieldReader(bytes);
        var count = reader.Number();
        if (count > bytes.Length)
            throw new InvalidDataException("There are fewer patterns than stated.");
        var patterns = new PatternCount[count];
        var before = default(PatternCount);
        for (var at = 0; at < patterns.Length; at++)
        {
            var group = reader.Byte();
            var marks = reader.BigNumber();
            before = patterns[at] = new(group, group == before.Group ? before.Marks + marks : marks, checked((int)reader.Number()));
        }
        return reader.Taken == bytes.Length ? patterns : throw new InvalidDataException("There are more bytes than patterns.");
    }
}

/// <summary>Adds the slips of one unit over several boxes.</summary>
internal sealed class PatternSum
{
    private readonly Dictionary<(byte Group, ulong Marks), int> _counts = [];

    public void Add(ReadOnlySpan<byte> patterns)
    {
        foreach (var pattern in PatternBytes.Read(patterns))
            _counts[(pattern.Group, pattern.Marks)] = checked(_counts.GetValueOrDefault((pattern.Group, pattern.Marks)) + pattern.Slips);
    }

    public byte[] ToBytes() => PatternBytes.Write([.. _counts.Select(count => new PatternCount(count.Key.Group, count.Key.Marks, count.Value))]);
}
