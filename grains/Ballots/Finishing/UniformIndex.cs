using Evaluation.Ballots.Counting;

namespace Evaluation.Ballots.Finishing;

/// <summary>
/// The slips of a sealed box that belong to a ballot with the same mark everywhere, by unit, for the report (F25). Built once, because a
/// sealed box never changes.
/// </summary>
internal sealed class UniformIndex
{
    private readonly Dictionary<int, Dictionary<(byte Group, ulong Marks), int>> _units = [];

    public static UniformIndex Of(BallotBox box, BoxShape shape)
    {
        var index = new UniformIndex();
        var groups = shape.Groups.Index().ToDictionary(group => group.Item, group => (byte)group.Index, StringComparer.Ordinal);
        foreach (var (_, _, holding) in box.Holdings.Where(held => !held.Holding.IsLeftOut && BallotReview.IsUniform(held.Holding.Standing.Span, shape)))
            foreach (var slip in Slips.Read(holding.Standing.Span, shape.Criteria))
                index.Add(slip.Unit, groups[holding.Group], slip.Marks);
        return index;
    }

    /// <summary>The patterns of one unit, sorted like those of <see cref="UnitPatterns"/>.</summary>
    public IReadOnlyList<PatternCount> Read(int unit) => !_units.TryGetValue(unit, out var slips) ? [] :
    [
        .. slips.Select(pattern => new PatternCount(pattern.Key.Group, pattern.Key.Marks, pattern.Value)).OrderBy(pattern => pattern.Group).ThenBy(pattern => pattern.Marks),
    ];

    private void Add(int unit, byte group, ulong marks)
    {
        if (!_units.TryGetValue(unit, out var slips))
            _units[unit] = slips = [];
        slips[(group, marks)] = slips.GetValueOrDefault((group, marks)) + 1;
    }
}
