using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Gateway.Verification;

namespace Evaluation.Tests.Verification;

/// <summary>An event that the box could not have written is a fault of the record.</summary>
public sealed class BoxLawTests
{
    private readonly AloneBox _box = Given.OpenBox();

    [Fact]
    public void Every_history_of_a_box_follows_the_law() => Ballots.AnyHistory.Check(commands =>
    {
        var (box, state) = (new AloneBox(), new BallotBox());
        foreach (var command in commands)
            Ballots.AnyHistory.Take(box, command);
        foreach (var happened in box.History)
        {
            Assert.Null(BoxLaw.Fault(Given.Shape, state, happened));
            state.Evolve(happened);
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_ballot_has_at_most_three_mismatches(ulong id)
    {
        var mismatched = new ResendMismatched(Given.Credential(1));
        Assert.Equal("a resend was compared, and there is no ballot", Fault(mismatched));
        _box.Do(Given.Ballot(1, "u1:AB") with { Id = new(id) });
        for (var count = 0; count < 3; count++)
        {
            // Earlier versions recorded mismatches also after a ballot with an id.
            Assert.Null(Fault(mismatched));
            _box.Happen(mismatched);
        }
        Assert.Equal("more resends of a ballot were compared than allowed", Fault(mismatched));
        _box.Do(Given.Ballot(1, "u1:CC") with { Id = new(7) });
        Assert.Null(Fault(mismatched));
    }

    [Fact]
    public void Nothing_is_added_to_a_void_batch_and_it_is_not_decided_again()
    {
        Stored("b", 11);
        _box.Do(new VoidCredentials("b"));
        Assert.Equal("credentials were added to a void batch", Fault(Batch("b", 12)));
        Assert.Equal("a void batch was decided again", Fault(new BatchSettled("b", 9)));
        Assert.Equal("a void batch was decided again", Fault(new BatchHeld("b", 9)));
        Assert.Equal("nothing of a batch was left to void", Fault(new CredentialsVoided("b")));
    }

    [Fact]
    public void A_sealed_box_takes_no_event_about_a_batch()
    {
        Stored("b", 11);
        _box.Do(new SealBox(Given.Close));
        BoxEvent[] events = [Batch("c", 12), new CredentialsStored("c", "npc", null, [Given.Credential(12)]), new BatchSettled("b", 1), new BatchHeld("b", 1), new CredentialsVoided("b")];
        Assert.All(events, happened => Assert.EndsWith("after the box was sealed", Fault(happened), StringComparison.Ordinal));
    }

    [Fact]
    public void A_batch_has_each_credential_once_and_newer_decisions_only()
    {
        Stored("b", 11);
        Assert.Equal("a credential was stored a second time", Fault(Batch("c", 11)));
        Assert.Equal("a credential was stored a second time", Fault(new CredentialsStored("c", "npc", null, [Given.Credential(11)])));
        Assert.Null(Fault(new BatchSettled("b", 2)));
        _box.Do(new SettleBatch("b", 2));
        Assert.Equal("an older decision about a batch replaces a newer one", Fault(new BatchSettled("b", 2)));
        Assert.Equal("an older decision about a batch replaces a newer one", Fault(new BatchHeld("b", 1)));
        _box.Do(Given.Ballot(11, "u1:AB"));
        Assert.Equal("a batch with ballots is held back", Fault(new BatchHeld("b", 3)));
        Assert.Equal("nothing of a batch was left to void", Fault(new CredentialsVoided("b")));
    }

    private void Stored(string batch, int credential) => _box.Do(new StoreBatch(batch, "npc", null, [Given.Credential(credential)]));

    private static BatchStored Batch(string batch, int credential) => new(batch, "npc", null, [Given.Credential(credential)]);

    private string? Fault(BoxEvent happened) => BoxLaw.Fault(Given.Shape, _box.State, happened);
}
