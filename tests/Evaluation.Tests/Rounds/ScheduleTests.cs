using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

public sealed class ScheduleTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void A_scheduled_round_opens_and_closes_at_its_instants()
    {
        var round = Scheduled();
        Assert.Equal(Draft, round.Do(new KeepTime(Given.Opening - Millisecond)).State);
        Assert.Equal(Voting, round.Do(new KeepTime(Given.Opening)).State);
        Assert.Equal(Voting, round.Do(new KeepTime(Given.Close - Millisecond)).State);
        Assert.Equal(Sealing, round.Do(new KeepTime(Given.Close)).State);
        Assert.Equal(["voting-scheduled", "voting-opened", "sealing-started"], round.Do(new ViewAudit()).Lines.Skip(1).Select(line => line.Act));
    }

    [Fact]
    public void A_missed_opening_is_made_up_with_the_announced_instant()
    {
        var round = Scheduled();
        Assert.Equal(new BoxWindow(2, Given.Opening, Given.Close, Paused: false, Closed: false), round.Do(new KeepTime(Given.Opening.AddHours(5))).Window);
    }

    [Fact]
    public void A_round_with_assessed_criteria_opens_assessment_and_voting_together()
    {
        var round = Scheduled(Given.AssessedRules);
        round.Do(new KeepTime(Given.Opening));
        Assert.Equal(["assessing-opened", "voting-opened"], round.Do(new ViewAudit()).Lines.TakeLast(2).Select(line => line.Act));
    }

    [Fact]
    public void A_round_in_assessment_opens_by_schedule()
    {
        var round = GivenRound.In(Assessing, Given.AssessedRules);
        round.Do(Schedule(Given.Opening, Given.Close));
        Assert.Equal(Voting, round.Do(new KeepTime(Given.Opening)).State);
    }

    [Fact]
    public void When_opening_and_close_are_both_missed_the_round_stays_closed_and_the_audit_says_so()
    {
        var round = Scheduled();
        Assert.Equal((Draft, null, null), (round.Do(new KeepTime(Given.Close)).State, round.State.OpensAt, round.State.ClosesAt));
        Assert.Equal("schedule-missed", round.Do(new ViewAudit()).Lines[^1].Act);

        var history = round.History.Count;
        round.Do(new KeepTime(Given.Close.AddDays(1)));
        Assert.Equal(history, round.History.Count);
    }

    [Fact]
    public void An_open_round_is_extended_with_a_reason_that_the_audit_keeps()
    {
        var round = GivenRound.In(Voting);
        round.Do(Schedule(null, Given.Close, "by order of the office"));
        var extended = round.Do(Schedule(null, Given.Close.AddHours(2), "a power cut"));

        Assert.Equal((Given.Opening, Given.Close.AddHours(2)), (extended.OpensAt, extended.ClosesAt));
        Assert.Equal(("voting-scheduled", "a power cut"), (round.Do(new ViewAudit()).Lines[^1].Act, round.Do(new ViewAudit()).Lines[^1].Reason));
        Assert.Equal(Voting, round.Do(new KeepTime(Given.Close)).State);
        Assert.Equal(Sealing, round.Do(new KeepTime(Given.Close.AddHours(2))).State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_open_round_is_not_extended_without_a_reason(string? reason)
    {
        foreach (var state in (RoundState[])[Voting, Paused])
            Assert.Equal(RefusalCode.ReasonMissing, GivenRound.In(state).Refused(Schedule(null, Given.Close, reason)).Code);
    }

    [Fact]
    public void A_close_in_the_past_is_refused()
    {
        Assert.Equal(RefusalCode.BadSchedule, GivenRound.In(Draft).Refused(Schedule(null, GivenRound.Created)).Code);
        Assert.Equal(RefusalCode.BadSchedule, GivenRound.In(Voting).Refused(Schedule(null, GivenRound.Created - Millisecond, "late")).Code);
        GivenRound.In(Draft).Do(Schedule(null, GivenRound.Created + Millisecond));
    }

    [Fact]
    public void A_close_at_or_before_the_opening_is_refused()
    {
        Assert.Equal(RefusalCode.BadSchedule, GivenRound.In(Draft).Refused(Schedule(Given.Opening, Given.Opening)).Code);
        Assert.Equal(RefusalCode.BadSchedule, Scheduled().Refused(Schedule(Given.Close, null)).Code);
    }

    [Fact]
    public void The_opening_of_an_opened_round_cannot_be_moved() =>
        Assert.Equal(RefusalCode.BadSchedule, GivenRound.In(Voting).Refused(Schedule(Given.Opening.AddHours(1), Given.Close, "why not")).Code);

    [Fact]
    public void Voting_cannot_be_opened_by_hand_after_its_close()
    {
        var round = Scheduled();
        var refusal = round.Refused(GivenRound.Move(Voting, Given.Close));
        Assert.Equal((RefusalCode.BadSchedule, (DateTimeOffset?)Given.Close), (refusal.Code, refusal.Fact("closesAt")));
        Assert.Equal(Given.Close - Millisecond, round.Do(GivenRound.Move(Voting, Given.Close - Millisecond)).OpensAt);
    }

    [Fact]
    public void A_round_past_its_close_cannot_be_extended_even_if_it_is_still_open()
    {
        var round = Scheduled();
        round.Do(new KeepTime(Given.Opening));
        var late = Schedule(null, Given.Close.AddDays(1), "more time");
        Assert.Equal(RefusalCode.BadSchedule, round.Refused(late with { At = Given.Close }).Code);
        Assert.Equal(Given.Close.AddDays(1), round.Do(late with { At = Given.Close - Millisecond }).ClosesAt);
    }

    [Fact]
    public void A_paused_round_closes_by_schedule()
    {
        var round = GivenRound.In(Paused);
        round.Do(Schedule(null, Given.Close, "as announced"));
        Assert.Equal(Sealing, round.Do(new KeepTime(Given.Close)).State);
    }

    [Theory]
    [InlineData(Sealing)]
    [InlineData(Sealed)]
    [InlineData(Published)]
    [InlineData(Cancelled)]
    public void A_closed_round_cannot_be_scheduled(RoundState state)
    {
        var refusal = GivenRound.In(state).Refused(Schedule(null, Given.Close, "more time"));
        Assert.Equal(RefusalCode.WrongState, refusal.Code);
        Assert.Equal(["draft", "assessing", "voting", "paused"], Assert.IsType<string[]>(refusal.Fact("allowedFrom")));
    }

    [Fact]
    public void A_round_without_a_vote_cannot_be_scheduled() =>
        Assert.Equal(RefusalCode.WrongState, GivenRound.In(Draft, Given.InspectedOnlyRules).Refused(Schedule(Given.Opening, Given.Close)).Code);

    [Fact]
    public void Every_change_of_the_voting_window_gives_it_a_new_number()
    {
        var round = GivenRound.In(Voting);
        List<BoxWindow> windows = [round.Do(new ViewRound()).Window!];
        foreach (var command in (RoundCommand[])[Schedule(null, Given.Close, "as announced"), GivenRound.Move(Paused), GivenRound.Move(Voting), GivenRound.Move(Sealed)])
            windows.Add((command is MoveRound move ? round.Do(move) : round.Do((ScheduleRound)command)).Window!);

        Assert.Equal([1L, 2, 3, 4, 5], windows.Select(window => window.Version));
        Assert.Equal([false, false, true, false, false], windows.Select(window => window.Paused));
        Assert.Equal([false, false, false, false, true], windows.Select(window => window.Closed));
        Assert.Equal([null, Given.Close, Given.Close, Given.Close, Given.Opening], windows.Select(window => window.ClosesAt));
    }

    [Fact]
    public void Cancelling_closes_the_boxes()
    {
        var round = GivenRound.In(Voting);
        Assert.True(round.Do(GivenRound.Move(Cancelled)).Window!.Closed);
    }

    [Fact]
    public void The_next_due_act_is_the_opening_then_the_close_then_the_count()
    {
        var round = Scheduled();
        Assert.Equal(Given.Opening, round.Do(new ViewRound()).DueAt);
        Assert.Equal(Given.Close, round.Do(new KeepTime(Given.Opening)).DueAt);
        Assert.Equal(DateTimeOffset.MinValue, round.Do(new KeepTime(Given.Close)).DueAt);
        round.CountBoxes();
        Assert.Null(round.Do(new ViewRound()).DueAt);
    }

    private static AloneRound Scheduled(RoundRules? rules = null)
    {
        var round = GivenRound.In(Draft, rules);
        round.Do(Schedule(Given.Opening, Given.Close));
        return round;
    }

    private static ScheduleRound Schedule(DateTimeOffset? opensAt, DateTimeOffset? closesAt, string? reason = null) =>
        new(opensAt, closesAt, GivenRound.Created, Given.Administrator, reason);
}
