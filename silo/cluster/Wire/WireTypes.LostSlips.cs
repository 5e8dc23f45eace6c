using Evaluation.Ballots.LostSlips;
using Evaluation.Rounds.LostSlips;

namespace Evaluation.Cluster.Wire;

internal sealed partial class WireTypes
{
    /// <summary>Slip numbers, lost slips and their spares.</summary>
    private static Dictionary<string, Type> LostSlips => new()
    {
        ["revoke-slip"] = typeof(RevokeSlip),
        ["activate-spare"] = typeof(ActivateSpare),
        ["view-slip"] = typeof(ViewSlip),
        ["slip-standing"] = typeof(SlipStanding),
        ["start-slip-revocation"] = typeof(StartSlipRevocation),
        ["complete-slip-revocation"] = typeof(CompleteSlipRevocation),
        ["view-slip-revocation"] = typeof(ViewSlipRevocation),
        ["slip-revocation"] = typeof(SlipRevocation),
    };
}
