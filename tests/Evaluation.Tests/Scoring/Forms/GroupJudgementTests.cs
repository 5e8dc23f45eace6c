using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Which groups are valid (F29), at a roll of 20, a group minimum of 3 and two units.</summary>
public sealed class GroupJudgementTests
{
    private const int GroupMin = 3;

    [Fact]
    public void A_group_without_a_minimum_is_not_judged() => Assert.Null(GroupJudgement.Of(new("npc", new("x"), 20), 10, [9, 9], false, GroupMin));

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public void The_turnout_is_the_number_of_voters_divided_by_the_roll(int voted, bool isValid) =>
        Assert.Equal(new(isValid, isValid ? null : "low-turnout", voted), Judge(new("npc", new("x"), 20, TurnoutMin: 0.5m), Totals(voted, 8, 8), voted));

    [Fact]
    public void A_third_of_a_roll_is_compared_exactly() => Assert.True(Judge(new("npc", new("x"), 3, TurnoutMin: 0.3333333333m), Totals(1, 3, 3), 1).Valid);

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Slips_are_those_for_all_units(int minimum, bool isValid) =>
        Assert.Equal(new(isValid, isValid ? null : "few-slips", Slips: 16), Judge(new("npc", new("x"), 20, SlipsMin: minimum), Totals(10, 9, 7), 10));

    [Fact]
    public void Slips_for_a_unit_below_the_minimum_do_not_count() =>
        Assert.Equal(new(false, "few-slips", Slips: 9), Judge(new("npc", new("x"), 20, SlipsMin: 10), Totals(10, 9, 2), 10));

    [Fact]
    public void Both_minima_must_be_met_and_the_turnout_is_named_first()
    {
        var rule = new Group("npc", new("x"), 20, 0.5m, 16);
        Assert.Equal(new(true, null, 10, 16), Judge(rule, Totals(10, 9, 7), 10));
        Assert.Equal(new(false, "few-slips", 10, 15), Judge(rule, Totals(10, 9, 6), 10));
        Assert.Equal(new(false, "low-turnout", 9, 15), Judge(rule, Totals(9, 9, 6), 9));
    }

    [Fact]
    public void A_hidden_number_of_voters_is_replaced_by_the_fewest_that_the_shown_slips_prove()
    {
        var rule = new Group("npc", new("x"), 20, TurnoutMin: 0.5m);
        Assert.Equal(new(false, "hidden-turnout", 9), Judge(rule, Totals(11, 9, 2), null));
        Assert.Equal(new(true, null, 10), Judge(rule, Totals(12, 10, 2), null));
    }

    [Fact]
    public void Where_every_credential_may_rate_one_unit_slips_of_different_units_are_of_different_voters() =>
        Assert.Equal(new(true, null, 11), Judge(new("npc", new("x"), 20, TurnoutMin: 0.5m), new(20, 12, [6, 5, 1], [8, 8, 4]), null));

    [Fact]
    public void The_group_that_is_hidden_beside_a_small_one_is_preferably_one_without_a_minimum_turnout() =>
        Assert.Equal([false, true, false], TurnoutSuppression.Shown([Totals(2, 2) with { Issued = 5 }, Totals(9, 9) with { Issued = 10 }, Totals(9, 9)], GroupMin, [false, true, false]));

    private static GroupValidity Judge(Group rule, GroupTotals totals, int? voted) => GroupJudgement.Of(rule, voted, totals.Slips, totals.IsOneUnitEach, GroupMin)!;

    private static GroupTotals Totals(int voted, params int[] slips) => new(20, voted, slips, [.. slips.Select(_ => 20)]);
}
