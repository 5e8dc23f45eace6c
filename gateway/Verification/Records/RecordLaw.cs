using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Ballots.Records;

namespace Evaluation.Gateway.Verification.Records;

/// <summary>What every event of a sealed record follows from: its order, and content that fits the paper of the round.</summary>
internal static class RecordLaw
{
    /// <summary>Why the event cannot follow the state, or null.</summary>
    public static string? Fault(BoxShape shape, SealedRecord record, RecordEvent happened) => happened switch
    {
        _ when record.Head is not null => "the record goes on after its end",
        UnitRecorded when record.Units.Count >= shape.Units.Count => "the record has more units than the round",
        UnitRecorded when record.CommentedUnit >= 0 => "slips follow comments",
        UnitRecorded { Counts: var counts } => Fault(shape, record.Units.Count, counts),
        CommentsRecorded when record.Units.Count < shape.Units.Count => "comments come before the last unit",
        CommentsRecorded recorded => Fault(shape, record, recorded),
        RecordCompleted completed => Fault(shape, record, completed),
        _ => null,
    };

    private static string? Fault(BoxShape shape, int unit, UnitCounts counts)
    {
        var slips = PatternBytes.Read(counts.Slips);
        if (!IsInOrder(slips) || slips.Any(pattern => !Fits(shape, unit, pattern)))
            return $"the slips of unit {shape.Units[unit]} do not fit the paper of the round";
        if (counts.Uniform is null)
            return null;
        var uniform = PatternBytes.Read(counts.Uniform);
        var standing = slips.ToDictionary(pattern => (pattern.Group, pattern.Marks), pattern => pattern.Slips);
        return IsInOrder(uniform) && uniform.All(pattern => pattern.Slips >= 1 && pattern.Slips <= standing.GetValueOrDefault((pattern.Group, pattern.Marks)))
            ? null
            : $"unit {shape.Units[unit]} has more uniform slips than slips";
    }

    private static bool IsInOrder(PatternCount[] patterns) =>
        patterns.Zip(patterns.Skip(1)).All(pair => (pair.First.Group, pair.First.Marks).CompareTo((pair.Second.Group, pair.Second.Marks)) < 0);

    private static bool Fits(BoxShape shape, int unit, PatternCount pattern) =>
        pattern.Slips >= 1 && pattern.Group < shape.Groups.Count
        && Enumerable.Range(0, shape.Criteria).All(criterion => PackedMarks.Mark(pattern.Marks, criterion) < shape.Options && (IsRated(shape, unit, criterion) || PackedMarks.Mark(pattern.Marks, criterion) == 0))
        && (shape.Criteria * PackedMarks.BitsPerMark >= 64 || pattern.Marks >> (shape.Criteria * PackedMarks.BitsPerMark) == 0);

    private static bool IsRated(BoxShape shape, int unit, int criterion) => (shape.PaperOf(unit) >> criterion & 1) == 1;

    private static string? Fault(BoxShape shape, SealedRecord record, CommentsRecorded recorded)
    {
        if (recorded.Unit < record.CommentedUnit || recorded.Unit >= shape.Units.Count)
            return "comments are not in the order of the units";
        CommentCount[] comments = [.. record.Comments(recorded.Unit).TakeLast(1), .. recorded.Comments];
        return comments.All(comment => comment.Count >= 1 && comment.Group < shape.Groups.Count) && comments.Zip(comments.Skip(1)).All(pair => IsBefore(pair.First, pair.Second))
            ? null
            : $"the comments on unit {shape.Units[recorded.Unit]} are not sorted, each once";
    }

    private static bool IsBefore(CommentCount first, CommentCount second) =>
        first.Group < second.Group || (first.Group == second.Group && string.CompareOrdinal(first.Text, second.Text) < 0);

    private static string? Fault(BoxShape shape, SealedRecord record, RecordCompleted completed)
    {
        if (record.Units.Count != shape.Units.Count)
            return $"the record ends with {record.Units.Count} of {shape.Units.Count} units";
        if (record.Slips != completed.Totals.Slips)
            return $"the record holds {record.Slips} slips and says {completed.Totals.Slips}";
        foreach (var (index, unit) in shape.Units.Index())
            if (record.Comments(index).Sum(comment => comment.Count) != record.Units[index].Comments)
                return $"the record lacks comments on unit {unit}";
        if (completed.Totals.Raters.Count != shape.Units.Count * shape.Groups.Count)
            return "the record does not say for every unit who may rate it";
        var digest = record.DigestWith(completed.Totals);
        return digest == completed.Digest ? null : $"the content of the record has the digest {digest}, and the record says {completed.Digest}";
    }
}
