using System.Numerics;

namespace Evaluation.Scoring;

/// <summary>
/// All that scoring needs of the slips for one unit, in whole numbers that add up: the sums of any parts of the slips, added in any order, are the
/// sums of the whole, bit for bit. Never changed once made.
/// </summary>
/// <param name="Groups">The groups with a slip for the unit, ascending by index.</param>
public sealed record VoteSums(IReadOnlyList<GroupSums> Groups)
{
    public static readonly VoteSums None = new([]);

    public VoteSums Add(VoteSums other) => Sum([this, other]);

    public static VoteSums Sum(IReadOnlyCollection<VoteSums> parts) => parts.Count <= 1
        ? parts.FirstOrDefault() ?? None
        : new([.. parts.SelectMany(part => part.Groups).GroupBy(group => group.Group).OrderBy(group => group.Key).Select(group => GroupSums.Sum(group.Key, [.. group]))]);
}

/// <summary>The slips of one group for one unit.</summary>
/// <param name="Group">The group's index in the rules.</param>
/// <param name="Marks">How many marks there are, by criterion in paper order, then by option.</param>
/// <param name="Scores">The slips' scores, apart for every set of criteria with a valid mark; ascending by it.</param>
public sealed record GroupSums(int Group, int[] Marks, IReadOnlyList<ScoreSums> Scores)
{
    public long Slips => Scores.Sum(part => part.Slips);

    internal static GroupSums Sum(int group, GroupSums[] parts)
    {
        if (parts is [var only])
            return only;
        var marks = (int[])parts[0].Marks.Clone();
        foreach (var part in parts.AsSpan(1))
        {
            for (var cell = 0; cell < marks.Length; cell++)
                marks[cell] = checked(marks[cell] + part.Marks[cell]);
        }
        return new(group, marks, ScoreSums.Combine(parts.SelectMany(part => part.Scores)));
    }
}

/// <summary>
/// Slips whose valid marks are those of the same criteria, with the sum and the sum of squares of their scores <c>y</c> (<see cref="SlipScale"/>).
/// They are kept apart, since <c>x = y / Σ w</c> has another denominator for other criteria.
/// </summary>
/// <param name="Mask">The criteria with a valid mark, one bit each, the first criterion lowest.</param>
/// <param name="Slips">How many slips.</param>
/// <param name="Sum"><c>Σy</c></param>
/// <param name="Squares"><c>Σy²</c></param>
public readonly record struct ScoreSums(int Mask, long Slips, BigInteger Sum, BigInteger Squares)
{
    internal static ScoreSums[] Combine(IEnumerable<ScoreSums> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, (a, b) => a.Mask.CompareTo(b.Mask));
        var last = -1;
        foreach (var part in sorted)
        {
            if (last >= 0 && sorted[last].Mask == part.Mask)
                sorted[last] = sorted[last].Plus(part);
            else
                sorted[++last] = part;
        }
        return sorted[..(last + 1)];
    }

    private ScoreSums Plus(ScoreSums other) => new(Mask, Slips + other.Slips, Sum + other.Sum, Squares + other.Squares);
}
