using Evaluation.Gateway.Verification.Records;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

/// <summary>When the key of a round may be destroyed, and by whom.</summary>
public sealed class KeyDestructionTests
{
    private static readonly Actor Li = new("li", "li");
    private static readonly Actor Wang = new("wang", "wang");

    [Theory]
    [InlineData(null, new[] { Final, Archived, Cancelled })]
    [InlineData(KeyLife.Sealed, new[] { Sealed, Provisional, Published, Final, Archived, Cancelled })]
    [InlineData(KeyLife.Final, new[] { Final, Archived, Cancelled })]
    [InlineData(KeyLife.Archived, new[] { Archived, Cancelled })]
    public void A_key_is_destroyed_from_the_state_that_the_rules_name(KeyLife? life, RoundState[] allowed)
    {
        foreach (var state in Enum.GetValues<RoundState>())
        {
            var round = Keyed(state, life);
            var isDue = round.Do(new ViewRound()).Keeping!.IsDue;
            var refusal = round.Send(Propose(fourEyes: false)).Refusal;
            Assert.Equal((state, allowed.Contains(state), allowed.Contains(state)), (state, isDue, refusal is null));
            Assert.Equal(refusal?.Code, allowed.Contains(state) ? null : RefusalCode.WrongState);
            Assert.Equal(allowed.Contains(state) ? BallotSecrecy.Destroyed : BallotSecrecy.Encrypted, round.Do(new ViewRound()).Keeping!.Ballots);
        }
    }

    [Fact]
    public void With_four_eyes_a_second_person_confirms()
    {
        var round = Keyed(Final);
        Assert.Equal(RefusalCode.NothingProposed, round.Refused(new ApproveKeyDestruction(Wang, Given.Close)).Code);
        Assert.Equal(BallotSecrecy.Encrypted, round.Do(Propose(fourEyes: true)).Keeping!.Ballots);
        Assert.Equal(RefusalCode.SamePerson, round.Refused(new ApproveKeyDestruction(Li, Given.Close)).Code);
        Assert.Equal(RefusalCode.SamePerson, round.Refused(new ApproveKeyDestruction(new("li-2", "li"), Given.Close)).Code);
        var kept = round.Do(new ApproveKeyDestruction(Wang, Given.Close)).Keeping!;
        Assert.Equal((BallotSecrecy.Destroyed, "li", "wang", null), (kept.Ballots, kept.Destroyed!.ProposedBy, kept.Destroyed.By, kept.Destroyed.OneConfirmation));
        Assert.Equal(2, round.History.OfType<RoundEvent>().Count(happened => happened is KeyDestructionProposed or KeyDestroyed));
        round.Do(new ApproveKeyDestruction(Wang, Given.Close));
        round.Do(Propose(fourEyes: false));
        Assert.Single(round.History.OfType<KeyDestroyed>());
        // Whatever a store of keys has.
        Assert.Equal(RefusalCode.KeyDestroyed, round.Refused(new GiveKeyShare(Given.Close, Li)).Code);
    }

