using System.Numerics;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// All that scoring needs from the slips for one unit, as whole numbers that can be added. The sums of the parts, added in any order, equal
/// the sums of the whole exactly. Immutable.
/// </summary>
/// <param name="Groups">The groups with a slip for the unit, in ascending order of their index.</param>
public sealed record VoteSums(IReadOnlyList<GroupSums> Groups)
{
    public static readonly VoteSums None = new([]);

    public VoteSums Add(VoteSums other) => Sum([this, other]);

    public static VoteSums Sum(IReadOnlyCollection<VoteSums> parts)
    {
        if (parts.Count <= 1)
            return parts.FirstOrDefault() ?? None;
        var byGroup = new List<GroupSums>?[Limits.Groups];
        foreach (var part in parts)
        {
            foreach (var group in part.Groups)
                (byGroup[group.Group] ??= new(parts.Count)).Add(group);
        }
        return new([.. byGroup.OfType<List<GroupSums>>().Select(GroupSums.Sum)]);
    }
}

/// <summary>The slips of one group for one unit.</summary>
/// <param name="Group">The group's index in the rules.</param>
/// <param name="Marks">The number of marks by criterion in paper order, then by option.</param>
/// <param name="Scores">
/// The sums of slip scores, separate for every set of criteria with a valid mark, in ascending order of the mask.
/// </param>
public sealed record GroupSums(int Group, int[] Marks, IReadOnlyList<ScoreSums> Scores)
{
    public long Slips => Scores.Sum(part => part.Slips);

    /// <param name="parts">One or more sums, all of the same group.</param>
    internal static GroupSums Sum(List<GroupSums> parts)
    {
        if (parts is [var only])
            return only;
        var marks = new int[parts[0].Marks.Length];
        foreach (var part in parts)
        {
            for (var cell = 0; cell < marks.Length; cell++)
                marks[cell] = checked(marks[cell] + part.Marks[cell]);
        }
        return new(parts[0].Group, marks, ScoreSums.Combine(parts));
    }
}

/// <summary>
/// The slips with valid marks for the same criteria, with the sum and the sum of squares of their scores <c>y</c>
/// (<see cref="SlipScale"/>). Other criteria have a different denominator in <c>x = y / Σ w</c>, so they are summed separately.
/// </summary>
/// <param name="Mask">The criteria with a valid mark, one bit each, the first criterion lowest.</param>
/// <param name="Slips">The number of slips.</param>
/// <param name="Sum"><c>Σy</c></param>
/// <param name="Squares"><c>Σy²</c></param>
public readonly record struct ScoreSums(int Mask, long Slips, BigInteger Sum, BigInteger Squares)
{
    internal static ScoreSums[] Combine(List<GroupSums> groups)
    {
        ScoreSums[] sorted = [.. groups.SelectMany(group => group.Scores)];
        Array.Sort(Array.ConvertAll(sorted, part => part.Mask), sorted);
        var last = 0;
        for (var next = 1; next < sorted.Length; next++)
        {
            if (sorted[last].Mask == sorted[next].Mask)
                sorted[last] = sorted[last].Plus(sorted[next]);
            else
                sorted[++last] = sorted[next];
        }
        return sorted[..(last + 1)];
    }

    private ScoreSums Plus(ScoreSums other) => new(Mask, Slips + other.Slips, Sum + other.Sum, Squares + other.Squares);
}
