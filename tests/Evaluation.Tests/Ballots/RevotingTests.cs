using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class RevotingTests
{
    private readonly AloneBox _box = Given.OpenBox();

    [Fact]
    public void A_second_identical_ballot_changes_nothing_and_gets_the_same_answer()
    {
        var first = _box.Do(Given.Ballot(1, "u1:AB", "u2:CD good"));
        var history = _box.History.Count;

        Assert.Equal(first, _box.Do(Given.Ballot(1, "u1:AB", "u2:CD good")));
        Assert.Equal(history, _box.History.Count);
    }

    [Fact]
    public void A_second_ballot_replaces_only_the_slips_of_its_units()
    {
        _box.Do(Given.Ballot(1, "u1:AA", "u2:BB"));
        _box.Do(Given.Ballot(1, "u2:CC", "u3:DD"));

        Assert.Equal(["u1 npc AA: 1", "u2 npc CC: 1", "u3 npc DD: 1"], Given.Show(_box.State.Tally, Given.Shape));
        Assert.Equal([0, 1, 2], _box.Do(new ViewProgress(Given.Credential(1))).Rated);
    }

    [Fact]
    public void Rating_a_unit_again_does_not_reduce_the_number_left_to_rate()
    {
        Assert.Equal(2, _box.Do(Given.Ballot(1, "u1:AA")).Remaining);
        Assert.Equal(2, _box.Do(Given.Ballot(1, "u1:BB")).Remaining);
        Assert.Equal(1, _box.Do(Given.Ballot(1, "u1:CC", "u2:CC")).Remaining);
        Assert.Equal(0, _box.Do(Given.Ballot(1, "u1:DD", "u2:DD", "u3:DD")).Remaining);
    }

    [Fact]
    public void Every_change_gets_the_next_number_and_a_voter_counts_once()
    {
        _box.Do(Given.Ballot(1, "u1:AA"));
        _box.Do(Given.Ballot(4, "u1:AA"));

        Assert.Equal(3u, _box.Do(Given.Ballot(1, "u1:BB")).Sequence);
        Assert.Equal([new("npc", 3, 1), new GroupParticipation("users", 3, 1)], _box.Do(new ViewTurnout()).Groups);
    }

    [Fact]
    public void A_comment_can_be_changed_and_removed()
    {
        _box.Do(Given.Ballot(1, "u1:AA 好"));
        _box.Do(Given.Ballot(1, "u1:AA 很好"));
        _box.Do(Given.Ballot(1, "u1:AA"));

        Assert.Equal(Given.Slips("u1:AA"), _box.State.Find(Given.Credential(1))!.Value.Standing.ToArray());
        Assert.Equal(1, _box.State.Tally.Slips);
    }

    [Fact]
    public void Units_that_a_ballot_does_not_name_keep_their_slips()
    {
        _box.Do(Given.Ballot(1, "u1:AA 好", "u2:BB", "u3:CC 也好"));
        _box.Do(Given.Ballot(1, "u2:DD with more to say"));
        Assert.Equal(Given.Slips("u1:AA 好", "u3:CC 也好", "u2:DD with more to say"), _box.State.Find(Given.Credential(1))!.Value.Standing.ToArray());

        _box.Do(Given.Ballot(1, "u1:CA"));
        Assert.Equal(Given.Slips("u3:CC 也好", "u2:DD with more to say", "u1:CA"), _box.State.Find(Given.Credential(1))!.Value.Standing.ToArray());
        Assert.Equal(3, _box.State.Tally.Slips);
    }

    [Fact]
    public void Without_revoting_a_changed_slip_is_refused_and_a_new_unit_or_the_same_ballot_is_accepted()
    {
        var box = Given.OpenBox(Given.Shape with { AllowRevote = false });
        box.Do(Given.Ballot(1, "u1:AA"));

        Assert.Equal(RefusalCode.AlreadyCast, box.Refused(Given.Ballot(1, "u1:BB")).Code);
        Assert.Equal(RefusalCode.AlreadyCast, box.Refused(Given.Ballot(1, "u2:AA", "u1:BB")).Code);
        Assert.Equal(1u, box.Do(Given.Ballot(1, "u1:AA")).Sequence);
        Assert.Equal(RefusalCode.AlreadyCast, box.Refused(Given.Ballot(1, "u1:AA with a comment")).Code);
        Assert.Equal(2u, box.Do(Given.Ballot(1, "u2:BB")).Sequence);
        Assert.Equal(RefusalCode.AlreadyCast, box.Refused(Given.Ballot(1, "u1:AA", "u3:BB")).Code);
        Assert.Equal(["u2", "u1"], (string[])box.Refused(Given.Ballot(1, "u3:BB", "u2:AA", "u1:BB")).Fact("units")!);
        Assert.Equal(["u1 npc AA: 1", "u2 npc BB: 1"], Given.Show(box.State.Tally, Given.Shape));
    }
}
