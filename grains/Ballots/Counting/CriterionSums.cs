namespace Evaluation.Ballots.Counting;

/// <summary>
/// The counts of one criterion for one unit: marks by group and option, and each group's don't-know marks over all criteria, for its
/// awareness. They can be added like <see cref="VoteSums"/>. Immutable.
/// </summary>
/// <remarks>Stored in one array, because there is one for every unit, box and criterion.</remarks>
/// <param name="Rows">
/// For each group with a slip, in ascending order: its index, its don't-know marks over all criteria, its marks for this criterion by
/// option.
/// </param>
/// <param name="Options">The number of options.</param>
public sealed record CriterionSums(int Options, int[] Rows)
{
    private const int Head = 2;

    public int GroupCount => Rows.Length / (Head + Options);

    /// <param name="sums">The sums over all criteria.</param>
    /// <param name="criterion">The criterion's position on the paper.</param>
    /// <param name="dontKnow">For every option, whether it means "don't know".</param>
    public static CriterionSums Of(VoteSums sums, int criterion, IReadOnlyList<bool> dontKnow)
    {
        var options = dontKnow.Count;
        var rows = new int[sums.Groups.Count * (Head + options)];
        for (var row = 0; row < sums.Groups.Count; row++)
        {
            var group = sums.Groups[row];
            var at = rows.AsSpan(row * (Head + options), Head + options);
            at[0] = group.Group;
            at[1] = DontKnowMarks(group.Marks, dontKnow);
            group.Marks.AsSpan(criterion * options, options).CopyTo(at[Head..]);
        }
        return new(options, rows);
    }

    /// <summary>The counts of a unit that is not rated by the criterion.</summary>
    public static CriterionSums None(int options) => new(options, []);

    public static CriterionSums Sum(IReadOnlyCollection<CriterionSums> parts)
    {
        if (parts.Count <= 1)
            return parts.FirstOrDefault() ?? new(0, []);
        var byGroup = new SortedDictionary<int, int[]>();
        foreach (var part in parts)
        {
            for (var row = 0; row < part.GroupCount; row++)
            {
                var from = part.Row(row);
                if (!byGroup.TryGetValue(from[0], out var to))
                    byGroup.Add(from[0], to = new int[from.Length]);
                for (var cell = 1; cell < to.Length; cell++)
                    to[cell] = checked(to[cell] + from[cell]);
                to[0] = from[0];
            }
        }
        return new(parts.Max(part => part.Options), [.. byGroup.Values.SelectMany(row => row)]);
    }

    /// <summary>The index of a row's group.</summary>
    public int Group(int row) => Row(row)[0];

    public int DontKnowMarks(int row) => Row(row)[1];

    /// <summary>
    /// The marks for this criterion by option. Their sum is the group's number of slips, because every slip marks every criterion.
    /// </summary>
    public ReadOnlySpan<int> Marks(int row) => Row(row)[Head..];

    private static int DontKnowMarks(int[] marks, IReadOnlyList<bool> dontKnow)
    {
        var sum = 0;
        for (var option = 0; option < dontKnow.Count; option++)
        {
            for (var cell = option; dontKnow[option] && cell < marks.Length; cell += dontKnow.Count)
                sum += marks[cell];
        }
        return sum;
    }

    private ReadOnlySpan<int> Row(int row) => Rows.AsSpan(row * (Head + Options), Head + Options);
}
