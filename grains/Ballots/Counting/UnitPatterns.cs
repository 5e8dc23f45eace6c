using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// The standing slips of one unit in a box as a multiset, sorted by group, then by marks, so that the order reveals nothing about the order
/// of arrival.
/// </summary>
public sealed record UnitPatterns(IReadOnlyList<PatternCount> Counts)
{
    internal static UnitPatterns Of(BallotBox box, int unit) => new(
    [
        .. box.Tally.Of(unit).Select(slips => new PatternCount(slips.Key.Group, slips.Key.Marks, slips.Value))
            .OrderBy(slips => slips.Group).ThenBy(slips => slips.Marks),
    ]);
}

/// <param name="Group">The group's index in the rules.</param>
/// <param name="Marks">Packed by <see cref="PackedMarks"/>.</param>
/// <param name="Slips">At least 1.</param>
public readonly record struct PatternCount(byte Group, ulong Marks, int Slips);
