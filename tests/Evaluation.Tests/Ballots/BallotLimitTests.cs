using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Rules;

namespace Evaluation.Tests.Ballots;

/// <summary>Limits of a ballot, in the box (F25).</summary>
public sealed class BallotLimitTests
{
    private readonly AloneBox _box = LimitedBox.Of(LimitedBox.Rules);

    [Fact]
    public void A_ballot_above_a_maximum_is_refused_with_limit_count_and_maximum_and_changes_nothing()
    {
        var refusal = _box.Refused(Given.Ballot(1, "u1:AA", "u2:AB", "u3:AC"));
        Assert.Equal(RefusalCode.OverLimit, refusal.Code);
        Assert.Equal([0, 3, 2], [refusal.Fact("limit"), refusal.Fact("count"), refusal.Fact("max")]);
        Assert.Equal(("service", "duty", "A"), (refusal.Fact("class"), refusal.Fact("criterion"), ((string[])refusal.Fact("options")!).Single()));
        Assert.Equal(0, _box.State.Tally.Slips);
    }

    [Fact]
    public void Slips_that_stand_are_counted_and_replaced_ones_are_not()
    {
        _box.Do(Given.Ballot(1, "u1:AA", "u2:AB"));
        Assert.Equal(3, _box.Refused(Given.Ballot(1, "u3:AC")).Fact("count"));
        _box.Do(Given.Ballot(1, "u1:BA", "u3:AC"));
        _box.Do(Given.Ballot(1, "u2:AB") with { Id = new(4) });
        Assert.Equal(["u1 npc BA: 1", "u2 npc AB: 1", "u3 npc AC: 1"], Given.Show(_box.State.Tally, Given.Shape));
    }

    [Fact]
    public void A_ballot_that_was_counted_is_recognised_when_it_is_sent_again()
    {
        var first = _box.Do(Given.Ballot(1, "u1:AA", "u2:AB"));
        Assert.Equal(first, _box.Do(Given.Ballot(1, "u1:AA", "u2:AB")));
    }

    [Fact]
    public void A_share_is_of_the_units_that_the_credential_may_rate_rounded_down()
    {
        var rules = new BallotRules([new("service", "duty", ["A", "B"], MaxShare: 0.67m)]);
        var box = new AloneBox();
        box.Do(Given.Stored("npc", 1));
        box.Do(new StoreCredentials("few", "npc", ["u1", "u2"], [Given.Credential(2)]));
        box.Do(new OpenBox(LimitedBox.Shape(rules), Given.Window));
        Assert.Equal(2, box.Refused(Given.Ballot(1, "u1:AA", "u2:BB", "u3:AB")).Fact("max"));
        Assert.Equal(1, box.Refused(Given.Ballot(2, "u1:AA", "u2:BB")).Fact("max"));
        box.Do(Given.Ballot(1, "u1:AA", "u2:BB", "u3:CA"));
        box.Do(Given.Ballot(2, "u1:AA", "u2:CC"));
    }

