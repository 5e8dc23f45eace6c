using System.Buffers;
using System.Diagnostics;
using Evaluation.Evidence;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>A unit of a round as a grain.</summary>
public sealed class UnitGrain : IAggregate<UnitState, UnitCommand, UnitEvent>
{
    public static UnitState Start(GrainId id) => new();

    public static Decision<UnitEvent> Decide(UnitState state, UnitCommand command) => command switch
    {
        CorrectLedger correct when state.Corrected.Contains(correct.Ticket) => Decision<UnitEvent>.NothingToDo,
        CorrectLedger correct => new LedgerCorrected(correct.Ticket, correct.Changes, correct.At, correct.By),
        FileEvidence file => state.Evidence.File(file.Item, file.At, file.By),
        ViewLedger or ViewEvidence or TellUnitVotes or ViewUnitVotes => Decision<UnitEvent>.NothingToDo,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static UnitState Evolve(UnitState state, UnitEvent happened) => state.Evolve(happened);

    public static bool Hear(UnitState state, UnitCommand command) => command is TellUnitVotes told && state.Hear(told);

    public static object Answer(UnitState state, UnitCommand command) => command switch
    {
        TellUnitVotes => Done.It,
        ViewUnitVotes view => state.View(view),
        FileEvidence file => state.Evidence.Find(file.Item.Sha256)!,
        ViewEvidence => new EvidenceList(state.Evidence.Filed),
        _ => state.Ledger,
    };

    public static int Format => UnitCodec.Format;

    public static void Write(UnitEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, UnitJson.Journal.UnitEvent, to);

    public static IEnumerable<UnitEvent> Read(JournalEntry entry) => JsonLines.Read(entry, UnitCodec.Format, UnitJson.Journal.UnitEvent);
}
