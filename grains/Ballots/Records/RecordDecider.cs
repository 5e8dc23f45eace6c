using System.Diagnostics;

namespace Evaluation.Ballots.Records;

/// <summary>The rules of a sealed record.</summary>
internal static class RecordDecider
{
    public static readonly Refusal NotComplete = new(RefusalCode.WrongState, "The sealed record of the round is not complete.");

    public static Decision<RecordEvent> Decide(SealedRecord record, RecordCommand command) => command switch
    {
        _ when record.Head is not null => Decision<RecordEvent>.NothingToDo,
        RecordUnits units => Record(record, units),
        RecordComments comments => Record(record, comments),
        CompleteRecord complete => Complete(record, complete),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<RecordEvent> Record(SealedRecord record, RecordUnits units)
    {
        var known = record.Units.Count - units.From;
        if (known < 0)
            return Refusal.Busy;
        return known >= units.Units.Count ? Decision<RecordEvent>.NothingToDo : Decision<RecordEvent>.Of([.. units.Units.Skip(known).Select(counts => new UnitRecorded(counts))]);
    }

    private static Decision<RecordEvent> Record(SealedRecord record, RecordComments comments)
    {
        var known = record.Comments(comments.Unit).Count - comments.From;
        if (known < 0)
            return Refusal.Busy;
        // A unit that was passed has all its comments.
        return comments.Unit < record.CommentedUnit || known >= comments.Comments.Count
            ? Decision<RecordEvent>.NothingToDo
            : new CommentsRecorded(comments.Unit, [.. comments.Comments.Skip(known)]);
    }

    private static Decision<RecordEvent> Complete(SealedRecord record, CompleteRecord complete)
    {
        if (record.Units.Count != complete.Units || record.Slips != complete.Totals.Slips)
            return NotComplete;
        for (var unit = 0; unit < complete.Units; unit++)
            if (record.Comments(unit).Sum(comment => comment.Count) != record.Units[unit].Comments)
                return NotComplete;
        return new RecordCompleted(complete.Totals, record.DigestWith(complete.Totals));
    }
}
