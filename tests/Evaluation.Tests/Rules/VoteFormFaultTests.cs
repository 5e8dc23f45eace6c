using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Tests.Rules;

/// <summary>Faults of the forms of the vote: scale, validity, parts, pooled classes, labels of options.</summary>
public sealed class VoteFormFaultTests
{
    [Theory]
    [InlineData("/optionMax", "0", "/optionMax", "must be above 0 and at most 1000000, but is 0")]
    [InlineData("/optionMax", "-10", "/optionMax", "must be above 0 and at most 1000000, but is -10")]
    [InlineData("/optionMax", "10", "/optionMax", "must equal the largest value of an option, which is 100, but is 10")]
    [InlineData("/optionMax", "200", "/optionMax", "must equal the largest value of an option, which is 100, but is 200")]
    [InlineData("/groups/0/turnoutMin", "1.01", "/groups/0/turnoutMin", "must be from 0 to 1, but is 1.01")]
    [InlineData("/groups/0/turnoutMin", "-0.1", "/groups/0/turnoutMin", "must be from 0 to 1, but is -0.1")]
    [InlineData("/groups/0/slipsMin", "0", "/groups/0/slipsMin", "must be at least 1, but is 0")]
    [InlineData("/groups/0/slipsMin", "2401", "/groups/0/slipsMin", "is 2401, but a roll of 200 gives at most 2400 slips for 12 units; lower it or correct the roll")]
    [InlineData("/groups/0/part", "\"societal\"", "/groups/0/part", "\"societal\" has a weight in no class; name it in the parts of a class, or leave it out")]
    [InlineData("/classes/0/parts", "{}", "/classes/0/parts", "has no part; leave it out where groups form no parts")]
    [InlineData("/criteria/0/optionLabels", """{"E": "优"}""", "/criteria/0/optionLabels/E", "\"E\" is not defined; known are \"A\", \"B\", \"C\", \"D\"")]
    [InlineData("/criteria/0/optionLabels", """{"A": {"zh": "优", "en": "dissatisfied"}}""", "/criteria/0/optionLabels/A", "\"优\" looks like the label of \"C\"; labels of a list must differ")]
    public void A_fault_names_its_place(string pointer, string json, string faultAt, string message) => OneFault(Definitions.Sample().With(pointer, json), faultAt, message);

    [Fact]
    public void A_value_for_dont_know_is_within_the_scale() =>
        OneFault(Scaled().With("/policies", """{"dontKnow": {"value": 60}}"""), "/policies/dontKnow", "must have a value of at most 1, the optionMax, but has 60");

    [Fact]
    public void A_scale_needs_an_option_with_a_value() =>
        OneFault(Definitions.Inspected().With("/options", "[]").With("/criteria/8", null).With("/components", """{"inspection":100,"vote":0}""").With("/optionMax", "10"), "/optionMax", "must be left out: no option has a value");

    [Fact]
    public void A_turnout_needs_a_roll() =>
        OneFault(Definitions.Smallest().With("/groups/0/turnoutMin", "0.5"), "/groups/0/turnoutMin", "needs a roll above 0: turnout is the number of voters divided by the roll");

    [Fact]
    public void Every_part_has_a_group_with_a_weight() => OneFault(
        Parted().With("/classes/0/parts/third", "30"), "/classes/0/parts/third", "no group of part \"third\" has a weight above 0 in the class; give one a weight, or leave the part out");

    [Fact]
    public void Every_group_with_a_weight_is_in_a_part() =>
        OneFault(Parted().With("/groups/1/part", null), "/classes/0/weights/b", "the group belongs to none of the parts of the class; set its part, or its weight to 0");

    [Fact]
    public void A_group_without_a_weight_needs_no_part() =>
        Assert.Empty(Definitions.Read(Parted().With("/groups/1/part", null).With("/classes/0/weights/b", "0")).Faults);

    [Fact]
    public void The_weight_of_a_part_is_above_0() =>
        OneFault(Parted().With("/classes/0/parts/societal", "0"), "/classes/0/parts/societal", "must be above 0 and at most 1000000, but is 0");

    [Fact]
    public void Pooled_slips_have_no_class_mean() => OneFault(
        Definitions.Smallest().With("/classes/0/weights", "\"pooled\"").With("/policies", """{"missingGroup":"classMean"}"""), "/classes/0/weights",
        "must not be \"pooled\" with missingGroup \"classMean\": a class mean needs weights; give weights, or set missingGroup to \"renormalise\"");

    [Fact]
    public void Pooled_slips_have_no_parts() =>
        OneFault(Parted().With("/classes/0/weights", "\"pooled\""), "/classes/0/parts", "must be left out: weights are \"pooled\", and parts need weights");

    [Fact]
    public void An_assessed_criterion_has_no_labels_of_options() =>
        OneFault(Definitions.Inspected().With("/criteria/0/optionLabels", """{"A": "优"}"""), "/criteria/0/optionLabels", "must be left out: nobody votes on an assessed criterion");

    [Fact]
    public void All_forms_together_are_a_valid_definition()
    {
        var rules = Definitions.Read(Parted().With("/optionMax", "1").With("/groups/0/turnoutMin", "0.5").With("/groups/0/slipsMin", "10").With("/groups/0/roll", "10")
            .With("/criteria/0/optionLabels", """{"A": {"zh": "优秀", "en": "Excellent"}}""").With("/classes/0/note", """{"zh": "说明", "en": "A note"}""")).Rules!;

        Assert.Equal((1m, 0.5m, 10, "societal"), (rules.OptionMax, rules.Groups[0].TurnoutMin, rules.Groups[0].SlipsMin, rules.Groups[0].Part));
        Assert.Equal("A note", rules.Classes[0].Note!.En);
        Assert.True(Definitions.Read(Definitions.Smallest().With("/classes/0/weights", "\"pooled\"")).Rules!.Classes[0].IsPooled);
    }

    private static JsonObject Scaled() => Definitions.Smallest().With("/optionMax", "1");

    private static JsonObject Parted() => Definitions.Smallest()
        .With("/groups", """[{"code": "a", "label": "a", "roll": 9, "part": "societal"}, {"code": "b", "label": "b", "roll": 9, "part": "societal"}]""")
        .With("/classes/0/weights", """{"a": 1, "b": 2}""").With("/classes/0/parts", """{"societal": 50}""");

    private static void OneFault(JsonObject definition, string pointer, string message)
    {
        var fault = Assert.Single(Definitions.Read(definition).Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.True(DomainTexts.KnowsFault(fault.Message), fault.Message);
    }
}
