using Evaluation.Ballots.Counting;
using Evaluation.Rules;

namespace Evaluation.Tests.Scoring;

public sealed class VoteScoreTests
{
    [Fact]
    public void The_score_of_a_group_weights_the_criteria_by_their_points()
    {
        var round = new SmallRound(criteria: "duty conduct");
        round.WeighCriteria(20, 40);
        round.Cast("u1", "npc", "AB", "BC");

        // duty (100 + 70) / 2 = 85, conduct (70 + 30) / 2 = 50; (20·85 + 40·50) / 60 = 61.67
        var unit = round.Result("u1");
        Assert.Equal([85m, 50m], unit.Criteria.Select(criterion => criterion.Score));
        Assert.Equal(61.67m, unit.Groups[0].Score);
    }

    [Fact]
    public void A_criterion_without_a_valid_mark_is_left_out_of_the_mean()
    {
        var round = new SmallRound(criteria: "duty conduct");
        round.Cast("u1", "npc", "AD", "BD");

        Assert.Equal(85m, round.Result("u1").Vote);
        Assert.Equal([85m, null], round.Result("u1").Criteria.Select(criterion => criterion.Score));
    }

    [Fact]
    public void The_vote_weights_the_groups_whatever_their_size()
    {
        var round = new SmallRound(groups: "npc users");
        round.WeighGroups(30, 70);
        round.Cast("u1", "npc", "A");
        round.Cast("u1", "users", "C", "C", "C", "B");

        // users (3·30 + 70) / 4 = 40; 0.3·100 + 0.7·40 = 58
        Assert.Equal(58m, round.Result("u1").Vote);
    }

    [Fact]
    public void Each_class_has_its_own_weights_of_the_groups()
    {
        var round = new SmallRound("u1 u2", "npc users");
        round.Rules = round.Rules with
        {
            Classes =
            [
                new("schools", new(), new Dictionary<string, decimal> { ["npc"] = 1 }),
                new("bureaus", new(), new Dictionary<string, decimal> { ["npc"] = 1, ["users"] = 3 }),
            ],
            Units = [new("u1", new(), "bureaus"), new("u2", new(), "schools")],
        };
        var tally = new Tally();
        foreach (ushort unit in new[] { 0, 1 })
        {
            tally.Add(new SlipPattern(unit, 0, 0));
            tally.Add(new SlipPattern(unit, 1, 2));
        }

        var classes = TallyCounter.Score(round.Rules, tally);

        Assert.Equal(["schools", "bureaus"], classes.Select(result => result.Class));
        Assert.Equal([("u2", 100m), ("u1", 47.5m)], classes.SelectMany(result => result.Units).Select(unit => (unit.Unit, unit.Vote!.Value)));
    }

    [Fact]
    public void A_missing_group_is_left_out_by_renormalising()
    {
        var round = RoundWithAMissingGroup(MissingGroup.Renormalise);

        Assert.Equal(100m, round.Result("u3").Vote);
    }

    [Fact]
    public void The_class_mean_stands_in_for_a_missing_group()
    {
        var round = RoundWithAMissingGroup(MissingGroup.ClassMean);

        // users gave u1 70 and u2 30: their mean 50 stands in; (100 + 50) / 2
        Assert.Equal(75m, round.Result("u3").Vote);
        Assert.False(round.Result("u3").Groups[1].Reported);
        Assert.Null(round.Result("u3").Groups[1].Score);
    }

    [Fact]
    public void No_class_mean_enters_the_score_of_a_criterion()
    {
        var round = RoundWithAMissingGroup(MissingGroup.ClassMean);

        Assert.Equal(100m, round.Result("u3").Criteria[0].Score);
    }

    [Fact]
    public void A_group_that_reports_for_no_unit_of_the_class_is_left_out()
    {
        var round = new SmallRound("u1 u2", "npc users");
        round.Policies = new() { GroupMin = 1, MissingGroup = MissingGroup.ClassMean };
        round.Cast("u1", "npc", "A");
        round.Cast("u2", "npc", "B");

        Assert.Equal([100m, 70m], round.InPaperOrder(unit => unit.Vote!.Value));
    }

    [Fact]
    public void A_unit_without_a_rating_has_no_vote_score_even_with_class_means()
    {
        var round = new SmallRound("u1 u2");
        round.Policies = new() { GroupMin = 1, MissingGroup = MissingGroup.ClassMean };
        round.Cast("u1", "npc", "A");

        var unit = round.Result("u2");
        Assert.Equal((null, null, null), (unit.Vote, unit.Total, unit.StandardError));
        Assert.Equal(["vote"], unit.Incomplete);
    }

    [Fact]
    public void A_group_of_weight_0_is_shown_and_does_not_count()
    {
        var round = new SmallRound("u1 u2", "npc users");
        round.WeighGroups(1, 0);
        round.Policies = new() { GroupMin = 1, MissingGroup = MissingGroup.ClassMean };
        round.Cast("u1", "npc", "A");
        round.Cast("u1", "users", "C");
        round.Cast("u2", "users", "C");

        Assert.Equal([100m, null], round.InPaperOrder(unit => unit.Vote));
        Assert.Equal(30m, round.Result("u2").Groups[1].Score);
    }

    private static SmallRound RoundWithAMissingGroup(MissingGroup policy)
    {
        var round = new SmallRound("u1 u2 u3", "npc users");
        round.Policies = new() { GroupMin = 1, MissingGroup = policy };
        foreach (var unit in new[] { "u1", "u2", "u3" })
            round.Cast(unit, "npc", "A");
        round.Cast("u1", "users", "B");
        round.Cast("u2", "users", "C");
        return round;
    }
}
