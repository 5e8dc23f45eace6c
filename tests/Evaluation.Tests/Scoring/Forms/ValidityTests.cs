using System.Text.Json;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Groups that are not valid (F29) report for no unit.</summary>
public sealed class ValidityTests
{
    private static readonly GroupValidity Invalid = new(false, GroupValidity.LowTurnout, 3);

    [Theory]
    [InlineData(MissingGroup.Renormalise)]
    [InlineData(MissingGroup.ClassMean)]
    public void A_group_that_is_not_valid_does_not_report_and_no_mean_stands_in_for_it(MissingGroup policy)
    {
        var round = Round(policy);
        Judge(round, Invalid);

        Assert.Equal([100m, 70m], round.InPaperOrder(unit => unit.Vote!.Value));
        Assert.Equal([100m, 70m], round.InPaperOrder(unit => unit.Criteria[0].Score!.Value));
        var users = round.Result("u1").Groups[1];
        Assert.Equal((false, null, "low-turnout", 2), (users.Reported, users.Score, users.Why, users.Slips));
        Assert.Equal(3, round.Result("u1").Slips);
    }

    [Fact]
    public void A_unit_that_only_such_groups_have_rated_is_not_rated()
    {
        var round = new SmallRound(groups: "npc users");
        round.Cast("u1", "users", "A", "B");
        Judge(round, Invalid);

        Assert.Equal((null, "not-valid"), (round.Result("u1").Vote, round.Result("u1").NotRated));
    }

    [Fact]
    public void A_small_group_is_below_the_minimum_whatever_its_validity()
    {
        var round = Round(MissingGroup.Renormalise);
        round.Policies = new() { GroupMin = 3 };
        Judge(round, Invalid);

        Assert.Equal("below-minimum", round.Result("u1").Groups[1].Why);
        Assert.Null(round.Result("u1").Groups[1].Slips);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_valid_group_and_a_group_that_is_not_judged_report_as_ever(bool isJudged)
    {
        var round = Round(MissingGroup.Renormalise);
        var before = JsonSerializer.Serialize(round.Result());
        Judge(round, isJudged ? new(true, Voters: 3) : null);

        Assert.Equal(before, JsonSerializer.Serialize(round.Result()));
    }

    private static void Judge(SmallRound round, GroupValidity? users) => round.Turnout = [new("npc", 10, 10, 5), new("users", 10, 10, 3, users)];

    private static SmallRound Round(MissingGroup policy)
    {
        var round = new SmallRound("u1 u2", "npc users");
        round.Policies = new() { GroupMin = 1, MissingGroup = policy };
        round.Cast("u1", "npc", "A");
        round.Cast("u2", "npc", "B");
        round.Cast("u1", "users", "C", "C");
        return round;
    }
}
