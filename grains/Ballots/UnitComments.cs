using System.Text;

namespace Evaluation.Ballots;

/// <summary>
/// The comments on one unit's standing slips in a box, sorted by group, then by text, so that the order reveals nothing about the order of
/// arrival.
/// </summary>
public sealed record UnitComments(IReadOnlyList<SlipComment> Comments);

/// <param name="Group">The group's index in the rules.</param>
public readonly record struct SlipComment(byte Group, string Text);

/// <summary>
/// The positions of the comments on each unit in a sealed box, so that the comments on one unit are read without scanning all slips. Built
/// once, because a sealed box never changes.
/// </summary>
internal sealed class CommentIndex
{
    private readonly BoxShape _shape;
    private readonly List<Place>[] _units;

    private CommentIndex(BoxShape shape) => (_shape, _units) = (shape, [.. shape.Units.Select(_ => new List<Place>())]);

    public static CommentIndex Of(BallotBox box, BoxShape shape)
    {
        var index = new CommentIndex(shape);
        var groups = shape.Groups.Index().ToDictionary(group => group.Item, group => (byte)group.Index, StringComparer.Ordinal);
        foreach (var (_, _, holding) in box.Holdings.Where(held => !held.Holding.IsLeftOut))
            index.Add(groups[holding.Group], holding.Standing);
        return index;
    }

    public UnitComments Read(int unit) => new(
    [
        .. _units[unit].Select(place => new SlipComment(place.Group, Text(place)))
            .OrderBy(comment => comment.Group).ThenBy(comment => comment.Text, StringComparer.Ordinal),
    ]);

    public int Count(int unit) => _units[unit].Count;

    private void Add(byte group, ReadOnlyMemory<byte> standing)
    {
        var start = 0;
        foreach (var slip in Slips.Read(standing.Span, _shape.Criteria))
        {
            if (!slip.Comment.IsEmpty)
                _units[slip.Unit].Add(new(group, standing[start..]));
            start += slip.Bytes.Length;
        }
    }

    private string Text(Place place) => Encoding.UTF8.GetString(Slips.First(place.Slips.Span, _shape.Criteria).Comment);

    /// <param name="Slips">The bytes from this slip on.</param>
    private readonly record struct Place(byte Group, ReadOnlyMemory<byte> Slips);
}
