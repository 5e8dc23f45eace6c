using System.Buffers;
using System.Globalization;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Ballots;

/// <summary>A ballot box as a grain.</summary>
public sealed class BoxGrain : IAggregate<BallotBox, BoxCommand, BoxEvent>
{
    public const string KindName = "box";

    public static readonly GrainKind<BallotBox> Kind = new GrainKind<BoxGrain, BallotBox, BoxCommand, BoxEvent>(KindName);

    /// <summary>The box's number comes last and has no dash, so the name is unique even if the round's id ends in a number.</summary>
    public static GrainRef<BallotBox> Ref(string round, int box) => Kind.Ref(string.Create(CultureInfo.InvariantCulture, $"{round}-{box}"));

    public static BallotBox Start(GrainId id) => new();

    public static Decision<BoxEvent> Decide(BallotBox state, BoxCommand command) => state.Seal.Apply(state, BoxDecider.Decide(state, command));

    public static BallotBox Evolve(BallotBox state, BoxEvent happened)
    {
        state.Evolve(happened);
        return state;
    }

    public static int Format => BoxCodec.Format;

    public static void Write(BoxEvent happened, IBufferWriter<byte> to) => BoxCodec.Write(happened, to);

    public static void NoteLeaf(BallotBox state, BoxEvent happened, ReadOnlySpan<byte> leaf)
    {
        if (happened is SealedEvent { IsNewBallot: true })
            state.Seal.Note(state.Sequence, leaf);
    }

    public static IEnumerable<BoxEvent> Read(JournalEntry entry) => BoxCodec.Read(entry);

    public static int? SnapshotFormat => BoxSnapshot.Format;

    public static void WriteSnapshot(BallotBox state, IBufferWriter<byte> to) => BoxSnapshot.Write(state, to);

    public static BallotBox ReadSnapshot(GrainId id, ReadOnlyMemory<byte> payload) => BoxSnapshot.Read(payload.Span);

    /// <summary>
    /// Whether the numbers of ballots of all credentials add up to that of the box. Snapshots of earlier builds keep none.
    /// </summary>
    public static bool IsWhole(BallotBox restored) => restored.Holdings.Sum(held => (long)held.Holding.Ballots) == restored.Sequence;

    public static int? SealedSnapshotFormat => BoxSnapshot.SealedFormat;

    public static BallotBox ReadSealedSnapshot(GrainId id, ReadOnlyMemory<byte> payload, IGrainKey key) =>
        BoxSnapshot.ReadSealed(payload.Span, id.Stream, (RoundKey)key);

    public static bool IsKeyed(BallotBox state) => state.Seal.Commitment is not null;

    public static bool NeedsKey(BallotBox state) => state.Seal.IsShut;

    public static void TakeKey(BallotBox state, GrainId id, IGrainKey? key) => state.Seal.Take(id.Stream, (RoundKey?)key);
}
