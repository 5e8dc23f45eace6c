using System.Buffers;
using System.Diagnostics;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>A unit of a round as a grain.</summary>
public sealed class UnitGrain : IAggregate<UnitState, UnitCommand, UnitEvent>
{
    public const string KindName = "unit";

    public static readonly GrainKind<UnitState> Kind = new GrainKind<UnitGrain, UnitState, UnitCommand, UnitEvent>(KindName);

    /// <summary>A slug has no dot, so no two pairs of round and unit share a name.</summary>
    public static GrainRef<UnitState> Ref(string round, string unit) => Kind.Ref($"{round}.{unit}");

    public static UnitState Start(GrainId id) => new();

    public static Decision<UnitEvent> Decide(UnitState state, UnitCommand command) => command switch
    {
        CorrectLedger correct when state.Corrected.Contains(correct.Ticket) => Decision<UnitEvent>.NothingToDo,
        CorrectLedger correct => new LedgerCorrected(correct.Ticket, correct.Changes, correct.At, correct.By),
        ReserveEvidence reserve => state.EvidenceOf(reserve.Owner).Reserve(reserve),
        ReleaseEvidence release => state.EvidenceOf(release.Owner).Release(release),
        FileEvidence file => state.EvidenceOf(file.Owner).File(file),
        WithdrawEvidence withdraw => state.Evidence.Withdraw(withdraw),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static UnitState Evolve(UnitState state, UnitEvent happened) => state.Evolve(happened);

    public static int Format => UnitCodec.Format;

    public static void Write(UnitEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, UnitJson.Journal.UnitEvent, to);

    public static IEnumerable<UnitEvent> Read(JournalEntry entry) => JsonLines.Read(entry, UnitCodec.Format, UnitJson.Journal.UnitEvent);
}
