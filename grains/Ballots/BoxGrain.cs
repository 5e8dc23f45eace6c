using System.Buffers;
using System.Diagnostics;
using Evaluation.Ballots.Counting;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Ballots;

/// <summary>A ballot box as a grain: one ballot is one turn, one append, one answer.</summary>
public sealed class BoxGrain : IAggregate<BallotBox, BoxCommand, BoxEvent>
{
    public static BallotBox Start(GrainId id) => new();

    public static Decision<BoxEvent> Decide(BallotBox state, BoxCommand command) => BoxDecider.Decide(state, command);

    public static BallotBox Evolve(BallotBox state, BoxEvent happened)
    {
        state.Evolve(happened);
        return state;
    }

    public static object Answer(BallotBox state, BoxCommand command) => command switch
    {
        CastBallot cast => Counted(state, cast),
        OpenBox or StoreCredentials => Done.It,
        VoidCredentials revoke => new CredentialsKept(state.CountBatch(revoke.Batch).Count),
        ViewTurnout => new BoxTurnout(state.Version, state.Groups, state.SlipsByCell, state.RatersByCell),
        ViewProgress view => Progress(state, view),
        SealBox => Report(state),
        ViewTally => state.Tally,
        ViewPatterns view => UnitPatterns.Of(state, view.Unit),
        ViewComments view => state.Comments(view.Unit),
        ViewVotes view => VoteView.Of(state, view),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static int Format => BoxCodec.Format;

    public static void Write(BoxEvent happened, IBufferWriter<byte> to) => BoxCodec.Write(happened, to);

    public static IEnumerable<BoxEvent> Read(JournalEntry entry) => BoxCodec.Read(entry);

    public static int? SnapshotFormat => BoxSnapshot.Format;

    public static void WriteSnapshot(BallotBox state, IBufferWriter<byte> to) => BoxSnapshot.Write(state, to);

    public static BallotBox ReadSnapshot(GrainId id, ReadOnlyMemory<byte> payload) => BoxSnapshot.Read(payload.Span);

    private static BallotCounted Counted(BallotBox box, CastBallot cast)
    {
        var holding = box.Find(cast.Credential)!.Value;
        var accepted = 0;
        foreach (var _ in Slips.Read(cast.Slips, box.Shape!.Criteria))
            accepted++;
        return new(holding.Sequence, accepted, holding.Allowed.Count(box.Shape) - holding.Rated);
    }

    private static Progress Progress(BallotBox box, ViewProgress view)
    {
        var holding = box.Find(view.Credential)!.Value;
        if (box.Shape is not { } shape)
            return new(null, [], []);
        var units = Enumerable.Range(0, shape.Units.Count).Where(unit => holding.Allowed.Allows(unit, shape));
        var rated = units.ToLookup(unit => Standing.Names(holding.Standing.Span, shape.Criteria, unit));
        return new(holding.Standing.IsEmpty ? null : holding.Sequence, [.. rated[true]], [.. rated[false]]);
    }

    private static BoxReport Report(BallotBox box) => new(box.Groups.Sum(group => group.Voted), box.Tally.Slips, box.Groups, TallyDigest.Of(box.Tally));
}
