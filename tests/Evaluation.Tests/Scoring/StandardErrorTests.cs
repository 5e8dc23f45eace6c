using Evaluation.Rules;

namespace Evaluation.Tests.Scoring;

public sealed class StandardErrorTests
{
    [Fact]
    public void Two_slips_of_100_and_70_have_a_standard_error_of_15()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "A", "B");

        // s² = 15² + 15² = 450; √(450 / 2) = 15
        Assert.Equal(15m, round.Result("u1").StandardError);
    }

    [Fact]
    public void One_slip_has_a_standard_error_of_0()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "B");

        Assert.Equal(0m, round.Result("u1").StandardError);
    }

    [Fact]
    public void The_score_of_a_slip_is_over_its_valid_marks()
    {
        var round = new SmallRound(criteria: "duty conduct");
        round.WeighCriteria(20, 40);
        round.Cast("u1", "npc", "AD", "BA");

        // 100 and (20·70 + 40·100) / 60 = 90: s² = 50, √(50 / 2) = 5
        Assert.Equal(5m, round.Result("u1").StandardError);
    }

    [Fact]
    public void A_slip_without_a_valid_mark_has_no_score_but_counts_as_a_slip()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "A", "B", "D", "D");

        // 100 and 70: s² = 450, over four slips: √112.5
        Assert.Equal(10.6066m, round.Result("u1").StandardError);
    }

    [Fact]
    public void The_variance_of_a_group_is_weighted_by_the_square_of_its_weight()
    {
        var round = new SmallRound(groups: "npc users");
        round.WeighGroups(30, 70);
        round.Cast("u1", "npc", "A", "B");
        round.Cast("u1", "users", "A", "C");

        // npc 225, users 35² = 1225: √(0.09·225 + 0.49·1225) = √620.5
        Assert.Equal(24.9098m, round.Result("u1").StandardError);
    }

    [Fact]
    public void A_class_mean_that_stands_in_keeps_its_weight_and_adds_no_variance()
    {
        var round = new SmallRound("u1 u2", "npc users");
        round.Policies = new() { GroupMin = 1, MissingGroup = MissingGroup.ClassMean };
        round.Cast("u1", "npc", "A", "B");
        round.Cast("u2", "npc", "A", "A");
        round.Cast("u2", "users", "A", "C");

        Assert.Equal(7.5m, round.Result("u1").StandardError);
    }

    [Fact]
    public void The_total_has_half_of_the_votes_error_when_the_vote_has_half_of_the_shares()
    {
        var round = new SmallRound();
        round.Rules = round.Rules with { Components = new() { Vote = 50, Inspection = 50 } };
        round.Cast("u1", "npc", "A", "B");
        round.Inspect("u1", 80);

        Assert.Equal((82.5m, 7.5m), (round.Result("u1").Total, round.Result("u1").StandardError));
    }

    [Fact]
    public void Numbers_of_sixteen_digits_stay_exact()
    {
        var round = new SmallRound(criteria: "duty conduct");
        round.WeighCriteria(9_999_999_999_999_998m, 0.00000000000001m);
        round.Rules = round.Rules with { Options = [new("A", new(), 9_999_999_999_999_999m), new("B", new(), 9_999_999_999_999_997m)] };
        round.Cast("u1", "npc", "AA", "BB");

        var unit = round.Result("u1");
        Assert.Equal((9_999_999_999_999_998m, 1m), (unit.Vote, unit.StandardError));
    }
}
