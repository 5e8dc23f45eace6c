using Evaluation.Runtime;

namespace Evaluation.Rounds.LostSlips;

/// <summary>
/// Begins to revoke a lost slip, and to let a spare vote in its place. The same again changes nothing; refused with
/// <see cref="RefusalCode.SlipRevoked"/> when the slip was revoked with another spare, and with <see cref="RefusalCode.SpareUsed"/>.
/// </summary>
/// <param name="Batch">The batch of the slip and of the spare.</param>
/// <param name="Slip">The slip, as <see cref="Ballots.LostSlips.SlipKey.Seal"/> writes it.</param>
/// <param name="Spare">The spare, likewise; null for none.</param>
public sealed record StartSlipRevocation(string Batch, string Slip, string? Spare, DateTimeOffset At, string By, string Reason) : RoundViewCommand, IRepeatable;

/// <summary>States what came of a revocation in the boxes. Ignored unless it is open.</summary>
public sealed record CompleteSlipRevocation(int Number, SlipOutcome Outcome, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>
/// The revocation of a slip. After its batch became void, the spare does not vote either, so a replaced slip is one that is revoked.
/// Refused with <see cref="RefusalCode.NoSuchSlip"/> when the round has revoked no such slip.
/// </summary>
/// <param name="Slip">The slip, as <see cref="Ballots.LostSlips.SlipKey.Seal"/> writes it.</param>
public sealed record ViewSlipRevocation(string Slip) : RoundQuery<SlipRevocation>
{
    private protected override Outcome<SlipRevocation> Read(Round round)
    {
        if (round.Batches.Slips.Find(Slip) is not { } known)
            return SlipDecider.NoSuchSlip;
        var isVoid = round.Batches.Batches[known.Batch].State == BatchState.Void;
        return isVoid && known.Outcome == SlipOutcome.Replaced ? known with { Outcome = SlipOutcome.Revoked } : known;
    }
}