    [Fact]
    public void A_ballot_below_a_minimum_is_stored_and_cannot_be_finished()
    {
        Assert.False(_box.Do(Given.Ballot(1, "u1:BA", "u2:CB")).Finished);
        var refusal = _box.Refused(Finish(1));
        Assert.Equal(RefusalCode.UnderLimit, refusal.Code);
        Assert.Equal([0, 0, 1], [refusal.Fact("limit"), refusal.Fact("count"), refusal.Fact("min")]);
        _box.Do(Given.Ballot(1, "u1:AA"));
        Assert.Equal(new BallotStanding(2, Rated: 2, Remaining: 1, IsFinished: true), _box.Do(Finish(1)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(3, null)]
    [InlineData(null, 1)]
    public void A_credential_for_fewer_units_than_the_minimum_need_not_mark_more_than_it_may_rate(int? max, int? maxShare)
    {
        var box = new AloneBox();
        box.Do(new StoreCredentials("few", "npc", ["u2"], [Given.Credential(1)]));
        box.Do(new OpenBox(LimitedBox.Shape(new([new("service", "duty", ["A"], max, maxShare, Min: 3)])), Given.Window));
        box.Do(Given.Ballot(1, "u2:AA"));
        Assert.True(box.Do(Finish(1)).IsFinished);
    }

    [Theory]
    [InlineData(false, "u1:AA", "u2:AA")]
    [InlineData(true, "u1:AA")]
    [InlineData(true, "u1:AA", "u2:AB")]
    [InlineData(true, "u1:AA", "u2:BB")]
    public void A_ballot_of_two_slips_with_the_same_mark_everywhere_cannot_be_finished(bool isFinished, params string[] slips)
    {
        _box.Do(Given.Ballot(1, slips));
        Assert.Equal(isFinished ? null : RefusalCode.UniformBallot, _box.Send(Finish(1)).Refusal?.Code);
    }

    [Fact]
    public void Finishing_twice_is_one_event_and_a_later_ballot_opens_the_ballot_again()
    {
        _box.Do(Given.Ballot(1, "u1:AB"));
        var first = _box.Do(Finish(1));
        Assert.Equal(first, _box.Do(Finish(1)));
        Assert.Single(_box.History.OfType<BallotFinished>());
        Assert.True(_box.Do(Given.Ballot(1, "u1:AB")).Finished);
        Assert.False(_box.Do(Given.Ballot(1, "u2:BC")).Finished);
        Assert.False(_box.Do(new ViewProgress(Given.Credential(1))).Finished);
        _box.Do(Finish(1));
        Assert.Equal(2, _box.History.OfType<BallotFinished>().Count());
    }

    [Fact]
    public void Nothing_is_finished_without_a_ballot_without_such_rules_or_after_the_close()
    {
        Assert.Equal(RefusalCode.NothingToFinish, _box.Refused(Finish(1)).Code);
        Assert.Equal(RefusalCode.NoSuchCredential, _box.Refused(Finish(9)).Code);
        var plain = Given.OpenBox();
        plain.Do(Given.Ballot(1, "u1:AB"));
        Assert.Equal(RefusalCode.NothingToFinish, plain.Refused(Finish(1)).Code);
        Assert.Null(plain.Do(Given.Ballot(1, "u1:AB")).Finished);

        _box.Do(Given.Ballot(1, "u1:AB"));
        _box.Do(Given.Ballot(2, "u1:AB"));
        _box.Do(Finish(1));
        Assert.Equal(RefusalCode.NotOpen, _box.Refused(new FinishBallot(Given.Credential(2), Given.Close)).Code);
        Assert.True(_box.Do(new FinishBallot(Given.Credential(1), Given.Close)).IsFinished);
    }

    [Fact]
    public void Sealing_leaves_out_ballots_that_are_not_finished()
    {
        _box.Do(Given.Ballot(1, "u1:AB", "u2:BA kept"));
        _box.Do(Given.Ballot(2, "u1:AC lost"));
        _box.Do(Given.Ballot(4, "u3:AD"));
        _box.Do(Finish(1));
        Assert.Equal([("npc", 2, 1), ("users", 1, 1)], Groups(_box.State));
        var report = _box.Do(new SealBox(Given.Close));
        Assert.Equal((1, 2L), (report.Ballots, report.Slips));
        Assert.Equal([("npc", 1, 1), ("users", 0, 1)], Groups(_box.State));
        Assert.Equal(["u1 npc AB: 1", "u2 npc BA: 1"], Given.Show(_box.State.Tally, Given.Shape));
        Assert.Empty(_box.Do(new ViewComments(0)).Comments);
        Assert.Equal("kept", Assert.Single(_box.Do(new ViewComments(1)).Comments).Text);
        Assert.Equal((true, false), (_box.Do(new ViewProgress(Given.Credential(2))).LeftOut, _box.Do(new ViewProgress(Given.Credential(2))).Finished));
        Assert.Null(_box.Do(new ViewProgress(Given.Credential(1))).LeftOut);
        // Sent again after the close, it is not called counted.
        Assert.DoesNotContain(_box.Refused(Given.Ballot(2, "u1:AC lost")).Facts, fact => fact is ("counted", true));
    }

    [Fact]
    public void A_ballot_that_was_left_out_is_not_flagged()
    {
        var box = LimitedBox.Of(LimitedBox.Rules with { Uniform = UniformBallot.Flag });
        foreach (var voter in new[] { 1, 2 })
            box.Do(Given.Ballot(voter, "u1:AA", "u2:AA"));
        box.Do(Finish(1));
        box.Do(new SealBox(Given.Close));
        var slips = box.Do(new ViewPatterns(0));
        Assert.Equal((1, 1), (Assert.Single(slips.Counts).Slips, Assert.Single(slips.Uniform!).Slips));
    }

    [Fact]
    public void Without_that_rule_unfinished_ballots_count()
    {
        var box = LimitedBox.Of(LimitedBox.Rules with { Unfinished = null });
        box.Do(Given.Ballot(2, "u1:AC"));
        Assert.Equal(1, box.Do(new SealBox(Given.Close)).Ballots);
        Assert.Equal([("npc", 1, 1), ("users", 0, 0)], Groups(box.State));
    }

    [Fact]
    public void A_snapshot_keeps_what_is_finished_and_what_was_left_out()
    {
        _box.Do(Given.Ballot(1, "u1:AB"));
        _box.Do(Given.Ballot(2, "u1:AC"));
        _box.Do(Finish(1));
        AssertSame(_box.State, LimitedBox.Restored(_box.State));
        _box.Do(new SealBox(Given.Close));
        AssertSame(_box.State, LimitedBox.Restored(_box.State));
    }

    private static void AssertSame(BallotBox one, BallotBox other)
    {
        Assert.Equal(Groups(one), Groups(other));
        Assert.Equal(Given.Show(one.Tally, Given.Shape), Given.Show(other.Tally, Given.Shape));
        Assert.Equal(one.SlipsByCell, other.SlipsByCell);
        for (var number = 1; number <= 2; number++)
            Assert.Equal(one.Find(Given.Credential(number))!.Value.LastBallot, other.Find(Given.Credential(number))!.Value.LastBallot);
    }

    private static IEnumerable<(string, int, int?)> Groups(BallotBox box) => box.Groups.Select(group => (group.Group, group.Voted, group.Unfinished));

    private static FinishBallot Finish(int credential) => new(Given.Credential(credential), Given.Now);
}
