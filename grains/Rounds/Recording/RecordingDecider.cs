using Evaluation.Rules;

namespace Evaluation.Rounds.Recording;

/// <summary>The rules of the sealed record of a round and of the end of its key.</summary>
internal static class RecordingDecider
{
    public static Decision<RoundEvent> Record(Round round, RecordVotes record)
    {
        if (round.State != RoundState.Sealing || round.KeyCommitment is null)
            return Decision<RoundEvent>.NothingToDo;
        var totals = record.Record.Totals;
        if (round.Counted.Count < round.Rules!.BallotBoxes)
            return new Refusal(RefusalCode.WrongState, "Not all boxes are counted yet.");
        if (totals.Ballots != round.Counted.Values.Sum(box => box.Ballots) || totals.Slips != round.Counted.Values.Sum(box => box.Slips))
            return new Refusal(RefusalCode.WrongState, "The sealed record does not hold what the boxes reported. Inform the operator: run verify.");
        return Decision<RoundEvent>.Of(
            new VotesRecorded(
                record.Record.Digest, totals.Ballots, totals.Slips, totals.Replaced, record.At, RoundCommand.Schedule, LeftOut: totals.LeftOut == 0 ? null : totals.LeftOut),
            new RoundSealed(record.At, RoundCommand.Schedule));
    }

    public static Decision<RoundEvent> Keep(Round round, KeepRecord keep)
    {
        if (round.Recording.Record is not { } record)
            return new Refusal(RefusalCode.WrongState, "This round has no sealed record.");
        if (keep.Digest != record.Digest)
            return new Refusal(RefusalCode.RecordDiffers, "This is not the digest of the sealed record. Read it in the last row of the copy, or download the record again.");
        return round.Recording.Kept?.Place == keep.Place ? Decision<RoundEvent>.NothingToDo : new RecordKept(keep.Place, keep.At, keep.By.Account, Person: keep.By.StoredPerson);
    }

    public static Decision<RoundEvent> Propose(Round round, ProposeKeyDestruction propose)
    {
        if (Refuse(round) is { } refusal)
            return refusal;
        if (round.Recording.IsDestroyed)
            return Decision<RoundEvent>.NothingToDo;
        if (propose.Reason.Length == 0)
            return new Refusal(RefusalCode.ReasonMissing, "Say why the key is destroyed. The reason stands in the audit of the round.");
        if (round.Recording is { Proposed: null, Record: not null, Kept: null })
            return new Refusal(RefusalCode.RecordNotKept, "No copy of the sealed record is kept in a second place. An auditor downloads it and states its digest first.");
        var proposed = new KeyDestructionProposed(propose.At, propose.By.Account, propose.Reason, propose.By.StoredPerson);
        if (propose.FourEyes)
            return round.Recording.Proposed is null ? proposed : Decision<RoundEvent>.NothingToDo;
        var destroyed = new KeyDestroyed(propose.By.Account, propose.At, propose.By.Account, propose.Reason, propose.By.StoredPerson, OneConfirmation: true);
        return Decision<RoundEvent>.Of(proposed, destroyed);
    }

    public static Decision<RoundEvent> Approve(Round round, ApproveKeyDestruction approve)
    {
        if (Refuse(round) is { } refusal)
            return refusal;
        if (round.Recording.IsDestroyed)
            return Decision<RoundEvent>.NothingToDo;
        if (round.Recording.Proposed is not { } proposed)
            return new Refusal(RefusalCode.NothingProposed, "Nobody has proposed to destroy the key of this round.");
        if (approve.By.IsSamePersonAs(Actor.Of(proposed.By, proposed.Person)))
            return new Refusal(RefusalCode.SamePerson, $"'{proposed.By}' has proposed to destroy the key. Another person must confirm it.");
        return new KeyDestroyed(proposed.By, approve.At, approve.By.Account, proposed.Reason, approve.By.StoredPerson);
    }

    private static Refusal? Refuse(Round round)
    {
        if (round.KeyCommitment is null)
            return new Refusal(RefusalCode.WrongState, "This round has no key: its ballots are stored in the old form.");
        var allowedFrom = LifeCycle.LosesKeyFrom(round.Rules!.Policies.DestroyKeyAt);
        if (!allowedFrom.Contains(round.State))
            return RoundDecider.WrongState(round.State, "lose its key", allowedFrom);
        // Boxes that hold back or remove credentials need the key.
        return round.Batches.Due.Any() || !round.Batches.Slips.Open.IsEmpty ? Refusal.Busy : null;
    }
}
