using Evaluation.Ballots;
using Evaluation.Ballots.Batches;

namespace Evaluation.Tests.Ballots;

/// <summary>Batches of credentials in a box: held back, settled, held again, void.</summary>
public sealed class BatchTests
{
    private readonly AloneBox _box = Given.OpenBox();

    public BatchTests() => _box.Do(Store("b", 11, 12, 13));

    [Fact]
    public void Credentials_vote_and_count_as_issued_only_after_their_batch_is_settled()
    {
        Assert.Equal(RefusalCode.NoSuchCredential, _box.Refused(Given.Ballot(11, "u1:AB")).Code);
        Assert.Equal(RefusalCode.NoSuchCredential, _box.Refused(new ViewProgress(Given.Credential(11))).Code);
        Assert.Equal((3, 3), (Issued, Raters));

        _box.Do(new SettleBatch("b", 1));
        _box.Do(Given.Ballot(11, "u1:AB"));
        Assert.Equal((6, 6), (Issued, Raters));
    }

    [Fact]
    public void The_credentials_of_a_batch_are_stored_in_ascending_order_whatever_the_order_of_the_call()
    {
        CredentialHash[] hashes = [.. Enumerable.Range(100, 50).Select(Given.Credential)];
        _box.Do(new StoreBatch("c", "npc", null, [.. hashes.Reverse(), hashes[7]]));
        Assert.Equal(hashes.OrderBy(hash => hash.Value), Assert.IsType<BatchStored>(_box.History[^1]).Hashes);
    }

    [Fact]
    public void A_batch_that_is_held_again_counts_no_ballot_and_its_voters_are_asked_to_wait()
    {
        _box.Do(new SettleBatch("b", 1));
        _box.Do(new HoldBatch("b", 2));
        Assert.Equal(RefusalCode.Busy, _box.Refused(Given.Ballot(11, "u1:AB")).Code);
        Assert.Equal(RefusalCode.Busy, _box.Refused(new ViewProgress(Given.Credential(11))).Code);
        Assert.Equal((3, 3), (Issued, Raters));

        _box.Do(new SettleBatch("b", 3));
        _box.Do(Given.Ballot(11, "u1:AB"));
    }

    [Fact]
    public void A_batch_of_which_a_credential_has_voted_cannot_be_held()
    {
        _box.Do(new SettleBatch("b", 1));
        _box.Do(Given.Ballot(11, "u1:AB"));
        Assert.Equal(RefusalCode.AlreadyCast, _box.Refused(new HoldBatch("b", 2)).Code);
        _box.Do(Given.Ballot(12, "u1:AB"));
    }

    [Fact]
    public void A_batch_of_an_earlier_version_votes_at_once_and_can_be_held_until_then()
    {
        _box.Do(new HoldBatch("batch-npc", 1));
        Assert.Equal(RefusalCode.Busy, _box.Refused(Given.Ballot(1, "u1:AB")).Code);
        _box.Do(Given.Ballot(4, "u1:AB"));
        Assert.Equal(RefusalCode.AlreadyCast, _box.Refused(new HoldBatch("batch-users", 1)).Code);
    }

    [Fact]
    public void A_void_batch_never_votes_and_takes_no_credentials_that_arrive_late()
    {
        _box.Do(new HoldBatch("b", 1));
        Assert.Equal(0, _box.Do(new VoidCredentials("b")).Count);
        Assert.Equal(RefusalCode.WrongState, _box.Refused(Store("b", 11)).Code);
        _box.Do(new SettleBatch("b", 9));
        Assert.Equal(RefusalCode.NoSuchCredential, _box.Refused(Given.Ballot(11, "u1:AB")).Code);
        Assert.Equal((3, 3), (Issued, Raters));
    }

    [Fact]
    public void A_batch_is_void_in_a_box_that_holds_none_of_its_credentials_yet()
    {
        _box.Do(new HoldBatch("elsewhere", 1));
        _box.Do(new VoidCredentials("elsewhere"));
        Assert.Equal(RefusalCode.WrongState, _box.Refused(Store("elsewhere", 21)).Code);
    }

    [Fact]
    public void A_command_of_an_older_decision_that_arrives_late_changes_nothing()
    {
        _box.Do(new HoldBatch("b", 2));
        var history = _box.History.Count;
        _box.Do(new SettleBatch("b", 1));
        _box.Do(new HoldBatch("b", 1));
        Assert.Equal(history, _box.History.Count);
        Assert.Equal(RefusalCode.Busy, _box.Refused(Given.Ballot(11, "u1:AB")).Code);
    }

    [Fact]
    public void A_sealed_box_counts_no_credential_that_is_held_back_and_changes_no_more()
    {
        var report = _box.Do(new SealBox(Given.Close));
        var history = _box.History.Count;
        Assert.Equal(RefusalCode.WrongState, _box.Refused(Store("late", 31)).Code);
        _box.Do(new SettleBatch("b", 1));
        _box.Do(new HoldBatch("b", 2));
        _box.Do(new VoidCredentials("b"));
        Assert.Equal(history, _box.History.Count);
        Assert.Equal([new("npc", 3, 0), new GroupParticipation("users", 3, 0)], report.Groups);
        Assert.Equivalent(report, _box.Do(new SealBox(Given.Close)), strict: true);
    }

    private int Issued => _box.Do(new ViewTurnout()).Groups[0].Issued;

    /// <summary>Credentials of npc that may rate the first unit.</summary>
    private int Raters => _box.Do(new ViewTurnout()).Raters[0];

    private static StoreBatch Store(string batch, params int[] numbers) => new(batch, "npc", null, [.. numbers.Select(Given.Credential)]);
}
