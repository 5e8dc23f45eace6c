using System.Text.Json;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Classes in which all slips count alike, whatever their group (F32).</summary>
public sealed class PooledTests
{
    private const int Seeds = 100;

    [Fact]
    public void A_score_is_over_all_valid_marks_of_all_groups_together()
    {
        var round = Pooled();
        round.Cast("u1", "npc", "A");
        round.Cast("u1", "users", "C", "C", "B", "D");

        // (100 + 30 + 30 + 70) / 4; the mean of the groups' scores would be 71.67
        Assert.Equal(57.5m, round.Result("u1").Vote);
        Assert.Equal(57.5m, round.Result("u1").Criteria[0].Score);
        Assert.Equal([100m, 43.33m], round.Result("u1").Groups.Select(group => group.Score));
    }

    [Fact]
    public void Criteria_keep_their_points()
    {
        var round = Pooled("duty conduct");
        round.WeighCriteria(20, 40);
        round.Cast("u1", "npc", "AD");
        round.Cast("u1", "users", "BC", "BC");

        // duty (100 + 70 + 70) / 3 = 80, conduct 30; (20·80 + 40·30) / 60
        Assert.Equal([80m, 30m], round.Result("u1").Criteria.Select(criterion => criterion.Score));
        Assert.Equal(46.67m, round.Result("u1").Vote);
    }

    [Fact]
    public void A_group_that_does_not_report_is_not_in_the_pool()
    {
        var round = Pooled();
        round.Policies = new() { GroupMin = 2, AwarenessMin = 0.5m };
        round.Cast("u1", "npc", "C");
        round.Cast("u1", "users", "A", "B");

        Assert.Equal(85m, round.Result("u1").Vote);
        Assert.Equal(2, round.Result("u1").Slips);
        round.Cast("u1", "npc", "D", "D");
        Assert.Equal(85m, round.Result("u1").Vote);
        Assert.Equal("low-awareness", round.Result("u1").Groups[0].Why);
    }

    [Fact]
    public void The_standard_error_is_that_of_one_group_of_all_slips()
    {
        var round = Pooled();
        round.Cast("u1", "npc", "A", "B");
        round.Cast("u1", "users", "C", "D");

        // 100, 70 and 30 have a variance of 3700/3; SE² = 3700/3 / 4 slips
        Assert.Equal(17.5594m, round.Result("u1").StandardError);
    }

    /// <summary>With every group reporting, the figures are those of a round with one group.</summary>
    [Fact]
    public void A_pooled_round_equals_the_same_slips_of_one_group()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var (pooled, single) = (Pooled("duty conduct", "u1 u2 u3", "g1 g2 g3"), new SmallRound("u1 u2 u3", "all", "duty conduct"));
            foreach (var round in new[] { pooled, single })
            {
                round.WeighCriteria(20, 40);
                round.Policies = new() { GroupMin = 1, DontKnow = DontKnow.Zero };
            }
            foreach (var (unit, group, slips) in DrawnSlips.Of(random, groups: 3, 1, 6))
            {
                pooled.Cast(unit, group, slips);
                single.Cast(unit, "all", slips);
            }

            Assert.Equal(WithoutGroups(single), WithoutGroups(pooled));
        }
    }

    [Fact]
    public void Splitting_a_group_changes_nothing()
    {
        var (one, two) = (Pooled(groups: "npc"), Pooled(groups: "npc users"));
        one.Cast("u1", "npc", "A", "B", "B", "C", "D");
        two.Cast("u1", "npc", "A", "D");
        two.Cast("u1", "users", "B", "B", "C");

        Assert.Equal(WithoutGroups(one), WithoutGroups(two));
    }

    private static string WithoutGroups(SmallRound round) => JsonSerializer.Serialize(round.Result().Select(unit => unit with { Groups = (IReadOnlyList<GroupResult>)[] }));

    private static SmallRound Pooled(string criteria = "duty", string units = "u1", string groups = "npc users")
    {
        var round = new SmallRound(units, groups, criteria);
        round.Rules = round.Rules with { Classes = [round.Rules.Classes[0] with { Weights = new PooledWeights() }] };
        return round;
    }
}
