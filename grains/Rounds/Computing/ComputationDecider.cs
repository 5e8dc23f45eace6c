using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Rounds.Computing;

/// <summary>The rules of computing a result from closed ledgers, and of opening them again.</summary>
internal static class ComputationDecider
{
    public static Decision<RoundEvent> Start(Round round, StartComputation start)
    {
        if (round.State == Provisional || (round.State == Sealed && round.Ledgers is { Due: LedgerStep.Close } due && (due.AcceptsIncomplete || !start.AcceptsIncomplete)))
            return Decision<RoundEvent>.NothingToDo;
        if (round.State != Sealed)
            return RoundDecider.WrongState(round.State, "become provisional", LifeCycle.AllowedFrom(Provisional, round.Rules!));
        if (start.AcceptsIncomplete && string.IsNullOrWhiteSpace(start.Reason))
            return new Refusal(RefusalCode.ReasonMissing, "Accepting missing components needs a reason.");
        return new ComputationStarted(start.At, start.By, start.Reason, start.AcceptsIncomplete ? true : null);
    }

    public static Decision<RoundEvent> Stop(Round round, StopComputation stop) => IsDue(round, LedgerStep.Close, stop.Number)
        ? new ComputationStopped(stop.Why, stop.At, stop.By)
        : Decision<RoundEvent>.NothingToDo;

    public static Decision<RoundEvent> Confirm(Round round, ConfirmOpening confirm) => IsDue(round, LedgerStep.Open, confirm.Number)
        ? new LedgersOpened(confirm.At, RoundCommand.Schedule)
        : Decision<RoundEvent>.NothingToDo;

    /// <summary>
    /// A result of ledgers that were closed for another decision is not recorded. The sender sees it by the state in the answer.
    /// </summary>
    public static Decision<RoundEvent> Record(Round round, RecordResult record) => round.State switch
    {
        Provisional => Decision<RoundEvent>.NothingToDo,
        Sealed when IsDue(round, LedgerStep.Close, record.Closing) && IsOfNext(round, record) => Computed(round, record),
        Sealed => Decision<RoundEvent>.NothingToDo,
        _ => RoundDecider.WrongState(round.State, "become provisional", LifeCycle.AllowedFrom(Provisional, round.Rules!)),
    };

    public static Decision<RoundEvent> RecordCorrection(Round round, RecordResult record) =>
        round.Objections.Due.FirstOrDefault() == record.Ticket && IsOfNext(round, record) ? Computed(round, record) : Decision<RoundEvent>.NothingToDo;

    public static Decision<RoundEvent> Reopen(MoveRound move) => string.IsNullOrWhiteSpace(move.Reason)
        ? new Refusal(RefusalCode.ReasonMissing, "Going back from provisional to sealed needs a reason.")
        : new AssessmentReopened(move.At, move.By, move.Reason);

    private static bool IsDue(Round round, LedgerStep step, int? number) => round.Ledgers.Due == step && round.Ledgers.Number == number;

    /// <summary>What is published for a recount names its version.</summary>
    private static bool IsOfNext(Round round, RecordResult record) => record.Recount is null || record.Recount.Version == round.Versions.Count + 1;

    private static ResultComputed Computed(Round round, RecordResult record)
    {
        var result = record.Result with { Version = round.Versions.Count + 1, ComputedAt = record.At };
        var computed = new ResultComputed(
            result,
            record.At,
            record.By,
            record.Reason,
            record.Ticket,
            LedgerVersions: record.LedgerVersions,
            Pinned: record.Pinned,
            AcceptsIncomplete: record.Ticket is null && round.Ledgers.AcceptsIncomplete ? true : null,
            Tails: record.Ticket is null ? record.Tails : null,
            Recount: record.Recount?.Sha256);
        return round.Versions.IsEmpty
            ? computed
            : computed with { Result = result with { Turnout = [], Classes = [] }, Changes = ResultChanges.Between(round.Versions[^1].Result, result) };
    }
}
