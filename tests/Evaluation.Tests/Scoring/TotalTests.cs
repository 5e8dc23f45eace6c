namespace Evaluation.Tests.Scoring;

public sealed class TotalTests
{
    [Fact]
    public void The_total_adds_the_components_by_their_shares()
    {
        var round = new SmallRound();
        round.Rules = round.Rules with { Components = new() { Vote = 40, Inspection = 30, Self = 20, Daily = 10 } };
        round.Cast("u1", "npc", "B");
        round.Know("u1", new() { Inspection = 80m, Self = 90m, Daily = 95m });

        // 28 + 24 + 18 + 9.5
        var unit = round.Result("u1");
        Assert.Equal((79.5m, 70m, 80m, 90m, 95m), (unit.Total, unit.Vote, unit.Inspection, unit.Self, unit.Daily));
    }

    [Fact]
    public void Bonuses_count_up_to_the_cap_and_deductions_in_full()
    {
        var round = new SmallRound();
        round.Rules = round.Rules with { Components = new() { BonusCap = 3 } };
        round.Cast("u1", "npc", "B");
        round.Know("u1", new() { Bonuses = 4m, Deductions = 7.25m });

        Assert.Equal((65.75m, 3m, 7.25m), (round.Result("u1").Total, round.Result("u1").Bonus, round.Result("u1").Deductions));
    }

    [Fact]
    public void Without_other_components_the_total_is_the_vote()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "B");
        round.Know("u1", new() { Inspection = 12m });

        Assert.Equal((70m, 12m), (round.Result("u1").Total, round.Result("u1").Inspection));
        Assert.Empty(round.Result("u1").Incomplete);
    }

    [Fact]
    public void Missing_components_are_listed_in_the_order_of_the_formula()
    {
        var round = new SmallRound("u1 u2");
        round.Rules = round.Rules with
        {
            Components = new() { Vote = 40, Inspection = 30, Self = 20, Daily = 10 },
            Grades = [new("pass", 0)],
        };
        round.Cast("u2", "npc", "B");
        round.Know("u2", new() { Self = 90m });

        Assert.Equal(["vote", "inspection", "self", "daily"], round.Result("u1").Incomplete);
        var unit = round.Result("u2");
        Assert.Equal(["inspection", "daily"], unit.Incomplete);
        Assert.Equal((null, null, null, null), (unit.Total, unit.Rank, unit.Band, unit.Grade));
        Assert.Equal((70m, 90m), (unit.Vote, unit.Self));
    }

    [Fact]
    public void A_component_without_a_share_is_not_missing()
    {
        var round = new SmallRound();
        round.CountInspectionOnly();
        round.Inspect("u1", 88);

        Assert.Equal((88m, null, null), (round.Result("u1").Total, round.Result("u1").Vote, round.Result("u1").StandardError));
        Assert.Empty(round.Result("u1").Incomplete);
    }

    [Fact]
    public void Nothing_is_rounded_before_publication()
    {
        var round = new SmallRound();
        round.Rules = round.Rules with { Components = new() { Vote = 50, Inspection = 50 }, Policies = new() { GroupMin = 1, Decimals = 0 } };
        round.Cast("u1", "npc", "A", "A", "B");
        round.Know("u1", new() { Inspection = new Fraction(269, 3) });

        // Vote 90, inspection 89 2/3 shown as 90: the total of 89 5/6 is 90; with 88.8 shown as 89 it is 89.4, not (90 + 89) / 2 = 89.5 →
        // 90.
        Assert.Equal(90m, round.Result("u1").Total);
        round.Know("u1", new() { Inspection = 88.8m });
        Assert.Equal((90m, 89m, 89m), (round.Result("u1").Vote, round.Result("u1").Inspection, round.Result("u1").Total));
    }
}
