using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Tests.Rounds.Objections;

namespace Evaluation.Tests.Rounds;

/// <summary>A command that names the version it replaces is refused when another version is current.</summary>
public sealed class StaleRoundTests
{
    private static readonly RoundRules Other = Given.Rules with { AllowRevote = false };
    private static readonly RoundRules Third = Given.Rules with { BallotBoxes = 4 };

    [Fact]
    public void Of_two_replacements_of_one_version_only_the_first_succeeds()
    {
        var round = GivenRound.In(RoundState.Draft);
        Assert.Equal(2, round.Do(Replace(Other, 1)).RulesVersion);
        var refusal = round.Refused(Replace(Third, 1));
        Assert.Equal((RefusalCode.Stale, 2L), (refusal.Code, refusal.Fact("version")));
        Assert.Same(Other, round.Do(new ViewRules()));
        Assert.Equal(3, round.Do(Replace(Third, 7, 2)).RulesVersion);
    }

    [Fact]
    public void The_same_rules_again_are_not_stale_and_frozen_rules_are_frozen_first()
    {
        var round = GivenRound.In(RoundState.Draft);
        round.Do(Replace(Other, 1));
        Assert.Equal(2, round.Do(Replace(Other, 1)).RulesVersion);
        Assert.Equal(RefusalCode.RulesFrozen, GivenRound.In(RoundState.Voting).Refused(Replace(Other, 9)).Code);
    }

    [Fact]
    public void Of_two_schedules_for_one_version_only_the_first_succeeds()
    {
        var round = GivenRound.In(RoundState.Draft);
        Assert.Equal(2, round.Do(Schedule(Given.Opening, Given.Close, 1)).ScheduleVersion);
        Assert.Equal(RefusalCode.Stale, round.Refused(Schedule(Given.Opening.AddHours(1), null, 1)).Code);
        Assert.Equal((Given.Opening, Given.Close), (round.State.OpensAt, round.State.ClosesAt));
        // The same schedule again changes nothing.
        Assert.Equal(2, round.Do(Schedule(Given.Opening, Given.Close, 1)).ScheduleVersion);
        Assert.Equal(3, round.Do(Schedule(Given.Opening.AddHours(1), null, 2)).ScheduleVersion);
    }

    [Fact]
    public void An_opening_by_hand_makes_an_older_schedule_stale()
    {
        var round = GivenRound.In(RoundState.Draft);
        round.Do(Schedule(Given.Opening, Given.Close, 1));
        round.Do(GivenRound.Move(RoundState.Voting, Given.Opening.AddHours(-1)));
        Assert.Equal(RefusalCode.Stale, round.Refused(Schedule(null, Given.Close.AddDays(1), 2)).Code);
        round.Do(Schedule(null, Given.Close.AddDays(1), 3));
    }

    [Fact]
    public void A_pause_does_not_make_a_schedule_stale()
    {
        var round = GivenRound.In(RoundState.Voting);
        var version = round.State.ScheduleVersion;
        round.Do(GivenRound.Move(RoundState.Paused));
        round.Do(Schedule(null, Given.Close, version));
    }

    [Fact]
    public void A_cleared_instant_is_gone_and_an_open_round_without_a_close_stays_open()
    {
        var draft = GivenRound.In(RoundState.Draft);
        draft.Do(Schedule(Given.Opening, Given.Close, 1));
        var cleared = draft.Do(Schedule(null, null, 2) with { ClearsOpening = true });
        Assert.Equal((null, Given.Close), (cleared.OpensAt, cleared.ClosesAt));
        Assert.Equal(RoundState.Draft, draft.Do(new KeepTime(Given.Opening)).State);

        var open = GivenRound.In(RoundState.Voting);
        open.Do(Schedule(null, Given.Close, open.State.ScheduleVersion));
        Assert.Equal(RefusalCode.ReasonMissing, open.Refused(Schedule(null, null) with { ClearsClose = true, Reason = null }).Code);
        Assert.Null(open.Do(Schedule(null, null) with { ClearsClose = true }).ClosesAt);
        Assert.Equal(RoundState.Voting, open.Do(new KeepTime(Given.Close.AddDays(1))).State);
        Assert.Equal(RefusalCode.BadSchedule, open.Refused(Schedule(null, null) with { ClearsOpening = true }).Code);
    }

    [Fact]
    public void A_proposal_that_its_sender_has_not_read_is_not_replaced()
    {
        var round = GivenObjection.With(ObjectionState.Proposed);
        var objection = round.State.Objections.Find("o-1")!;
        var mine = new ProposeAnswer("o-1", ObjectionDecision.Rejected, "no", [], Given.Now, "sun", [0]);
        Assert.Equal(RefusalCode.Stale, round.Refused(mine).Code);
        Assert.Equal(objection.Proposal, round.State.Objections.Find("o-1")!.Proposal);
        Assert.Equal("no", round.Do(mine with { BasedOn = [1] }).Proposal!.Text);
    }

    private static ReplaceRules Replace(RoundRules rules, params long[] basedOn) => new(rules, Given.Now, "wang", basedOn);

    private static ScheduleRound Schedule(DateTimeOffset? opensAt, DateTimeOffset? closesAt, params long[] basedOn) =>
        new(opensAt, closesAt, GivenRound.Created, Given.Administrator, "as announced", BasedOn: basedOn is [] ? null : basedOn);
}
