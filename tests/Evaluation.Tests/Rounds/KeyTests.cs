using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Verification;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Tests.Rounds;

/// <summary>What a round knows of its key: its hash, and who has its shares.</summary>
public sealed class KeyTests
{
    private static readonly Actor Li = new("li", "Li"), Wang = new("wang", "Wang"), Zhao = new("zhao", "Zhao"), LiAgain = new("li-2", "Li");

    [Fact]
    public void The_first_key_wins()
    {
        var round = GivenRound.Keyed();
        Assert.Equal(RefusalCode.KeyDiffers, round.Refused(new CommitKey(new('b', 64), Given.Opening, "li")).Code);
        Assert.Equal(GivenRound.Commitment, round.Do(new ViewRound()).KeyCommitment);
    }

    [Fact]
    public void Two_persons_get_one_share_each_and_nobody_both()
    {
        var round = GivenRound.Keyed();
        Assert.Equal(KeyShare.A, round.Do(new GiveKeyShare(Given.Opening, Li)).Share);
        Assert.Equal(KeyShare.A, round.Do(new GiveKeyShare(Given.Opening, LiAgain)).Share);
        Assert.Equal(KeyShare.B, round.Do(new GiveKeyShare(Given.Opening, Wang)).Share);
        Assert.Equal(RefusalCode.KeySharesGiven, round.Refused(new GiveKeyShare(Given.Opening, Zhao)).Code);
        Assert.Equal(["Li", "Wang"], round.Do(new ViewKey()).ShareHolders);
        Assert.Equal(["share a", "share a, printed again", "share b"], round.Do(new ViewAudit()).Lines.TakeLast(3).Select(line => line.Detail));
        Assert.Equal(["li", "li-2", "wang"], round.Do(new ViewAudit()).Lines.TakeLast(3).Select(line => line.By));
    }

    [Fact]
    public void A_verification_finds_a_share_that_another_person_got_again()
    {
        var round = GivenRound.Keyed();
        var again = new KeyShareGiven("a", Given.Opening, "li-2", Person: "Li", Again: true);
        Assert.Contains("does not have", RoundLaw.Fault(Given.Round, round.State, again)!, StringComparison.Ordinal);
        round.Do(new GiveKeyShare(Given.Opening, Li));
        Assert.Null(RoundLaw.Fault(Given.Round, round.State, again));
        Assert.Contains("does not have", RoundLaw.Fault(Given.Round, round.State, again with { Share = "b" })!, StringComparison.Ordinal);
        Assert.Contains("does not have", RoundLaw.Fault(Given.Round, round.State, again with { By = "zhao", Person = null })!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_without_a_key_gives_no_share()
    {
        var round = GivenRound.In(RoundState.Draft);
        Assert.Equal(RefusalCode.NoSuchKey, round.Refused(new GiveKeyShare(Given.Opening, Li)).Code);
        Assert.Equal(RefusalCode.NoSuchKey, round.Refused(new ViewKey()).Code);
    }
}
