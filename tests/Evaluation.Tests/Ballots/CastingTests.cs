using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class CastingTests
{
    [Fact]
    public void A_counted_ballot_is_answered_with_its_number_its_slips_and_the_number_left_to_rate()
    {
        var box = Given.OpenBox();

        Assert.Equal(new BallotCounted(Sequence: 1, Accepted: 2, Remaining: 1), box.Do(Given.Ballot(1, "u1:AB", "u2:CD")));
        Assert.Equal(["u1 npc AB: 1", "u2 npc CD: 1"], Given.Show(box.State.Tally, Given.Shape));
        Assert.Equal(new BallotCounted(Sequence: 2, Accepted: 1, Remaining: 2), box.Do(Given.Ballot(4, "u3:AA")));
    }

    [Fact]
    public void The_time_of_a_ballot_is_stored_to_the_minute()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AB") with { At = Given.Opening.AddSeconds(119.999) });

        var minute = Assert.IsType<BallotCast>(box.History[^1]).Minute;
        Assert.Equal(Given.Opening.AddMinutes(1), DateTimeOffset.UnixEpoch.AddMinutes(minute));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Voting_opens_at_its_instant_to_the_millisecond(int milliseconds, bool isOpen) =>
        AssertOpen(Given.Window, Given.Opening.AddMilliseconds(milliseconds), isOpen);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Voting_closes_at_its_instant_to_the_millisecond(int milliseconds, bool isOpen) =>
        AssertOpen(Given.Window, Given.Close.AddMilliseconds(milliseconds), isOpen);

    [Fact]
    public void An_instant_is_the_same_in_every_time_zone() =>
        AssertOpen(Given.Window, Given.Opening.ToUniversalTime(), isOpen: true);

    [Fact]
    public void Without_a_close_voting_stays_open() =>
        AssertOpen(Given.Window with { ClosesAt = null }, Given.Close.AddYears(1), isOpen: true);

    [Fact]
    public void A_paused_box_refuses_ballots_as_paused()
    {
        var refusal = AssertOpen(Given.Window with { Paused = true }, Given.Now, isOpen: false);
        Assert.Equal(true, refusal!.Fact("paused"));
    }

    [Fact]
    public void A_closed_box_refuses_ballots_as_closed()
    {
        var refusal = AssertOpen(Given.Window with { Paused = true, Closed = true }, Given.Now, isOpen: false);
        Assert.Null(refusal!.Fact("paused"));
    }

    [Fact]
    public void A_box_that_was_never_opened_refuses_ballots()
    {
        var box = new AloneBox();
        box.Do(Given.Stored("npc", 1));

        var refusal = box.Refused(Given.Ballot(1, "u1:AB"));
        Assert.Equal((RefusalCode.NotOpen, null, null), (refusal.Code, refusal.Fact("opensAt"), refusal.Fact("closesAt")));
    }

    [Fact]
    public void A_sealed_box_refuses_ballots_even_with_an_earlier_time()
    {
        var box = Given.OpenBox();
        box.Do(new SealBox(Given.Close));
        Assert.Equal(RefusalCode.NotOpen, box.Refused(Given.Ballot(1, "u1:AB")).Code);
    }

    [Fact]
    public void A_resend_after_the_close_is_answered_that_the_ballot_counts()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AB", "u2:AA"));
        box.Do(new SealBox(Given.Close));

        Assert.Equal(true, box.Refused(Given.Ballot(1, "u1:AB", "u2:AA")).Fact("counted"));
        Assert.Equal(true, box.Refused(Given.Ballot(1, "u2:AA", "u1:AB")).Fact("counted"));
        Assert.Null(box.Refused(Given.Ballot(1, "u1:AC")).Fact("counted"));
        Assert.Null(box.Refused(Given.Ballot(1, "u3:AB")).Fact("counted"));
        Assert.Null(box.Refused(Given.Ballot(2, "u1:AB")).Fact("counted"));
    }

    [Fact]
    public void An_unknown_credential_is_refused_in_every_state()
    {
        Assert.Equal(RefusalCode.NoSuchCredential, Given.OpenBox().Refused(Given.Ballot(99, "u1:AB")).Code);
        Assert.Equal(RefusalCode.NoSuchCredential, new AloneBox().Refused(Given.Ballot(99, "u1:AB")).Code);
        Assert.Equal(RefusalCode.NoSuchCredential, Given.OpenBox().Refused(new ViewProgress(Given.Credential(99))).Code);
    }

    [Fact]
    public void A_limited_credential_rates_only_its_units()
    {
        var box = Given.OpenBox();
        box.Do(new StoreCredentials("limited", "users", ["u3", "u1", "u3"], [Given.Credential(7)]));

        var refusal = box.Refused(Given.Ballot(7, "u1:AB", "u2:AB"));
        Assert.Equal((RefusalCode.UnitNotYours, "u2"), (refusal.Code, refusal.Fact("unit")));
        Assert.Equal(new BallotCounted(1, Accepted: 1, Remaining: 1), box.Do(Given.Ballot(7, "u1:AB")));
        Assert.Equal([2], box.Do(new ViewProgress(Given.Credential(7))).Remaining);
    }

    public static TheoryData<string, byte[]> MalformedBallots => new()
    {
        { "no slips", [] },
        { "one byte", [0] },
        { "a slip without marks", Given.Slips("u1:AB")[..2] },
        { "a second slip cut short", [.. Given.Slips("u1:AB"), 1] },
        { "a comment without a length", [0, 0x80, 0x10] },
        { "a comment cut short", Given.Slips("u1:AB good")[..^1] },
        { "a unit that does not exist", Given.Slips("u4:AB") },
        { "an option that does not exist", Given.Slips("u1:AE") },
        { "a unit twice", Given.Slips("u1:AB", "u2:AB", "u1:AB") },
        { "a comment that is too long", Given.Slip(0, [0, 0], new string('x', Limits.CommentBytes + 1)) },
        { "a comment that is empty", [.. Given.Slips("u1:AB x")[..3], 0, 0] },
    };

    [Theory]
    [MemberData(nameof(MalformedBallots))]
    public void A_ballot_that_does_not_match_the_paper_is_refused(string what, byte[] slips)
    {
        var box = Given.OpenBox();
        Assert.Equal((what, RefusalCode.BadBallot), (what, box.Refused(new CastBallot(Given.Credential(1), Given.Now, slips)).Code));

        box.Do(new SealBox(Given.Close));
        Assert.Equal((what, RefusalCode.NotOpen), (what, box.Refused(new CastBallot(Given.Credential(1), Given.Now, slips)).Code));
    }

    [Fact]
    public void The_unused_half_byte_after_an_odd_number_of_marks_must_be_zero()
    {
        var box = Given.OpenBox(Given.Shape with { Criteria = 1 });
        Assert.Equal(RefusalCode.BadBallot, box.Refused(new CastBallot(Given.Credential(1), Given.Now, [0, 0, 0x11])).Code);
        box.Do(new CastBallot(Given.Credential(1), Given.Now, [0, 0, 0x01]));
    }

    [Fact]
    public void A_ballot_above_the_limit_of_slips_is_refused()
    {
        var units = Enumerable.Range(0, Limits.SlipsPerBallot + 1).ToList();
        var box = Given.OpenBox(Given.Shape with { Units = [.. units.Select(unit => $"u{unit}")] });
        var slips = units.SelectMany(unit => Given.Slip(unit, [0, 1])).ToArray();

        Assert.Equal(RefusalCode.BadBallot, box.Refused(new CastBallot(Given.Credential(1), Given.Now, slips)).Code);
        Assert.Equal(Limits.SlipsPerBallot, box.Do(new CastBallot(Given.Credential(1), Given.Now, slips[3..])).Accepted);
    }

    [Fact]
    public void A_refused_ballot_changes_nothing()
    {
        var box = Given.OpenBox();
        var history = box.History.Count;
        foreach (var slips in MalformedBallots.Select(row => (byte[])row[1]))
            box.Refused(new CastBallot(Given.Credential(1), Given.Now, slips));
        box.Refused(Given.Ballot(99, "u1:AB"));
        box.Refused(Given.Ballot(1, "u1:AB") with { At = Given.Close });

        Assert.Equal((history, 0), (box.History.Count, box.State.Tally.Slips));
    }

    private static Refusal? AssertOpen(BoxWindow window, DateTimeOffset at, bool isOpen)
    {
        var box = new AloneBox();
        box.Do(Given.Stored("npc", 1));
        box.Do(new OpenBox(Given.Shape, window));

        var cast = box.Send(Given.Ballot(1, "u1:AB") with { At = at });
        Assert.Equal(isOpen ? null : RefusalCode.NotOpen, cast.Refusal?.Code);
        if (cast.IsRefused(out var refusal))
            Assert.Equal((window.OpensAt, window.ClosesAt), ((DateTimeOffset?)refusal.Fact("opensAt"), (DateTimeOffset?)refusal.Fact("closesAt")));
        return cast.Refusal;
    }
}
