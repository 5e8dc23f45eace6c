using Evaluation.Ballots.Records;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Tests.Rounds;
using Evaluation.Tests.Workflows.Live;

namespace Evaluation.Tests.Runtime;

public sealed partial class RepeatableTests
{
    /// <summary>Requests about sealed records and the end of keys.</summary>
    private static Dictionary<Type, Action> OfRecords() => new()
    {
        [typeof(ViewSealedUnits)] = () => Twice(SealedBox(), new ViewSealedUnits(0, 2)),
        [typeof(ViewSealedTotals)] = () => Twice(SealedBox(), new ViewSealedTotals()),
        [typeof(RecordUnits)] = () => Twice(new AloneRecord(), new RecordUnits(0, [new([0], null, 0)])),
        [typeof(RecordComments)] = () => Twice(StartedRecord(), new RecordComments(0, 0, [new(0, "a", 1)])),
        [typeof(CompleteRecord)] = () => Twice(StartedRecord(isCommented: true), new CompleteRecord(1, Totals)),
        [typeof(ViewRecord)] = () => Twice(StartedRecord(), new ViewRecord()),
        [typeof(ViewRecordedPatterns)] = () => Twice(CompleteRecord(), new ViewRecordedPatterns(0)),
        [typeof(ViewRecordedComments)] = () => Twice(CompleteRecord(), new ViewRecordedComments(0)),
        [typeof(ViewRecordedTurnout)] = () => Twice(CompleteRecord(), new ViewRecordedTurnout()),
        [typeof(ViewRecordedVotes)] = () => Twice(CompleteRecord(), new ViewRecordedVotes(Drawn.Round.Scale, [0])),
        [typeof(RecordVotes)] = () => Twice(CountedRound(), new RecordVotes(new("digest", Totals with { Ballots = 2, Slips = 4 }), Given.Close)),
        [typeof(KeepRecord)] = () => Twice(RecordedRound(), new KeepRecord("digest", "safe 2", Inspector, Given.Close)),
        [typeof(ApproveKeyDestruction)] = () => Twice(ProposedRound(), new ApproveKeyDestruction(Inspector, Given.Close)),
        [typeof(ViewRecordedMark)] = () => Twice(GivenRound.In(RoundState.Voting), new ViewRecordedMark()),
    };

    private static RecordTotals Totals => new([new("npc", 3, 1)], [3, 0], 1, 1, 0, 0);

    private static AloneRecord StartedRecord(bool isCommented = false)
    {
        var record = new AloneRecord();
        record.Do(new RecordUnits(0, [new(PatternBytes.Write([new(0, 0, 1)]), null, 1)]));
        if (isCommented)
            record.Do(new RecordComments(0, 0, [new(0, "a", 1)]));
        return record;
    }

    private static AloneRecord CompleteRecord()
    {
        var record = StartedRecord(isCommented: true);
        record.Do(new CompleteRecord(1, Totals));
        return record;
    }

    private static AloneRound CountedRound()
    {
        var round = new AloneRound();
        GivenRound.Bring(round, RoundState.Draft);
        round.Do(new CommitKey(new string('a', 64), GivenRound.Created, "li"));
        round.Do(GivenRound.Move(RoundState.Voting));
        round.Do(GivenRound.Move(RoundState.Sealed));
        round.CountBoxes();
        return round;
    }

    private static AloneRound RecordedRound()
    {
        var round = CountedRound();
        round.Do(new RecordVotes(new("digest", Totals with { Ballots = 2, Slips = 4 }), Given.Close));
        return round;
    }

    private static AloneRound ProposedRound()
    {
        var round = CountedRound();
        round.Do(GivenRound.Move(RoundState.Cancelled));
        round.Do(new ProposeKeyDestruction("cancelled", FourEyes: true, new("li", "li"), Given.Close));
        return round;
    }
}
