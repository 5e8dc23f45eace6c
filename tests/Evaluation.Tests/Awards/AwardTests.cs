using Evaluation.Awards;
using static Evaluation.Tests.Awards.GivenAwards;

namespace Evaluation.Tests.Awards;

public sealed class AwardTests
{
    private static readonly AwardList First = List(1, new Award("u1", "c", "first", 1)), Second = List(2, new Award("u2", "c", "first", 1));

    [Fact]
    public void The_same_list_again_changes_nothing_and_needs_no_reason()
    {
        var awards = new AloneAwards();
        awards.Do(new GiveAwards(First, null, Given.Now, Li));
        awards.Do(new GiveAwards(List(1, new Award("u1", "c", "first", 1)), null, Given.Now, Wang));
        Assert.Single(awards.History);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Another_list_needs_a_reason(string? reason)
    {
        var awards = new AloneAwards();
        awards.Do(new GiveAwards(First, null, Given.Now, Li));
        Assert.Equal(RefusalCode.ReasonMissing, awards.Refused(new GiveAwards(Second, reason, Given.Now, Li)).Code);
        Assert.Equal("u2", Assert.Single(awards.Do(new GiveAwards(Second, "an upheld objection", Given.Now, Li)).List!.Awards).Unit);
        Assert.Equal([null, "an upheld objection"], awards.Do(new ViewAwardAudit()).Lines.Select(line => line.Reason));
    }

    [Fact]
    public void A_single_prize_stands_when_another_person_has_approved_it()
    {
        var awards = WithSpecial();
        Assert.Null(awards.State.Find("creative")!.Standing);
        Assert.Equal(RefusalCode.SamePerson, awards.Refused(new ApproveSpecialAward(Creative, Given.Now, Wang)).Code);
        Assert.Equal(RefusalCode.SamePerson, awards.Refused(new ApproveSpecialAward(Creative, Given.Now, SecondAccountOfWang)).Code);
        Assert.Equal(Creative, Assert.Single(awards.Do(new ApproveSpecialAward(Creative, Given.Now, Li)).Special).Standing);

        awards.Do(new ApproveSpecialAward(Creative, Given.Now, Li));
        awards.Do(new ProposeSpecialAward(Creative with { Version = 7 }, Given.Now, Wang));
        Assert.Equal(2, awards.History.Count);
    }

    [Fact]
    public void An_approved_prize_stands_until_its_change_is_approved()
    {
        var awards = WithSpecial();
        awards.Do(new ApproveSpecialAward(Creative, Given.Now, Li));
        var other = Creative with { Unit = "u2" };
        awards.Do(new ProposeSpecialAward(other, Given.Now, Li));
        Assert.Equal((Creative, other), (awards.State.Find("creative")!.Standing!, awards.State.Find("creative")!.Proposed!));
        Assert.Equal(RefusalCode.SamePerson, awards.Refused(new ApproveSpecialAward(other, Given.Now, Li)).Code);
        Assert.Equal(other, awards.Do(new ApproveSpecialAward(other, Given.Now, Wang)).Special.Single().Standing);
    }

    [Fact]
    public void An_approval_of_another_prize_than_the_proposed_one_is_refused()
    {
        var awards = WithSpecial();
        awards.Do(new ProposeSpecialAward(Creative with { Unit = "u2" }, Given.Now, Wang));
        Assert.Equal(RefusalCode.StaleEdit, awards.Refused(new ApproveSpecialAward(Creative, Given.Now, Li)).Code);
        Assert.Equal(RefusalCode.NoSuchAward, awards.Refused(new ApproveSpecialAward(Creative with { Code = "other" }, Given.Now, Li)).Code);
    }
}
