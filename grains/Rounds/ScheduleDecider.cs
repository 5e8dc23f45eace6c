using Evaluation.Kernel.Reading;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Rounds;

/// <summary>The rules by which voting opens and closes on schedule.</summary>
internal static class ScheduleDecider
{
    public static Decision<RoundEvent> Schedule(Round round, ScheduleRound schedule)
    {
        if (round.Rules!.VoteCriteria.Count == 0 || round.State is not (Draft or Assessing or Voting or Paused))
            return RoundDecider.WrongState(round.State, "be scheduled", Draft, Assessing, Voting, Paused);
        var isOpen = round.State is Voting or Paused;
        var opensAt = schedule.ClearsOpening ? null : schedule.OpensAt ?? round.OpensAt;
        var closesAt = schedule.ClearsClose ? null : schedule.ClosesAt ?? round.ClosesAt;
        if (opensAt == round.OpensAt && closesAt == round.ClosesAt)
            return Decision<RoundEvent>.NothingToDo;
        if (Stale.Refuse(schedule.BasedOn, round.ScheduleVersion, "The schedule") is { } stale)
            return stale;
        if (isOpen && round.ClosesAt <= schedule.At)
            return Bad(round, "Voting has closed; ballots were refused since, so it cannot be extended any more.", "/closesAt", "can no longer change: voting has closed");
        if (isOpen && opensAt != round.OpensAt)
            return Bad(round, "Voting has opened already; only the closing instant can change.", "/opensAt", "can no longer change: voting has opened");
        if (closesAt <= schedule.At)
            return Bad(round, "The closing instant is in the past.", "/closesAt", "lies in the past");
        if (closesAt <= opensAt)
            return Bad(round, "Voting must open before it closes.", "/closesAt", "must be later than the opening");
        if (isOpen && string.IsNullOrWhiteSpace(schedule.Reason))
            return new Refusal(RefusalCode.ReasonMissing, "Changing the close of an open round needs a reason.");
        return new VotingScheduled(opensAt, closesAt, schedule.At, schedule.By, schedule.Reason);
    }

    public static Decision<RoundEvent> KeepTime(Round round, DateTimeOffset at) => round.State switch
    {
        Draft or Assessing when round.OpensAt <= at && round.Rules!.VoteCriteria.Count > 0 => Open(round, at),
        Voting or Paused when round.ClosesAt <= at => new SealingStarted(at, RoundCommand.Schedule),
        _ => Decision<RoundEvent>.NothingToDo,
    };

    private static Decision<RoundEvent> Open(Round round, DateTimeOffset at)
    {
        var opensAt = round.OpensAt!.Value;
        if (round.ClosesAt is { } closesAt && closesAt <= at)
            return new ScheduleMissed(opensAt, closesAt, at, RoundCommand.Schedule);
        var opened = new VotingOpened(opensAt, at, RoundCommand.Schedule);
        return round.State == Draft && round.Rules!.HasAssessedCriteria
            ? Decision<RoundEvent>.Of(new AssessingOpened(at, RoundCommand.Schedule), opened)
            : opened;
    }

    private static Refusal Bad(Round round, string what, string pointer, string fault) =>
        new(RefusalCode.BadSchedule, what, ("opensAt", round.OpensAt), ("closesAt", round.ClosesAt), ("faults", (Fault[])[new(pointer, fault)]));
}
