using System.Globalization;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

public sealed class ObjectionWindowTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData("2020-12-01T10:00:00+08:00", 7, "Asia/Shanghai", "2020-12-09T00:00:00+08:00")]
    [InlineData("2020-12-01T00:00:00+08:00", 1, "Asia/Shanghai", "2020-12-03T00:00:00+08:00")]
    [InlineData("2020-12-01T23:59:59+08:00", 1, "Asia/Shanghai", "2020-12-03T00:00:00+08:00")]
    [InlineData("2020-12-01T16:00:00+00:00", 1, "Asia/Shanghai", "2020-12-04T00:00:00+08:00")]
    [InlineData("2020-10-24T12:00:00+02:00", 1, "Europe/Berlin", "2020-10-26T00:00:00+01:00")]
    [InlineData("2018-11-02T12:00:00-03:00", 1, "America/Sao_Paulo", "2018-11-04T01:00:00-02:00")]
    [InlineData("2020-12-01T10:00:00+08:00", 0, "Asia/Shanghai", "2020-12-01T10:00:00+08:00")]
    [InlineData("2020-12-01T10:00:00+08:00", 365, "Asia/Shanghai", "2021-12-02T00:00:00+08:00")]
    public void A_window_in_days_ends_with_the_last_day_in_the_rounds_time_zone(string published, int days, string zone, string until) =>
        Assert.Equal(At(until), ObjectionWindow.EndOf(At(published), days, zone));

    [Fact]
    public void Publishing_opens_the_window_for_the_days_in_the_rules()
    {
        Assert.Equal(new ObjectionWindow(Published, Until), PublishedRound().Do(new ViewRound()).Objections);
        var brief = PublishedRound(ObjectedRules with { Policies = ObjectedRules.Policies with { ObjectionDays = 1 } });
        Assert.Equal(Until.AddDays(-6), brief.Do(new ViewRound()).Objections!.Until);
        Assert.Null(GivenRound.In(RoundState.Provisional).Do(new ViewRound()).Objections);
    }

    [Fact]
    public void An_instant_given_at_publication_overrides_the_days_in_the_rules()
    {
        var round = GivenRound.In(RoundState.Provisional);
        var move = GivenRound.Move(RoundState.Published, Published);
        foreach (var bad in new[] { Published, Published.AddDays(-1), Published.AddDays(Limits.ObjectionDays + 2) })
            Assert.Equal(RefusalCode.BadSchedule, round.Refused(move with { ObjectionsUntil = bad }).Code);

        Assert.Equal(Published + Millisecond, round.Do(move with { ObjectionsUntil = Published + Millisecond }).Objections!.Until);
    }

    [Fact]
    public void The_end_of_a_published_window_is_not_moved()
    {
        var round = GivenRound.In(RoundState.Provisional);
        var move = GivenRound.Move(RoundState.Published, Published) with { ObjectionsUntil = Published.AddDays(2) };
        Assert.Equal(Published.AddDays(2), round.Do(move).Objections!.Until);
        Assert.Equal(Published.AddDays(2), round.Do(move).Objections!.Until);
        Assert.Equal(Published.AddDays(2), round.Do(move with { ObjectionsUntil = null }).Objections!.Until);

        var refusal = round.Refused(move with { ObjectionsUntil = Published.AddDays(3) });
        Assert.Equal((RefusalCode.BadSchedule, Published.AddDays(2)), (refusal.Code, refusal.Fact("objectionsUntil")));
    }

    [Fact]
    public void An_objection_is_accepted_until_the_last_millisecond()
    {
        var round = PublishedRound();
        Assert.Equal("o-1", round.Do(File(text: "first", at: Published)).Id);
        Assert.Equal("o-2", round.Do(File(text: "last", at: Until - Millisecond)).Id);

        var refusal = round.Refused(File(text: "late", at: Until));
        Assert.Equal((RefusalCode.ObjectionWindowClosed, Published, Until), (refusal.Code, refusal.Fact("from"), refusal.Fact("until")));
        Assert.Equal(2, round.Do(new ViewObjections()).Objections.Count);
    }

    [Fact]
    public void A_resend_of_a_timely_objection_is_answered_at_any_time()
    {
        var round = With(ObjectionState.Answered);
        round.Do(NextVersion(round));
        Assert.Equal("o-1", round.Do(File(at: Until.AddDays(1))).Id);
        round.Do(GivenRound.Move(RoundState.Final, Until));
        round.Do(GivenRound.Move(RoundState.Archived, Until));
        Assert.Equal("o-1", round.Do(File(at: Until.AddDays(2))).Id);
    }

    [Fact]
    public void Without_days_there_is_no_window_and_the_result_may_become_final_at_once()
    {
        var round = PublishedRound(ObjectedRules with { Policies = ObjectedRules.Policies with { ObjectionDays = 0 } });
        Assert.Equal(RefusalCode.ObjectionWindowClosed, round.Refused(File(at: Published)).Code);
        Assert.Equal(RoundState.Final, round.Do(GivenRound.Move(RoundState.Final, Published)).State);
    }

    [Fact]
    public void A_result_becomes_final_only_after_the_window()
    {
        var round = PublishedRound();
        var refusal = round.Refused(GivenRound.Move(RoundState.Final, Until - Millisecond));
        Assert.Equal((RefusalCode.WindowOpen, Until), (refusal.Code, refusal.Fact("until")));
        Assert.Equal(RoundState.Final, round.Do(GivenRound.Move(RoundState.Final, Until)).State);
    }

    [Fact]
    public void A_result_becomes_final_only_when_every_objection_is_answered_and_applied()
    {
        var round = PublishedRound();
        round.Do(File(text: "one"));
        round.Do(File(text: "two"));
        AssertOpen("o-1", "o-2");
        round.Do(Reject("o-2"));
        AssertOpen("o-1", "o-2");
        round.Do(Approve("o-2", at: Until.AddDays(1)));
        AssertOpen("o-1");
        round.Do(Uphold());
        round.Do(Approve());
        AssertOpen("o-1");
        round.Do(NextVersion(round));
        Assert.Equal(RoundState.Final, round.Do(GivenRound.Move(RoundState.Final, Until)).State);

        void AssertOpen(params string[] tickets)
        {
            var refusal = round.Refused(GivenRound.Move(RoundState.Final, Until.AddDays(9)));
            Assert.Equal(RefusalCode.ObjectionsOpen, refusal.Code);
            Assert.Equal(tickets, Assert.IsType<string[]>(refusal.Fact("objections")));
        }
    }

    [Fact]
    public void An_answer_after_the_window_is_marked_as_late()
    {
        var round = PublishedRound();
        round.Do(File(text: "one"));
        round.Do(File(text: "two"));
        round.Do(Reject("o-1"));
        round.Do(Reject("o-2"));
        Assert.False(round.Do(Approve("o-1", at: Until - Millisecond)).Answer!.Late);
        Assert.True(round.Do(Approve("o-2", at: Until)).Answer!.Late);
        Assert.EndsWith(", late", round.Do(new ViewAudit()).Lines[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_published_by_a_version_without_objections_accepts_none_and_may_become_final()
    {
        var round = GivenRound.In(RoundState.Provisional);
        round.Happen(new ResultPublished(1, Published, Given.Administrator));
        Assert.Equal(RefusalCode.ObjectionWindowClosed, round.Refused(File()).Code);
        Assert.Equal(RoundState.Final, round.Do(GivenRound.Move(RoundState.Final, Published)).State);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
