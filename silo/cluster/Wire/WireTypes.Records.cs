using Evaluation.Ballots.Records;
using Evaluation.Rounds.Recording;

namespace Evaluation.Cluster.Wire;

internal sealed partial class WireTypes
{
    /// <summary>Sealed records, and the end of keys.</summary>
    private static Dictionary<string, Type> Records => new()
    {
        ["view-sealed-units"] = typeof(ViewSealedUnits),
        ["view-sealed-totals"] = typeof(ViewSealedTotals),
        ["record-units"] = typeof(RecordUnits),
        ["record-comments"] = typeof(RecordComments),
        ["complete-record"] = typeof(CompleteRecord),
        ["view-record"] = typeof(ViewRecord),
        ["view-recorded-patterns"] = typeof(ViewRecordedPatterns),
        ["view-recorded-comments"] = typeof(ViewRecordedComments),
        ["view-recorded-turnout"] = typeof(ViewRecordedTurnout),
        ["view-recorded-votes"] = typeof(ViewRecordedVotes),
        ["sealed-units"] = typeof(SealedUnits),
        ["record-totals"] = typeof(RecordTotals),
        ["record-progress"] = typeof(RecordProgress),
        ["recorded-votes"] = typeof(RecordedVotes),
        ["record-votes"] = typeof(RecordVotes),
        ["keep-record"] = typeof(KeepRecord),
        ["propose-key-destruction"] = typeof(ProposeKeyDestruction),
        ["approve-key-destruction"] = typeof(ApproveKeyDestruction),
        ["view-recorded-mark"] = typeof(ViewRecordedMark),
        ["recorded-mark"] = typeof(RecordedMark),
    };
}
