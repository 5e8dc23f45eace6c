using Evaluation.Ballots.Records;

namespace Evaluation.Tests.Golden;

/// <summary>Events of a sealed record, one of each shape, in an order in which they can happen. They have a golden line each.</summary>
internal static class RecordExamples
{
    private static readonly RecordTotals Totals = new([new("npc", 5, 3), new("users", 400, 2, 1)], [5, 400, 4, 200], 5, 8, 2, 1);

    public static readonly RecordEvent[] All =
    [
        new UnitRecorded(new(PatternBytes.Write([new(0, 0x21, 1), new(0, 0x22, 300), new(1, 0xFFFF_FFFF_FFFF_FFFF, 2)]), null, 3)),
        new UnitRecorded(new(PatternBytes.Write([new(1, 0x11, 4)]), PatternBytes.Write([new(1, 0x11, 2)]), 0)),
        new UnitRecorded(new(PatternBytes.Write([]), PatternBytes.Write([]), 0)),
        new CommentsRecorded(0, [new(0, "很好 😀", 2), new(1, "a", 1)]),
        new RecordCompleted(Totals, new string('a', 63) + "b"),
        new RecordCompleted(Totals with { Groups = [new("npc", 5, 3, Activated: 1, Replaced: 2), new("users", 400, 2, 1)] }, new string('c', 64)),
    ];
}
