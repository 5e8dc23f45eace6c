using Evaluation.Staff.Proposals;

namespace Evaluation.Cluster.Wire;

internal sealed partial class WireTypes
{
    /// <summary>Accounts under four eyes.</summary>
    private static Dictionary<string, Type> FourEyes => new()
    {
        ["install-four-eyes"] = typeof(InstallFourEyes),
        ["propose-staff"] = typeof(ProposeStaff),
        ["approve-proposal"] = typeof(ApproveProposal),
        ["reject-proposal"] = typeof(RejectProposal),
        ["take-access"] = typeof(TakeAccess),
        ["remove-access"] = typeof(RemoveAccess),
        ["break-glass"] = typeof(BreakGlass),
        ["complete-break-glass"] = typeof(CompleteBreakGlass),
        ["cancel-break-glass"] = typeof(CancelBreakGlass),
        ["view-four-eyes"] = typeof(ViewFourEyes),
        ["view-second-eyes"] = typeof(ViewSecondEyes),
        ["four-eyes-book"] = typeof(FourEyesBook),
    };
}
