using System.Diagnostics;
using static Evaluation.Units.Supervision.AdjustmentState;

namespace Evaluation.Units.Supervision;

/// <summary>The rules of spot checks, facts and adjustments (F18, F19).</summary>
internal static class SupervisionDecider
{
    public static Decision<UnitEvent> Decide(UnitState state, SupervisionCommand command)
    {
        var book = state.Supervision;
        return command switch
        {
            RecordSpotCheck record => Create(book, record.Key, record.At, book.SpotChecks.Count, () =>
                new SpotCheckRecorded(record.Check with { Id = book.CheckIds.Next }, record.At, record.By.Account, record.Key) { Person = record.By.StoredPerson }),
            WithdrawSpotCheck withdraw => Withdraw(book, withdraw),
            RecordFact record => Create(book, record.Key, record.At, book.Facts.Count, () =>
                new FactRecorded(book.FactIds.Next, record.Fact, record.At, record.By.Account, record.Key) { Person = record.By.StoredPerson }),
            WithdrawFact withdraw => Withdraw(book, withdraw),
            ProposeAdjustment propose => Create(book, propose.Key, propose.At, book.Adjustments.Count, () => Proposed(book, propose)),
            AdjustmentDecision decision => book.FindAdjustment(decision.Id) is { } entry
                ? Decide(entry, decision)
                : new Refusal(RefusalCode.NoSuchAdjustment, $"The unit has no adjustment '{decision.Id}'.", ("id", decision.Id)),
            _ => throw new UnreachableException(command.GetType().Name),
        };
    }

    /// <summary>Creates an entry, unless a call with the same key has done so.</summary>
    private static Decision<UnitEvent> Create(SupervisionBook book, CreationKey? key, DateTimeOffset at, int count, Func<UnitEvent> create)
    {
        var known = book.Keys.Find(key, at);
        if (known.IsRefused(out var refusal))
            return refusal;
        if (known.Answer is not null)
            return Decision<UnitEvent>.NothingToDo;
        return count < Limits.SupervisionEntriesPerUnit
            ? create()
            : new Refusal(
                RefusalCode.TooManyEntries, $"A unit has at most {Limits.SupervisionEntriesPerUnit} entries of this kind, withdrawn ones included.", ("entriesMax", Limits.SupervisionEntriesPerUnit));
    }

    private static AdjustmentProposed Proposed(SupervisionBook book, ProposeAdjustment propose) =>
        new(propose.Adjustment with { Id = book.AdjustmentIds.Next, ProposedBy = propose.By.Account, ApprovedBy = null }, propose.At, propose.By.Account, propose.Key)
        {
            Person = propose.By.StoredPerson,
        };

    private static Decision<UnitEvent> Withdraw(SupervisionBook book, WithdrawSpotCheck withdraw)
    {
        if (book.FindCheck(withdraw.Id) is not { } entry)
            return new Refusal(RefusalCode.NoSuchSpotCheck, $"The unit has no spot check '{withdraw.Id}'.", ("id", withdraw.Id));
        if (entry.Withdrawn is { } earlier)
            return IsRepeat(earlier, withdraw.By, withdraw.Reason) ? Decision<UnitEvent>.NothingToDo : WrongState($"Spot check '{withdraw.Id}'", "withdrawn");
        return new SpotCheckRetracted(withdraw.Id, withdraw.Reason, withdraw.At, withdraw.By.Account) { Person = withdraw.By.StoredPerson };
    }

    private static Decision<UnitEvent> Withdraw(SupervisionBook book, WithdrawFact withdraw)
    {
        if (book.NewestFact(withdraw.Fact) is not { } entry)
            return new Refusal(RefusalCode.NoSuchFact, $"Nobody has stated the fact '{withdraw.Fact}' of the unit.", ("fact", withdraw.Fact));
        if (entry.Withdrawn is { } earlier)
            return IsRepeat(earlier, withdraw.By, withdraw.Reason) ? Decision<UnitEvent>.NothingToDo : WrongState($"The fact '{withdraw.Fact}'", "withdrawn");
        return new FactRetracted(withdraw.Fact, withdraw.Reason, withdraw.At, withdraw.By.Account) { Person = withdraw.By.StoredPerson };
    }

    private static Decision<UnitEvent> Decide(AdjustmentEntry entry, AdjustmentDecision decision)
    {
        if (entry.Proposed.Actor.IsSamePersonAs(decision.By))
        {
            return new Refusal(
                RefusalCode.SamePerson, $"Adjustment '{decision.Id}' was proposed by the same person. Another person decides on it.", ("proposedBy", entry.Adjustment.ProposedBy));
        }
        var (account, person) = (decision.By.Account, decision.By.StoredPerson);
        return (entry.State, decision) switch
        {
            (AdjustmentState.Proposed, ApproveAdjustment) =>
                new AdjustmentApproved(entry.Adjustment with { ApprovedBy = account }, decision.At, account) { Person = person },
            (AdjustmentState.Proposed, RejectAdjustment reject) => new AdjustmentRejected(reject.Id, reject.Reason, reject.At, account) { Person = person },
            (AdjustmentState.Proposed or Approved, WithdrawAdjustment withdraw) =>
                new AdjustmentRetracted(withdraw.Id, withdraw.Reason, withdraw.At, account) { Person = person },
            (Approved, ApproveAdjustment) when IsRepeat(entry.Decided!, decision.By, null) => Decision<UnitEvent>.NothingToDo,
            (Rejected, RejectAdjustment reject) when IsRepeat(entry.Decided!, decision.By, reject.Reason) => Decision<UnitEvent>.NothingToDo,
            (Withdrawn, WithdrawAdjustment withdraw) when IsRepeat(entry.Withdrawn!, decision.By, withdraw.Reason) => Decision<UnitEvent>.NothingToDo,
            _ => WrongState($"Adjustment '{decision.Id}'", entry.State.ToString().ToLowerInvariant()),
        };
    }

    /// <summary>Whether the same account has done the same before: its answer was lost.</summary>
    private static bool IsRepeat(Signed earlier, Actor by, string? reason) => earlier.By == by.Account && earlier.Reason == reason && earlier.Ticket is null;

    private static Refusal WrongState(string subject, string state) => new(RefusalCode.WrongState, $"{subject} is {state}.", ("state", state));
}
