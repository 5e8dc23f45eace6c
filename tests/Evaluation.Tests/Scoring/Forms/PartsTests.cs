using System.Text.Json;
using Evaluation.Rules;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Groups that form parts of the vote (F31).</summary>
public sealed class PartsTests
{
    private const int Seeds = 100;

    [Fact]
    public void A_missing_group_leaves_the_weight_of_its_part_to_the_rest_of_the_part()
    {
        var round = SocietalAndThirdParty();
        round.Cast("u1", "residents", "A");
        round.Cast("u1", "survey", "B");

        // (50·80 + 30·74) / 80; without parts (30·80 + 30·74) / 60 = 77.00
        Assert.Equal(77.75m, round.Result("u1").Vote);
        Assert.Equal(77.75m, round.Result("u1").Criteria[0].Score);
        round.Rules = round.Rules with { Classes = [round.Rules.Classes[0] with { Parts = null }] };
        Assert.Equal(77m, round.Result("u1").Vote);
    }

    [Fact]
    public void A_part_without_a_reporting_group_is_left_out()
    {
        var round = SocietalAndThirdParty();
        round.Cast("u1", "residents", "A");
        round.Cast("u1", "firms", "B");

        // (30·80 + 20·74) / 50
        Assert.Equal(77.6m, round.Result("u1").Vote);
    }

    [Fact]
    public void A_class_mean_stands_in_before_the_parts_are_weighted()
    {
        var round = SocietalAndThirdParty("u1 u2");
        round.Policies = new() { GroupMin = 1, MissingGroup = MissingGroup.ClassMean };
        foreach (var unit in new[] { "u1", "u2" })
        {
            round.Cast(unit, "residents", "A");
            round.Cast(unit, "survey", "B");
        }
        round.Cast("u2", "firms", "C");

        // u1: firms 44, the class mean; (50·(30·80 + 20·44)/50 + 30·74) / 80
        Assert.Equal(68.75m, round.Result("u1").Vote);
        Assert.Equal(77.75m, round.Result("u1").Criteria[0].Score);
    }

    [Fact]
    public void The_standard_error_has_the_same_weights()
    {
        var round = SocietalAndThirdParty();
        round.Cast("u1", "residents", "A", "B");
        round.Cast("u1", "survey", "B", "B");

        // s² of 80 and 74 is 18; SE² = (50/80)²·18/2 = 3.515625
        Assert.Equal(1.875m, round.Result("u1").StandardError);
    }

    [Fact]
    public void Parts_in_which_every_group_reports_equal_the_weights_of_the_group_times_its_part()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var (weights, parts) = (Enumerable.Range(0, 4).Select(_ => (decimal)random.Next(1, 40)).ToArray(), (decimal[])[random.Next(1, 90), random.Next(1, 90)]);
            // W' = P·W·(sum of the other part's weights): the same ratios as P/ΣP · W/ΣW, in whole numbers.
            decimal[] flat = [.. weights.Select((weight, group) => parts[group / 2] * weight * (group < 2 ? weights[2] + weights[3] : weights[0] + weights[1]))];
            var (one, other) = (Drawn(weights), Drawn(flat));
            foreach (var (unit, group, slips) in DrawnSlips.Of(random, groups: 4, 1, 5, "ABC"))
            {
                one.Cast(unit, group, slips);
                other.Cast(unit, group, slips);
            }
            one.Rules = one.Rules with
            {
                Groups = [.. one.Rules.Groups.Select((group, index) => group with { Part = index < 2 ? "first" : "second" })],
                Classes = [one.Rules.Classes[0] with { Parts = new Dictionary<string, decimal> { ["first"] = parts[0], ["second"] = parts[1] } }],
            };

            Assert.Equal(JsonSerializer.Serialize(other.Result()), JsonSerializer.Serialize(one.Result()));
        }
    }

    [Fact]
    public void One_part_of_all_groups_changes_nothing()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var round = Drawn([.. Enumerable.Range(0, 4).Select(_ => (decimal)random.Next(0, 40))]);
            round.Policies = new() { GroupMin = random.Next(1, 4), MissingGroup = random.Next(2) == 0 ? MissingGroup.ClassMean : MissingGroup.Renormalise };
            foreach (var (unit, group, slips) in DrawnSlips.Of(random, groups: 4, 0, 5))
                round.Cast(unit, group, slips);
            var without = JsonSerializer.Serialize(round.Result());
            round.Rules = round.Rules with
            {
                Groups = [.. round.Rules.Groups.Select(group => group with { Part = "all" })],
                Classes = [round.Rules.Classes[0] with { Parts = new Dictionary<string, decimal> { ["all"] = 7 } }],
            };

            Assert.Equal(without, JsonSerializer.Serialize(round.Result()));
        }
    }

    private static SmallRound Drawn(decimal[] weights)
    {
        var round = new SmallRound("u1 u2 u3", "g1 g2 g3 g4", "duty conduct");
        round.WeighGroups(weights);
        round.WeighCriteria(20, 40);
        return round;
    }

    /// <summary>
    /// Residents (30) and firms (20) are the societal part, of weight 50, the survey (30) is the third-party part, of weight 30. Options A,
    /// B and C are worth 80, 74 and 44.
    /// </summary>
    private static SmallRound SocietalAndThirdParty(string units = "u1")
    {
        var round = new SmallRound(units, "residents firms survey");
        round.WeighGroups(30, 20, 30);
        round.Rules = round.Rules with
        {
            Options = [new("A", new(), 80, AnswerBox.Top), new("B", new(), 74, AnswerBox.Positive), new("C", new(), 44, AnswerBox.Negative)],
            Groups = [.. round.Rules.Groups.Select(group => group with { Part = group.Code == "survey" ? "third-party" : "societal" })],
            Classes = [round.Rules.Classes[0] with { Parts = new Dictionary<string, decimal> { ["societal"] = 50, ["third-party"] = 30 } }],
        };
        return round;
    }
}
