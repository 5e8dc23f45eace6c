using Evaluation.Results.History;
using Evaluation.Rules;

namespace Evaluation.Tests.Results;

/// <summary>Forms of the vote that make the figures of two rounds incomparable.</summary>
public sealed class VoteFormComparabilityTests
{
    private static readonly RoundRules Rules = Given.Rules;

    private static UnitClass Class => Rules.Classes[0];

    [Fact]
    public void Another_scale_is_another_set_of_options()
    {
        Assert.Equal(["options"], Differences(Rules with { OptionMax = 10 }));
        Assert.Empty(Differences(Rules with { OptionMax = 100 }));
    }

    [Fact]
    public void Minima_of_groups_parts_and_pooled_slips_are_other_weights()
    {
        Assert.Equal(["weights"], Differences(Rules with { Groups = [Rules.Groups[0] with { TurnoutMin = 0.5m }, Rules.Groups[1]] }));
        Assert.Equal(["weights"], Differences(Rules with { Groups = [Rules.Groups[0] with { SlipsMin = 3 }, Rules.Groups[1]] }));
        Assert.Equal(["weights"], Differences(Rules with { Classes = [Class with { Weights = new PooledWeights() }] }));
        Assert.Equal(["weights"], Differences(Rules with
        {
            Groups = [.. Rules.Groups.Select(group => group with { Part = group.Code })],
            Classes = [Class with { Parts = new Dictionary<string, decimal> { ["npc"] = 1, ["users"] = 1 } }],
        }));
    }

    [Fact]
    public void Labels_of_options_and_notes_of_classes_make_no_difference() => Assert.Empty(Differences(Rules with
    {
        Criteria = [Rules.Criteria[0] with { OptionLabels = new Dictionary<string, LocalText> { ["A"] = new("优") } }, Rules.Criteria[1]],
        Classes = [Class with { Note = new("说明") }],
    }));

    [Fact]
    public void Equal_steps_and_periods_are_the_same_criterion_and_other_ones_are_not()
    {
        Assert.Empty(ComparabilityCheck.Differences(new(WithSteps(0.9m)), Class.Code, new(WithSteps(0.9m)), Class.Code));
        Assert.Equal(["criteria"], ComparabilityCheck.Differences(new(WithSteps(0.9m)), Class.Code, new(WithSteps(0.8m)), Class.Code));
        Assert.Equal(["criteria"], ComparabilityCheck.Differences(new(WithSteps(0.9m)), Class.Code, new(WithSteps(0.9m, "2020-H1")), Class.Code));

        static RoundRules WithSteps(decimal from, params string[] periods) => Rules with
        {
            Criteria = [.. Rules.Criteria, new("gdp", new(), CriterionSource.Assessed, 10, Score: new(FigureForm.Steps, [new(from, 10), new(0.5m, 5)]), Periods: ["2020-H2", .. periods])],
        };
    }

    private static IReadOnlyList<string> Differences(RoundRules other) => ComparabilityCheck.Differences(new(Rules), Class.Code, new(other), Class.Code);
}
