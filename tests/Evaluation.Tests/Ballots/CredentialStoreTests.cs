using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class CredentialStoreTests
{
    private readonly AloneBox _box = Given.OpenBox();

    [Fact]
    public void Credentials_stored_twice_count_once()
    {
        var history = _box.History.Count;
        _box.Do(Given.Stored("npc", 1, 2, 3));
        Assert.Equal(history, _box.History.Count);

        _box.Do(Given.Stored("npc", 3, 8, 8));
        Assert.Equal([Given.Credential(8)], Assert.IsType<CredentialsStored>(_box.History[^1]).Hashes);
        Assert.Equal(new GroupParticipation("npc", 4, 0), _box.Do(new ViewTurnout()).Groups[0]);
    }

    [Fact]
    public void Voiding_a_batch_removes_unused_credentials_and_keeps_used_ones()
    {
        _box.Do(Given.Ballot(2, "u1:AB"));

        Assert.Equal(1, _box.Do(new VoidCredentials("batch-npc")).Count);
        Assert.Equal(RefusalCode.NoSuchCredential, _box.Refused(Given.Ballot(1, "u1:AB")).Code);
        Assert.Equal(2u, _box.Do(Given.Ballot(2, "u1:CC")).Sequence);
        Assert.Equal([new("npc", 1, 1), new GroupParticipation("users", 3, 0)], _box.Do(new ViewTurnout()).Groups);
    }

    [Fact]
    public void Voiding_again_or_voiding_an_unknown_batch_changes_nothing()
    {
        _box.Do(new VoidCredentials("batch-npc"));
        var history = _box.History.Count;

        Assert.Equal(0, _box.Do(new VoidCredentials("batch-npc")).Count);
        Assert.Equal(0, _box.Do(new VoidCredentials("batch-of-nobody")).Count);
        Assert.Equal(history, _box.History.Count);
    }

    [Fact]
    public void A_batch_whose_credentials_all_voted_is_kept()
    {
        foreach (var credential in new[] { 1, 2, 3 })
            _box.Do(Given.Ballot(credential, "u1:AB"));
        var history = _box.History.Count;

        Assert.Equal(3, _box.Do(new VoidCredentials("batch-npc")).Count);
        Assert.Equal(history, _box.History.Count);
    }

    [Fact]
    public void A_sealed_box_refuses_new_and_voided_credentials()
    {
        _box.Do(new SealBox(Given.Close));

        Assert.Equal(RefusalCode.WrongState, _box.Refused(Given.Stored("npc", 9)).Code);
        Assert.Equal(3, _box.Do(new VoidCredentials("batch-npc")).Count);
    }

    [Fact]
    public void Many_batches_are_kept_apart()
    {
        var box = new AloneBox();
        for (var batch = 0; batch <= ushort.MaxValue + 1; batch++)
            box.Happen(new CredentialsStored($"batch-{batch}", "npc", null, [Given.Credential(batch)]));

        Assert.Equal(0, box.Do(new VoidCredentials($"batch-{ushort.MaxValue + 1}")).Count);
        Assert.False(box.State.Holds(Given.Credential(ushort.MaxValue + 1)));
        Assert.True(box.State.Holds(Given.Credential(0)));
    }

    [Fact]
    public void Progress_contains_the_rated_and_the_remaining_units()
    {
        Assert.Null(_box.Do(new ViewProgress(Given.Credential(1))).Sequence);
        _box.Do(Given.Ballot(1, "u2:AB"));

        var progress = _box.Do(new ViewProgress(Given.Credential(1)));
        Assert.Equal(1u, progress.Sequence);
        Assert.Equal([1], progress.Rated);
        Assert.Equal([0, 2], progress.Remaining);
    }
}
