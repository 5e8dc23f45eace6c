using Evaluation.Rules;

namespace Evaluation.Tests.Scoring;

/// <summary>The reason why a unit has no vote score.</summary>
public sealed class NotRatedTests
{
    [Theory]
    // The group minimum, the slips of deputies and of users, and the reason. The minimum awareness is 0.6.
    [InlineData(1, "A", "", null)]
    [InlineData(0, "", "", "no-slips")]
    [InlineData(1, "", "", "no-slips")]
    [InlineData(2, "", "", "below-minimum")]
    [InlineData(3, "A A", "C", "below-minimum")]
    [InlineData(3, "", "", "below-minimum")]
    [InlineData(1, "D A", "", "low-awareness")]
    [InlineData(3, "D A A D", "C", "low-awareness")]
    [InlineData(0, "D A", "", "low-awareness")]
    public void A_unit_that_no_group_rates_has_a_reason(int groupMin, string deputies, string users, string? why)
    {
        var round = Round(groupMin, deputies, users);

        Assert.Equal(why, round.Result("u1").NotRated);
        Assert.Equal(why is null, round.Result("u1").Vote is not null);
    }

    [Fact]
    public void Slips_without_a_valid_mark_do_not_rate_a_unit()
    {
        var round = Round(1, "D D", "");
        round.Policies = new() { GroupMin = 1 };

        Assert.Equal("no-valid-mark", round.Result("u1").NotRated);
    }

    [Theory]
    // Users have weight 0. Where the deputies do not rate, the reason is theirs; where only users rate, the reason is the weight.
    [InlineData("", "A", "no-weight")]
    [InlineData("D", "A", "no-weight")]
    [InlineData("", "D", "no-slips")]
    [InlineData("D", "D", "low-awareness")]
    public void A_group_of_weight_0_rates_no_unit(string deputies, string users, string why)
    {
        var round = Round(1, deputies, users);
        round.WeighGroups(1, 0);

        Assert.Equal(why, round.Result("u1").NotRated);
    }

    [Fact]
    public void The_reason_does_not_show_whether_a_hidden_group_is_empty()
    {
        var (empty, some) = (Round(5, "", ""), Round(5, "A A", "B B B B"));

        Assert.Equivalent(empty.Result("u1"), some.Result("u1"), strict: true);
    }

    [Fact]
    public void Class_means_alone_do_not_rate_a_unit()
    {
        var round = new SmallRound("u1 u2", "npc users");
        round.Policies = new() { GroupMin = 1, MissingGroup = MissingGroup.ClassMean };
        round.Cast("u2", "npc", "A");

        Assert.Equal(["no-slips", null], round.InPaperOrder(unit => unit.NotRated));
    }

    [Fact]
    public void A_round_without_a_vote_gives_no_reason()
    {
        var round = new SmallRound();
        round.CountInspectionOnly();
        round.Rules = round.Rules with { Criteria = [] };

        Assert.Null(round.Result("u1").NotRated);
    }

    private static SmallRound Round(int groupMin, string deputies, string users)
    {
        var round = new SmallRound(groups: "npc users");
        round.Policies = new() { GroupMin = groupMin, AwarenessMin = 0.6m };
        round.Cast("u1", "npc", deputies.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        round.Cast("u1", "users", users.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return round;
    }
}
