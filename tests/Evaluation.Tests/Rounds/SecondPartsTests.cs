using Evaluation.Gateway.Verification;
using Evaluation.Rounds;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

/// <summary>Who fetches the second parts of a batch of credentials, and when.</summary>
public sealed class SecondPartsTests
{
    private static readonly Actor Li = new("li", "Li"), LiAgain = new("li-2", "Li"), Wang = new("wang", "Wang"), WangAgain = new("wang-2", "Wang"), Zhao = new("zhao", "zhao");
    private static readonly RoundRules TwoParts = Given.Rules with { Credentials = new(TwoParts: true) };

    [Fact]
    public void Another_person_fetches_them_and_nobody_else_does_after_that()
    {
        var round = Issued();
        Assert.Equal(RefusalCode.SamePerson, round.Refused(Fetch(Li)).Code);
        Assert.Equal(RefusalCode.SamePerson, round.Refused(Fetch(LiAgain)).Code);
        Assert.Null(round.Do(new ViewBatch("b")).Second);

        Assert.Equal(new PartsFetched("wang", "Wang", Given.Opening), round.Do(Fetch(Wang)).Second);
        Assert.Equal(new PartsFetched("wang", "Wang", Given.Opening), round.Do(Fetch(WangAgain) with { At = Given.Close }).Second);
        var refusal = round.Refused(Fetch(Zhao));
        Assert.Equal((RefusalCode.SecondPartsFetched, "wang"), (refusal.Code, refusal.Fact("by")));
        Assert.Equal(
            [("second-parts-fetched", "wang", "batch b"), ("second-parts-fetched", "wang-2", "batch b, fetched again")],
            round.Do(new ViewAudit()).Lines.TakeLast(2).Select(line => (line.Act, line.By, line.Detail)));
    }

    [Fact]
    public void Only_an_issued_batch_of_a_round_in_two_parts_gives_them()
    {
        Assert.Equal(RefusalCode.NoSuchBatch, Issued().Refused(Fetch(Wang) with { Batch = "other" }).Code);
        Assert.Equal(RefusalCode.WrongState, Issued(Given.Rules).Refused(Fetch(Wang)).Code);
        var round = Reserved(TwoParts);
        Assert.Equal(RefusalCode.WrongState, round.Refused(Fetch(Wang)).Code);
        round = Issued();
        round.Do(new VoidBatch("b", Given.Opening, "li", "lost"));
        round.Do(new CompleteBatch("b", round.Do(new ViewBatch("b")).Version, BatchOutcome.Void, Given.Opening));
        Assert.Equal(RefusalCode.WrongState, round.Refused(Fetch(Wang)).Code);
    }

    [Theory]
    [InlineData(Voting, true)]
    [InlineData(Paused, true)]
    [InlineData(Sealing, false)]
    [InlineData(Cancelled, false)]
    public void They_are_given_until_voting_closes(RoundState state, bool isGiven)
    {
        var round = GivenRound.BringOn(Issued(), state);
        if (isGiven)
            round.Do(Fetch(Wang));
        else
            Assert.Equal(RefusalCode.WrongState, round.Refused(Fetch(Wang)).Code);
    }

    [Fact]
    public void The_rules_keep_the_form_in_which_credentials_were_issued()
    {
        Assert.Equal("/credentials/twoParts", Pointer(Issued().Refused(new ReplaceRules(Given.Rules, Given.Opening, "li"))));
        Assert.Equal("/credentials/twoParts", Pointer(Issued(Given.Rules).Refused(new ReplaceRules(TwoParts, Given.Opening, "li"))));
        var unissued = GivenRound.In(Draft);
        unissued.Do(new ReplaceRules(TwoParts, Given.Opening, "li"));
        Assert.True(unissued.Do(new ViewRound()).TwoParts);
        // A round that was begun without a key, whose batches are all void.
        var old = Reserved(Given.Rules, isKeyed: false);
        old.Do(new SettleCredentials("b", 0, Given.Opening));
        Assert.Equal("/credentials/twoParts", Pointer(old.Refused(new ReplaceRules(TwoParts, Given.Opening, "li"))));
    }

    [Fact]
    public void A_verification_finds_a_person_who_has_both_parts()
    {
        var round = Issued();
        var fetched = new SecondPartsFetched("b", Given.Opening, "wang");
        Assert.Null(RoundLaw.Fault(Given.Round, round.State, fetched));
        Assert.Contains("'li-2' has both parts", RoundLaw.Fault(Given.Round, round.State, fetched with { By = "li-2", Person = "Li" })!, StringComparison.Ordinal);
        Assert.Contains("is not issued", RoundLaw.Fault(Given.Round, Reserved(TwoParts).State, fetched)!, StringComparison.Ordinal);
        Assert.Contains("have one part", RoundLaw.Fault(Given.Round, Issued(Given.Rules).State, fetched)!, StringComparison.Ordinal);
        round.Do(Fetch(Wang));
        Assert.Contains("a second time", RoundLaw.Fault(Given.Round, round.State, fetched with { By = "zhao" })!, StringComparison.Ordinal);
        Assert.Null(RoundLaw.Fault(Given.Round, round.State, fetched with { By = "wang-2", Person = "Wang", Again = true }));
        Assert.Contains("does not have", RoundLaw.Fault(Given.Round, round.State, fetched with { By = "zhao", Again = true })!, StringComparison.Ordinal);
        Assert.Contains("does not have", RoundLaw.Fault(Given.Round, Issued().State, fetched with { Again = true })!, StringComparison.Ordinal);
    }

    private static FetchSecondParts Fetch(Actor by) => new("b", Given.Opening, by);

    private static string Pointer(Refusal refusal) => Assert.Single((IReadOnlyList<Evaluation.Kernel.Reading.Fault>)refusal.Fact("faults")!).Pointer;

    private static AloneRound Issued(RoundRules? rules = null)
    {
        var round = Reserved(rules ?? TwoParts);
        round.Do(new SettleCredentials("b", 3, Given.Opening));
        return round;
    }

    private static AloneRound Reserved(RoundRules rules, bool isKeyed = true)
    {
        var round = GivenRound.In(Draft, rules);
        if (isKeyed)
            round.Do(new CommitKey(GivenRound.Commitment, Given.Opening, "li"));
        round.Do(new ReserveCredentials("b", "npc", 3, null, Given.Opening, "li", Held: true, Person: "Li"));
        return round;
    }
}
