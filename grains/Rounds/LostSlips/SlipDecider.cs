using Evaluation.Kernel.Reading;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Rounds.LostSlips;

/// <summary>The rules of revoking lost slips.</summary>
internal static class SlipDecider
{
    public static readonly Refusal NoSuchSlip = new(RefusalCode.NoSuchSlip, "No slip of this round has this number. Check the letters and digits.");

    public static readonly Refusal AlreadyCast = new(RefusalCode.AlreadyCast, "This slip has voted. It stays, and no spare can replace it.");

    private static readonly Refusal Revoked = new(RefusalCode.SlipRevoked, "This slip is revoked already, with another spare or without one.");

    private static readonly Refusal Used = new Refusal(RefusalCode.SpareUsed, "This spare votes already in place of another slip. Use another spare.") with { Facts = [("faults", (Fault[])[new("/spare", "is the number of a spare that is used")])] };

    private static readonly Refusal TooMany = new(
        RefusalCode.TooManyEntries, $"The limit of {Limits.LostSlipsPerRound} revocations in one round is reached; those of slips that had voted count as well. Replace whole batches.", ("most", Limits.LostSlipsPerRound));

    public static Refusal WrongState(Rules.RoundState state) => RoundDecider.WrongState(state, "revoke slips", Draft, Assessing, Voting, Paused);

    public static Decision<RoundEvent> Start(Round round, StartSlipRevocation start)
    {
        var slips = round.Batches.Slips;
        if (slips.Find(start.Slip) is { } known)
            return known.Outcome == SlipOutcome.Used ? AlreadyCast : known.Spare == start.Spare ? Decision<RoundEvent>.NothingToDo : Revoked;
        if (start.Reason.Length == 0)
            return new Refusal(RefusalCode.ReasonMissing, "Say why the slip is revoked. The reason stands in the audit of the round.");
        if (!RoundView.Of(round).MayIssue)
            return WrongState(round.State);
        if (!round.Batches.Batches.TryGetValue(start.Batch, out var batch))
            return BatchDecider.NoSuchBatch;
        if (batch.State != BatchState.Issued)
            return new Refusal(RefusalCode.WrongState, "The batch of this slip is not issued, so the slip does not vote.", ("batch", batch.Batch));
        if (batch.Due is not null)
            return Refusal.Busy;
        if (start.Spare is not null && slips.IsUsed(start.Spare))
            return Used;
        return slips.IsFull
            ? TooMany
            : new SlipRevocationStarted(start.Batch, start.Slip, start.Spare, start.At, start.By, start.Reason);
    }

    public static Decision<RoundEvent> Complete(Round round, CompleteSlipRevocation complete)
    {
        if (round.Batches.Slips.Open.FirstOrDefault(open => open.Number == complete.Number) is not { } open)
            return Decision<RoundEvent>.NothingToDo;
        return complete.Outcome == SlipOutcome.Used
            ? new SlipRevocationRefused(open.Number, open.Batch, complete.At, RoundCommand.Schedule)
            : new SlipRevoked(open.Number, open.Batch, complete.Outcome == SlipOutcome.Replaced, complete.At, RoundCommand.Schedule);
    }
}