    [Fact]
    public void Without_four_eyes_one_person_is_enough_and_the_record_says_so()
    {
        var round = Keyed(Final);
        Assert.Equal(RefusalCode.ReasonMissing, round.Refused(new ProposeKeyDestruction("", FourEyes: false, Li, Given.Close)).Code);
        Assert.True(round.Do(Propose(fourEyes: false)).Keeping!.Destroyed!.OneConfirmation);
        Assert.Contains("one person was enough", round.State.Audit[^1].Detail?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_of_the_old_form_has_no_key_to_destroy_and_is_linkable()
    {
        var round = GivenRound.In(Draft);
        Assert.Null(round.Do(new ViewRound()).Keeping);
        round.Do(GivenRound.Reserve("b", "npc", 1));
        Assert.Equal(BallotSecrecy.Linkable, round.Do(new ViewRound()).Keeping!.Ballots);
        Assert.Equal(RefusalCode.WrongState, round.Refused(Propose(fourEyes: false)).Code);
    }

    [Fact]
    public void What_cannot_follow_is_found_in_a_rewritten_stream()
    {
        var proposed = new KeyDestructionProposed(Given.Close, "li", "r");
        Assert.NotNull(Fault(Keyed(Published), proposed));
        Assert.NotNull(Fault(GivenRound.In(Final), proposed));
        Assert.Null(Fault(Keyed(Final), proposed));
        var round = Keyed(Final);
        Assert.Contains("has not proposed it", Fault(round, new KeyDestroyed("li", Given.Close, "wang")), StringComparison.Ordinal);
        round.Do(Propose(fourEyes: true));
        Assert.Contains("own proposal", Fault(round, new KeyDestroyed("li", Given.Close, "li")), StringComparison.Ordinal);
        Assert.Null(Fault(round, new KeyDestroyed("li", Given.Close, "li", OneConfirmation: true)));
        Assert.Null(Fault(round, new KeyDestroyed("li", Given.Close, "wang")));
        round.Do(new ApproveKeyDestruction(Wang, Given.Close));
        Assert.Contains("a second time", Fault(round, new KeyDestroyed("li", Given.Close, "wang")), StringComparison.Ordinal);
        Assert.NotNull(Fault(GivenRound.In(Sealing), new VotesRecorded("d", 0, 0, 0, Given.Close, "schedule")));
        Assert.NotNull(Fault(Keyed(Sealing), new VotesRecorded("d", 0, 0, 0, Given.Close, "schedule")));
    }

    [Fact]
    public void A_key_with_a_record_is_destroyed_only_after_a_copy_of_the_record_is_kept()
    {
        var round = Keyed(Sealed, KeyLife.Sealed, isKept: false);
        var digest = round.State.Recording.Record!.Digest;
        Assert.Equal(RefusalCode.RecordNotKept, round.Refused(Propose(fourEyes: true)).Code);
        Assert.Equal(RefusalCode.RecordNotKept, round.Refused(Propose(fourEyes: false)).Code);
        Assert.Equal(RefusalCode.RecordDiffers, round.Refused(new KeepRecord(new string('e', 64), "safe 2", Wang, Given.Close)).Code);
        Assert.Equal(new RecordCopy(Given.Close, "wang", "safe 2", Given.Close), round.Do(new KeepRecord(digest, "safe 2", Wang, Given.Close)).Keeping!.Copy);
        round.Do(new KeepRecord(digest, "safe 2", Li, Given.Close.AddDays(1)));
        Assert.Single(round.History.OfType<RecordKept>());
        // The newest place, since the first statement.
        Assert.Equal(new RecordCopy(Given.Close.AddDays(1), "li", "safe 3", Given.Close), round.Do(new KeepRecord(digest, "safe 3", Li, Given.Close.AddDays(1))).Keeping!.Copy);
        Assert.NotNull(round.Do(Propose(fourEyes: false)).Keeping!.Destroyed);
    }

    [Fact]
    public void A_copy_is_kept_only_of_a_record_that_exists()
    {
        Assert.Equal(RefusalCode.WrongState, Keyed(Voting).Refused(new KeepRecord("d", "safe 2", Wang, Given.Close)).Code);
        Assert.Contains("does not have", Fault(Keyed(Voting), new RecordKept("safe 2", Given.Close, "wang")), StringComparison.Ordinal);
        Assert.Null(Fault(Keyed(Sealed), new RecordKept("safe 2", Given.Close, "wang")));
    }

    private static string? Fault(AloneRound round, RoundEvent happened) => RecordingLaw.Fault(round.State, happened);

    private static ProposeKeyDestruction Propose(bool fourEyes) => new("not needed any more", fourEyes, Li, Given.Close);

    /// <param name="isKept">Whether a copy of the sealed record is kept, if there is one.</param>
    private static AloneRound Keyed(RoundState state, KeyLife? life = null, bool isKept = true)
    {
        var round = new AloneRound();
        round.Do(new CreateRound(Given.Rules with { Policies = Given.Rules.Policies with { DestroyKeyAt = life } }, GivenRound.Created, Given.Administrator));
        round.Do(new CommitKey(new string('a', 64), GivenRound.Created, Given.Administrator));
        GivenRound.BringOn(round, state);
        if (isKept && round.State.Recording.Record is { } record)
            round.Do(new KeepRecord(record.Digest, "safe 1", Wang, Given.Close));
        return round;
    }
}
