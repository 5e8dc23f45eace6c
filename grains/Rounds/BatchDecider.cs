using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Rounds;

/// <summary>The rules of issuing credentials in batches.</summary>
internal static class BatchDecider
{
    public static readonly Refusal NoSuchBatch = new(RefusalCode.NoSuchBatch, "The round has no such batch of credentials.");

    private static readonly Refusal TooMany = new(
        RefusalCode.TooManyBatches, $"The limit of {Limits.BatchesPerRound} batches of credentials in one round is reached.", ("most", Limits.BatchesPerRound));

    public static readonly Refusal NeedsKey = new(RefusalCode.NoSuchKey, "Credentials in two parts need the key of the round, and this round was begun without one. Make a new round.");

    public static Refusal AlreadyCast(string batch) =>
        new(RefusalCode.AlreadyCast, "A credential of this batch has voted, so the batch stays.", ("batch", batch));

    public static Decision<RoundEvent> Reserve(Round round, ReserveCredentials reserve)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reserve.Count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(reserve.Spares);
        if (round.Batches.Batches.TryGetValue(reserve.Batch, out var known))
            return Exists(known);
        var rules = round.Rules!;
        if (!MayIssue(round))
            return RoundDecider.WrongState(round.State, "issue credentials", Draft, Assessing, Voting, Paused);
        if (rules.Groups.FirstOrDefault(group => group.Code == reserve.Group) is not { } group)
            return new Refusal(RefusalCode.NoSuchGroup, $"The round has no group '{reserve.Group}'.", ("group", reserve.Group));
        if (round.Batches.Batches.Count >= Limits.BatchesPerRound)
            return TooMany;
        foreach (var unit in reserve.Units ?? [])
            if (rules.Units.All(candidate => candidate.Code != unit))
                return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));
        if (reserve.Spares > 0 && round.KeyCommitment is null)
            return new Refusal(RefusalCode.WrongState, "This round is of an earlier build: its slips have no numbers, so spares cannot replace them. Issue without spares.");
        return round.Batches.Taken(group.Code) + (long)reserve.Count > group.Roll
            ? RollExceeded(round, group, reserve.Count)
            : new CredentialsReserved(
                reserve.Batch, reserve.Group, reserve.Count, reserve.Units, reserve.At, reserve.By, Held: reserve.Held ? true : null,
                Spares: reserve.Spares == 0 ? null : reserve.Spares, Person: reserve.Person);
    }

    public static Decision<RoundEvent> Settle(Round round, SettleCredentials settle)
    {
        if (!round.Batches.Batches.TryGetValue(settle.Batch, out var batch))
            return NoSuchBatch;
        if (batch.State == BatchState.Issued || (batch.State == BatchState.Void && settle.Kept != batch.Count))
            return Decision<RoundEvent>.NothingToDo;
        if (batch.State == BatchState.Void || batch.Due == BatchStep.Void)
            return new Refusal(RefusalCode.WrongState, "The batch is void.");
        // Credentials that the boxes hold back are issued all or none. Others vote already, so the boxes say how many are left.
        var kept = !batch.IsHeld ? Math.Clamp(settle.Kept, 0, batch.Count) : settle.Kept == batch.Count ? batch.Count : 0;
        if (batch.IsHeld && kept > 0 && !MayIssue(round))
            return RoundDecider.WrongState(round.State, "issue credentials", Draft, Assessing, Voting, Paused);
        return new CredentialsSettled(settle.Batch, kept, settle.At, RoundCommand.Schedule, settle.Reason);
    }

    public static Decision<RoundEvent> Void(Round round, VoidBatch command)
    {
        if (!round.Batches.Batches.TryGetValue(command.Batch, out var batch))
            return NoSuchBatch;
        if (batch.State == BatchState.Void || batch.Due == BatchStep.Void)
            return Decision<RoundEvent>.NothingToDo;
        if (batch.IsUsed)
            return AlreadyCast(batch.Batch);
        if (batch.State == BatchState.Issued && command.OnlyUnsettled)
            return new Refusal(RefusalCode.WrongState, "The batch is issued.");
        if (batch.State == BatchState.Issued && !MayIssue(round))
            return RoundDecider.WrongState(round.State, "void issued credentials", Draft, Assessing, Voting, Paused);
        if (round.Batches.Slips.Open.Any(open => open.Batch == batch.Batch))
            return Refusal.Busy;
        if (round.Recording.IsDestroyed)
            return new Refusal(RefusalCode.WrongState, "The key of this round was destroyed, so no ballot box can remove the credentials of a batch. None of them votes any more.");
        return new VoidingStarted(command.Batch, command.At, command.By, command.Reason);
    }

    public static Decision<RoundEvent> Complete(Round round, CompleteBatch complete)
    {
        if (!round.Batches.Batches.TryGetValue(complete.Batch, out var batch) || batch.Version != complete.Version)
            return Decision<RoundEvent>.NothingToDo;
        return (batch.Due, complete.Outcome) switch
        {
            (BatchStep.Enable, BatchOutcome.Enabled) => new CredentialsEnabled(batch.Batch, complete.At, RoundCommand.Schedule),
            (BatchStep.Void, BatchOutcome.Void) => new BatchVoided(batch.Batch, complete.At, RoundCommand.Schedule),
            (BatchStep.Void, BatchOutcome.Used) => new VoidingRefused(batch.Batch, complete.At, RoundCommand.Schedule),
            _ => Decision<RoundEvent>.NothingToDo,
        };
    }

    public static Decision<RoundEvent> Fetch(Round round, FetchSecondParts fetch)
    {
        if (!round.Batches.Batches.TryGetValue(fetch.Batch, out var batch))
            return NoSuchBatch;
        if (!round.Rules!.HasTwoParts)
            return new Refusal(RefusalCode.WrongState, "The credentials of this round have one part.");
        if (fetch.By.IsSamePersonAs(batch.Issuer))
            return new Refusal(RefusalCode.SamePerson, "Who issues a batch has the first parts of its credentials. Another person fetches the second ones.", ("by", batch.By));
        if (batch.State != BatchState.Issued)
            return new Refusal(RefusalCode.WrongState, "The batch is not issued, or it is void.", ("batch", batch.Batch));
        if (!MayIssue(round))
            return RoundDecider.WrongState(round.State, "give out parts of credentials", Draft, Assessing, Voting, Paused);
        return batch.Second switch
        {
            null => new SecondPartsFetched(fetch.Batch, fetch.At, fetch.By.Account, Person: fetch.By.StoredPerson),
            var first when fetch.By.IsSamePersonAs(Actor.Of(first.By, first.Person)) =>
                new SecondPartsFetched(fetch.Batch, fetch.At, fetch.By.Account, Person: fetch.By.StoredPerson, Again: true),
            var first => new Refusal(
                RefusalCode.SecondPartsFetched,
                $"'{first.By}' has fetched the second parts of this batch. If they were lost, void the batch and issue another one.",
                ("by", first.By), ("at", first.At)),
        };
    }

    private static bool MayIssue(Round round) => round.State is Draft or Assessing or Voting or Paused && round.Rules!.VoteCriteria.Count > 0;

    private static Refusal Exists(CredentialBatch batch) => new(
        RefusalCode.BatchExists,
        $"The batch '{batch.Batch}' exists already, and nothing more was issued. Credentials are never shown again: void the batch and issue another.",
        ("batch", batch.Batch),
        ("group", batch.Group),
        ("count", batch.Count),
        ("at", batch.ReservedAt),
        ("by", batch.By),
        ("state", batch.State.ToString().ToLowerInvariant()));

    private static Refusal RollExceeded(Round round, Group group, int count)
    {
        var issued = round.Batches.Issued.GetValueOrDefault(group.Code);
        var unsettled = round.Batches.Unsettled.Where(batch => batch.Group == group.Code).ToArray();
        var held = unsettled.Length == 0 ? "" : $", and {unsettled.Sum(batch => batch.Count)} in batches that are not settled";
        return new(
            RefusalCode.RollExceeded,
            $"Group '{group.Code}' has {group.Roll} people on its roll and {issued} credentials{held}; {count} more are too many.",
            ("roll", group.Roll),
            ("issued", issued),
            ("unsettled", unsettled.Length == 0 ? null : unsettled.Select(batch => batch.Batch).ToArray()));
    }
}
