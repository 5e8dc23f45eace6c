using System.Buffers;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Ballots.Records;

/// <summary>The sealed record of a round as a grain: one per round that has a key.</summary>
/// <remarks>
/// It is separate from the round, whose stream is read for every paper, and from the boxes, which nobody can read once the key of the round
/// is destroyed.
/// </remarks>
public sealed class RecordGrain : IAggregate<SealedRecord, RecordCommand, RecordEvent>
{
    public const string KindName = "record";

    public static readonly GrainKind<SealedRecord> Kind = new GrainKind<RecordGrain, SealedRecord, RecordCommand, RecordEvent>(KindName);

    public static GrainRef<SealedRecord> Ref(string round) => Kind.Ref(round);

    public static SealedRecord Start(GrainId id) => new();

    public static Decision<RecordEvent> Decide(SealedRecord state, RecordCommand command) => RecordDecider.Decide(state, command);

    public static SealedRecord Evolve(SealedRecord state, RecordEvent happened)
    {
        state.Evolve(happened);
        return state;
    }

    public static int Format => RecordCodec.Format;

    public static void Write(RecordEvent happened, IBufferWriter<byte> to) => RecordCodec.Write(happened, to);

    public static IEnumerable<RecordEvent> Read(JournalEntry entry) => RecordCodec.Read(entry);
}
