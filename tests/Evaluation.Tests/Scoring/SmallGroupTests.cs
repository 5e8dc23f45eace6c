using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring;

public sealed class SmallGroupTests
{
    [Fact]
    public void A_group_below_the_minimum_is_neither_shown_nor_counted()
    {
        var round = new SmallRound(groups: "npc users");
        round.Policies = new() { GroupMin = 3 };
        round.Cast("u1", "npc", "A", "A", "B");
        round.Cast("u1", "users", "C", "C");

        var unit = round.Result("u1");
        Assert.Equal(new GroupResult("users", null, null, null, false, "below-minimum"), unit.Groups[1]);
        Assert.Equal(3, unit.Slips);
        Assert.Equal(90m, unit.Vote);
        Assert.Equal(90m, unit.Criteria[0].Score);
        Assert.Equal((1m, 0.6667m), (unit.Positive?.Value, unit.Top?.Value));
        Assert.Equal((1m, 0.6667m), (unit.Criteria[0].Positive?.Value, unit.Criteria[0].Top?.Value));
    }

    [Fact]
    public void A_group_at_the_minimum_counts()
    {
        var round = new SmallRound();
        round.Policies = new() { GroupMin = 3 };
        round.Cast("u1", "npc", "A", "A", "B");

        Assert.True(round.Result("u1").Groups[0].Reported);
    }

    [Fact]
    public void Without_a_minimum_an_empty_group_has_no_score()
    {
        var round = new SmallRound();
        round.Policies = new() { GroupMin = 0 };

        Assert.Equal(new GroupResult("npc", 0, null, null, false, "no-score"), round.Result("u1").Groups[0]);
    }

    [Fact]
    public void An_empty_group_is_below_a_minimum_of_one()
    {
        var round = new SmallRound();
        round.Policies = new() { GroupMin = 1 };

        Assert.Equal(new GroupResult("npc", null, null, null, false, "below-minimum"), round.Result("u1").Groups[0]);
    }

    [Fact]
    public void A_group_of_low_awareness_does_not_report_and_its_slips_and_answers_still_count()
    {
        var round = new SmallRound(groups: "npc users");
        round.Policies = new() { GroupMin = 1, AwarenessMin = 0.9m };
        round.Cast("u1", "npc", "A");
        round.Cast("u1", "users", "C", "D");

        Assert.Equal((3, 0.5m), (round.Result("u1").Slips, round.Result("u1").Positive?.Value));
    }
}
