using System.Text.Json.Serialization;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// The standing slips of one unit in a box as a multiset, sorted by group, then by marks, so that the order reveals nothing about the order
/// of arrival.
/// </summary>
/// <param name="Counts">All slips.</param>
/// <param name="Uniform">Those that belong to a ballot with the same mark everywhere; null where the rules do not flag them (F25).</param>
public sealed record UnitPatterns(
    IReadOnlyList<PatternCount> Counts, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PatternCount>? Uniform = null)
{
    public static UnitPatterns Of(BallotBox box, int unit) => new(
    [
        .. box.Tally.Of(unit).Select(slips => new PatternCount(slips.Key.Group, slips.Key.Marks, slips.Value))
            .OrderBy(slips => slips.Group).ThenBy(slips => slips.Marks),
    ], box.Uniform(unit));
}

/// <param name="Group">The group's index in the rules.</param>
/// <param name="Marks">Packed by <see cref="PackedMarks"/>.</param>
/// <param name="Slips">At least 1.</param>
public readonly record struct PatternCount(byte Group, ulong Marks, int Slips);
