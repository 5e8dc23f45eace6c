using Evaluation.Log;

namespace Evaluation.Cluster.Wire;

internal sealed partial class WireTypes
{
    /// <summary>The log of blocks.</summary>
    private static Dictionary<string, Type> BlockLog => new()
    {
        ["add-block"] = typeof(AddBlock),
        ["begin-origin"] = typeof(BeginOrigin),
        ["report-heads"] = typeof(ReportHeads),
        ["report-checkpoint"] = typeof(ReportCheckpoint),
        ["compare-heads"] = typeof(CompareHeads),
        ["prove-block"] = typeof(ProveBlock),
        ["prove-consistency"] = typeof(ProveConsistency),
        ["view-checkpoint"] = typeof(ViewCheckpoint),
        ["view-log"] = typeof(ViewLog),
        ["view-moments"] = typeof(ViewMoments),
        ["view-root"] = typeof(ViewRoot),
        ["compared-heads"] = typeof(ComparedHeads),
        ["log-checkpoint"] = typeof(LogCheckpoint),
        ["log-proof"] = typeof(LogProof),
        ["log-root"] = typeof(LogRoot),
        ["log-view"] = typeof(LogView),
        ["recorded-moments"] = typeof(RecordedMoments),
    };
}
