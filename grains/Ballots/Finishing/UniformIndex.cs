using Evaluation.Ballots.Counting;

namespace Evaluation.Ballots.Finishing;

/// <summary>
/// The slips of a sealed box that belong to a ballot with the same mark everywhere, by unit, for the report (F25). Built once, because a
/// sealed box never changes.
/// </summary>
internal sealed class UniformIndex
{
    private readonly Dictionary<SlipPattern, int> _slips = [];

    public static UniformIndex Of(BallotBox box, BoxShape shape)
    {
        var index = new UniformIndex();
        var groups = shape.Groups.Index().ToDictionary(group => group.Item, group => (byte)group.Index, StringComparer.Ordinal);
        foreach (var (_, _, holding) in box.Holdings.Where(held => !held.Holding.IsLeftOut && BallotReview.IsUniform(held.Holding.Standing.Span, shape)))
            foreach (var slip in Slips.Read(holding.Standing.Span, shape.Criteria))
                index.Add(new(slip.Unit, groups[holding.Group], slip.Marks));
        return index;
    }

    /// <summary>The patterns of one unit, sorted like those of <see cref="UnitPatterns"/>.</summary>
    public IReadOnlyList<PatternCount> Read(int unit) =>
    [
        .. _slips.Where(slips => slips.Key.Unit == unit).Select(slips => new PatternCount(slips.Key.Group, slips.Key.Marks, slips.Value))
            .OrderBy(slips => slips.Group).ThenBy(slips => slips.Marks),
    ];

    private void Add(SlipPattern pattern) => _slips[pattern] = _slips.GetValueOrDefault(pattern) + 1;
}
