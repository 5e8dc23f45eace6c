using Evaluation.Rules;

namespace Evaluation.Tests.Rules;

public sealed class RoundWarningTests
{
    private static readonly RoundRules Assessed = Given.AssessedRules with { Components = new() { Vote = 50, Inspection = 30, Self = 10, Daily = 10 } };

    [Fact]
    public void A_round_of_votes_has_no_warnings() => Assert.Empty(RoundWarning.Of(Given.Rules, hasPanels: false, reviewers: 0));

    [Fact]
    public void A_round_with_panels_and_two_reviewers_has_no_warnings() => Assert.Empty(RoundWarning.Of(Assessed, hasPanels: true, reviewers: 2));

    [Fact]
    public void Every_share_that_needs_approval_needs_a_second_reviewer() => Assert.Equal(
        [("/components/inspection", "no-second-reviewer"), ("/components/self", "no-second-reviewer"), ("/components/daily", "no-second-reviewer")],
        RoundWarning.Of(Assessed, hasPanels: true, reviewers: 1).Select(warning => (warning.Pointer, warning.Code)));

    [Fact]
    public void An_inspection_without_panels_is_named_only_when_it_is_known()
    {
        Assert.Equal([("/components/inspection", "no-panels")], RoundWarning.Of(Assessed, hasPanels: false, reviewers: 2).Select(warning => (warning.Pointer, warning.Code)));
    }

    [Fact]
    public void A_share_without_assessed_criteria_is_named()
    {
        var rules = Given.Rules with { Components = new() { Vote = 60, Inspection = 30, Daily = 10 } };
        Assert.Equal([("/components/inspection", "no-assessed-criteria")], RoundWarning.Of(rules, hasPanels: true, reviewers: 2).Select(warning => (warning.Pointer, warning.Code)));
    }

    [Theory]
    [InlineData(-3, 0, "/options/0")]
    [InlineData(0, 0, null)]
    [InlineData(5, -5, null)]
    public void A_better_option_with_a_lower_value_than_a_worse_one_is_named(int better, int worse, string? pointer)
    {
        var rules = Given.Rules with { Options = [new("A", new("a"), better, AnswerBox.Top), new("C", new("c"), worse, AnswerBox.Negative), new("D", new("d"))] };
        var warnings = RoundWarning.Of(rules, hasPanels: true, reviewers: 2).Where(warning => warning.Code == "option-order");
        Assert.Equal(pointer is null ? [] : [pointer], warnings.Select(warning => warning.Pointer));
    }

    [Theory]
    [InlineData(10, 70, "The largest value of an option is 10, so the vote gives at most 7 of 70 points beside the other components. Set optionMax to 10, or write the values on the scale of 100.")]
    [InlineData(120, 50, "The largest value of an option is 120, so the vote gives at most 60 of 50 points beside the other components. Set optionMax to 120, or write the values on the scale of 100.")]
    [InlineData(100, 70, null)]
    [InlineData(10, 100, null)]
    public void A_scale_other_than_100_beside_another_component_is_named(int largest, int vote, string? detail)
    {
        var rules = Given.AssessedRules with
        {
            Options = [new("A", new("a"), largest), new("B", new("b"), 1), new("D", new("d"))],
            Components = new() { Vote = vote, Inspection = 100 - vote },
        };
        var warnings = RoundWarning.Of(rules, hasPanels: true, reviewers: 2);

        Assert.Equal(detail is null ? [] : [new("/options", "option-scale", detail)], warnings);
        Assert.Empty(RoundWarning.Of(rules with { OptionMax = largest }, hasPanels: true, reviewers: 2));
    }
}
