using Evaluation.Rounds;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

public sealed class CredentialRollTests
{
    private readonly AloneRound _round = GivenRound.In(Draft);

    [Fact]
    public void The_roll_limits_the_number_of_credentials()
    {
        Issue("b1", "npc", 7);
        var refusal = _round.Refused(GivenRound.Reserve("b2", "npc", 4));
        Assert.Equal((RefusalCode.RollExceeded, 10, 7), (refusal.Code, refusal.Fact("roll"), refusal.Fact("issued")));
        Assert.Equal(RefusalCode.RollExceeded, _round.Refused(GivenRound.Reserve("b2", "npc", int.MaxValue)).Code);

        Issue("b2", "npc", 3);
        Issue("b3", "users", 20);
        Assert.Equal([new("npc", 10, 10), new GroupIssued("users", 20, 20)], _round.Do(new ViewRound()).Groups);
    }

    [Fact]
    public void Credentials_that_were_not_created_return_to_the_roll()
    {
        _round.Do(GivenRound.Reserve("b1", "npc", 10));
        _round.Do(new SettleCredentials("b1", 4, GivenRound.Created, "the call was interrupted"));

        Assert.Equal((4, 0), (_round.Do(new ViewRound()).Groups[0].Issued, _round.Do(new ViewRound()).OpenBatches.Count));
        _round.Do(GivenRound.Reserve("b2", "npc", 6));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(11, 10)]
    public void A_batch_keeps_between_zero_and_its_reserved_number(int kept, int issued)
    {
        _round.Do(GivenRound.Reserve("b1", "npc", 10));
        Assert.Equal(issued, _round.Do(new SettleCredentials("b1", kept, GivenRound.Created)).Groups[0].Issued);
    }

    [Fact]
    public void A_batch_is_settled_once()
    {
        _round.Do(GivenRound.Reserve("b1", "npc", 10));
        _round.Do(new SettleCredentials("b1", 10, GivenRound.Created));
        Assert.Equal(10, _round.Do(new SettleCredentials("b1", 0, GivenRound.Created)).Groups[0].Issued);
    }

    [Fact]
    public void Open_batches_are_shown_until_they_are_settled()
    {
        _round.Do(GivenRound.Reserve("b1", "npc", 2));
        Assert.Equal(new CredentialBatch("b1", "npc", 2, GivenRound.Created, Given.Administrator), Assert.Single(_round.Do(new ViewRound()).OpenBatches));
    }

    [Fact]
    public void Credentials_are_for_a_group_and_units_of_the_round()
    {
        Assert.Equal(RefusalCode.NoSuchGroup, _round.Refused(GivenRound.Reserve("b1", "press", 1)).Code);
        Assert.Equal(RefusalCode.NoSuchUnit, _round.Refused(GivenRound.Reserve("b1", "npc", 1, "u1", "u9")).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_reservation_is_at_least_one_credential(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _round.Send(GivenRound.Reserve("b1", "npc", count)));

    [Theory]
    [InlineData(Draft, true)]
    [InlineData(Assessing, true)]
    [InlineData(Voting, true)]
    [InlineData(Paused, true)]
    [InlineData(Sealing, false)]
    [InlineData(Sealed, false)]
    [InlineData(Published, false)]
    [InlineData(Cancelled, false)]
    public void Credentials_are_issued_until_the_close(RoundState state, bool isIssued) =>
        Assert.Equal(isIssued ? null : RefusalCode.WrongState, GivenRound.In(state).Send(GivenRound.Reserve("b1", "npc", 1)).Refusal?.Code);

    [Fact]
    public void A_round_without_a_vote_has_no_credentials() =>
        Assert.Equal(RefusalCode.WrongState, GivenRound.In(Draft, Given.InspectedOnlyRules).Refused(GivenRound.Reserve("b1", "npc", 1)).Code);

    private void Issue(string batch, string group, int count)
    {
        _round.Do(GivenRound.Reserve(batch, group, count));
        _round.Do(new SettleCredentials(batch, count, GivenRound.Created));
    }
}
