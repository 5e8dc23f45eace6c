using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Checking;

namespace Evaluation.Tests.Rules;

/// <summary>Faults of sense: each row corrupts one place of the sample and states the fault.</summary>
public sealed class ContradictionTests
{
    [Theory]
    // Codes.
    [InlineData("/id", "\"2020_Social\"", "/id", "must be of small letters a to z, digits and hyphens, at most 64, but is \"2020_Social\"")]
    [InlineData("/options/0/code", "\"满意\"", "/options/0/code", "must be of letters A to Z, digits and hyphens, at most 64, but is \"满意\"")]
    [InlineData("/options/0/code", "\"\u212A\"", "/options/0/code", "must be of letters A to Z")]
    [InlineData("/criteria/0/code", "\"Duty\"", "/criteria/0/code", "must be of small letters")]
    [InlineData("/units/0/code", "\"u 01\"", "/units/0/code", "must be of small letters")]
    [InlineData("/grades/1/code", "\"good!\"", "/grades/1/code", "must be of small letters")]
    [InlineData("/vetoes/0/code", "\"spot/checks\"", "/vetoes/0/code", "must be of small letters")]
    [InlineData("/options/1/code", "\"A\"", "/options/1/code", "\"A\" is used more than once")]
    [InlineData("/options/1/code", "\"a\"", "/options/1/code", "\"a\" is used more than once")]
    [InlineData("/criteria/4/code", "\"duty\"", "/criteria/4/code", "\"duty\" is used more than once")]
    [InlineData("/units/11/code", "\"u01\"", "/units/11/code", "\"u01\" is used more than once")]
    [InlineData("/grades/3/code", "\"pass\"", "/grades/3/code", "\"pass\" is used more than once")]
    [InlineData("/vetoes/1/code", "\"spot-checks\"", "/vetoes/1/code", "\"spot-checks\" is used more than once")]
    [InlineData("/groups/-", """{"code": "npc", "label": "x", "roll": 1}""", "/groups/5/code", "\"npc\" is used more than once")]
    [InlineData("/classes/-", """{"code": "people", "label": "x", "weights": {"npc": 1}}""", "/classes/3/code", "\"people\" is used more than once")]
    // Round, criteria and groups.
    [InlineData("/period/to", "\"2019-12-31\"", "/period", "begins on 2020-01-01, after its end on 2019-12-31")]
    [InlineData("/ballotBoxes", "0", "/ballotBoxes", "must be from 1 to 64, but is 0")]
    [InlineData("/ballotBoxes", "65", "/ballotBoxes", "must be from 1 to 64, but is 65")]
    [InlineData("/criteria/0/points", "0", "/criteria/0/points", "must be above 0 and at most 1000000, but is 0")]
    [InlineData("/criteria/0/points", "-20", "/criteria/0/points", "must be above 0")]
    [InlineData("/criteria/0/points", "1000000.5", "/criteria/0/points", "must be above 0 and at most 1000000")]
    [InlineData("/groups/0/roll", "-1", "/groups/0/roll", "must be from 0 to 10000000, but is -1")]
    [InlineData("/groups/0/roll", "10000001", "/groups/0/roll", "must be from 0 to 10000000")]
    // Options.
    [InlineData("/options", "[]", "/options", "must have at least 2 items, but has 0")]
    [InlineData("/options", null, "/options", "must have at least 2 items, but has 0")]
    [InlineData("/options", """[{"code": "A", "label": "x", "value": 1}]""", "/options", "must have at least 2 items, but has 1")]
    [InlineData("/options", """[{"code": "A", "label": "x"}, {"code": "B", "label": "y", "value": null}]""", "/options", "at least one needs a value")]
    [InlineData("/options/0/value", "1000001", "/options/0/value", "must be from -1000000 to 1000000, but is 1000001")]
    [InlineData("/options/0/value", "-1000001", "/options/0/value", "must be from -1000000 to 1000000")]
    [InlineData("/options/0/value", "0.1234567", "/options/0/value", "must have at most 6 decimals, but is 0.1234567")]
    [InlineData("/options/3/box", "\"neutral\"", "/options/3/box", "must be left out: an option without a value")]
    [InlineData("/options/0/value", "null", "/options/0/box", "must be left out: an option without a value")]
    // Classes and units.
    [InlineData("/classes/1/weights/npcx", "5", "/classes/1/weights/npcx", "\"npcx\" is not defined; did you mean \"npc\"?")]
    [InlineData("/classes/1/weights/a~1b", "5", "/classes/1/weights/a~01b", "\"a~1b\" is not defined; known are \"npc\"")]
    [InlineData("/classes/1/weights/npc", "-1", "/classes/1/weights/npc", "must be from 0 to 1000000, but is -1")]
    [InlineData("/classes/1/weights/npc", "1000001", "/classes/1/weights/npc", "must be from 0 to 1000000")]
    [InlineData("/classes/1/weights", "{}", "/classes/1/weights", "gives no group a weight")]
    [InlineData("/classes/1/weights", null, "/classes/1/weights", "gives no group a weight")]
    [InlineData("/classes/1/weights", """{"npc": 0, "users": 0}""", "/classes/1/weights", "gives no group a weight; at least one needs a weight above 0")]
    [InlineData("/classes/-", """{"code": "schools", "label": "x", "weights": {"npc": 1}}""", "/classes/3", "no unit is in class \"schools\"")]
    [InlineData("/units/0/class", "\"servise\"", "/units/0/class", "\"servise\" is not defined; did you mean \"service\"?")]
    [InlineData("/units/0/class", "\"x\"", "/units/0/class", "\"x\" is not defined; known are \"government\", \"service\", \"people\"")]
    [InlineData("/units", "[]", "/units", "must have at least one item")]
    // Policies.
    [InlineData("/policies/awarenessMin", "1.01", "/policies/awarenessMin", "must be from 0 to 1, but is 1.01")]
    [InlineData("/policies/awarenessMin", "-0.5", "/policies/awarenessMin", "must be from 0 to 1")]
    [InlineData("/policies/groupMin", "-1", "/policies/groupMin", "must be from 0 to 1000000, but is -1")]
    [InlineData("/policies/groupMin", "1000001", "/policies/groupMin", "must be from 0 to 1000000")]
    [InlineData("/policies/commentMin", "-1", "/policies/commentMin", "must be from 0 to 1000000")]
    [InlineData("/policies/commentMin", "1000001", "/policies/commentMin", "must be from 0 to 1000000")]
    [InlineData("/policies/decimals", "7", "/policies/decimals", "must be from 0 to 6, but is 7")]
    [InlineData("/policies/objectionDays", "-1", "/policies/objectionDays", "must be from 0 to 365, but is -1")]
    [InlineData("/policies/objectionDays", "366", "/policies/objectionDays", "must be from 0 to 365, but is 366")]
    [InlineData("/policies/decimals", "-1", "/policies/decimals", "must be from 0 to 6")]
    [InlineData("/policies/dontKnow", """{"value": 1000001}""", "/policies/dontKnow", "must be from -1000000 to 1000000")]
    [InlineData("/policies/dontKnow", """{"value": 0.1234567}""", "/policies/dontKnow", "must have at most 6 decimals")]
    // Shares and panel.
    [InlineData("/components/vote", "90", "/components", "shares add up to 90, not 100")]
    [InlineData("/components/daily", "0.01", "/components", "shares add up to 100.01, not 100")]
    [InlineData("/components", """{"daily": 30}""", "/components", "shares add up to 30, not 100")]
    [InlineData("/components/bonusCap", "-1", "/components/bonusCap", "must be from 0 to 1000000, but is -1")]
    [InlineData("/components", """{"vote": 70, "inspection": 30}""", "/components/inspection", "is 30, but no criterion has source \"assessed\"")]
    [InlineData("/components", """{"vote": 80, "self": 20}""", "/components/self", "is 20, but no criterion has source \"assessed\"")]
    // Grades and vetoes.
    [InlineData("/grades/1/min", "90", "/grades/1/min", "must be below 90, the min of the grade before, but is 90")]
    [InlineData("/grades/3/min", "75", "/grades/3/min", "must be below 60")]
    [InlineData("/grades/0/min", "1000001", "/grades/0/min", "must be from -1000000 to 1000000")]
    [InlineData("/grades/0/quota", "30", "/grades/0/quota", "must be from 0 to 1, but is 30")]
    [InlineData("/grades/0/quota", "1.0001", "/grades/0/quota", "must be from 0 to 1, but is 1.0001")]
    [InlineData("/grades/0/quota", "-0.1", "/grades/0/quota", "must be from 0 to 1")]
    [InlineData("/vetoes/0/when", "{}", "/vetoes/0/when", "has none; exactly one of failedSpotChecks, fact and again with of is needed")]
    [InlineData("/vetoes/0/when/fact", "\"x\"", "/vetoes/0/when", "has several; exactly one of failedSpotChecks, fact and again with of is needed")]
    [InlineData("/vetoes/0/when/failedSpotChecks", "0", "/vetoes/0/when/failedSpotChecks", "must be at least 1, but is 0")]
    [InlineData("/vetoes/1/when/fact", "\"Named in bulletin\"", "/vetoes/1/when/fact", "must be of small letters")]
    [InlineData("/vetoes/0/effect", """{"cap": "pas"}""", "/vetoes/0/effect/cap", "\"pas\" is not defined; did you mean \"pass\"?")]
    public void A_fault_states_the_found_and_the_allowed_value(string pointer, string? json, string faultAt, string message) =>
        OneFault(Definitions.Sample().With(pointer, json), faultAt, message);

    [Fact]
    public void A_round_needs_a_criterion()
    {
        var faults = Definitions.Read(Definitions.Sample().With("/criteria", "[]")).Faults;

        Assert.Equal(
            [
                new Fault("/criteria", "must have at least one item, but has none"),
                new Fault("/components/vote", "is 100, but no criterion has source \"vote\"; define one or set this share to 0"),
            ],
            faults);
    }

    [Fact]
    public void A_vote_share_needs_a_vote_criterion() =>
        OneFault(Definitions.Inspected().With("/criteria/8", null), "/components/vote", "is 30, but no criterion has source \"vote\"");

    [Fact]
    public void A_vote_needs_groups_even_without_a_share()
    {
        var faults = Definitions.Read(Definitions.Inspected()
            .With("/components", """{"inspection": 100}""").With("/groups", "[]").With("/classes/0/weights", "{}")).Faults;

        Assert.Equal(["/groups", "/classes/0/weights"], faults.Select(fault => fault.Pointer));
        Assert.Equal("must have at least one item, but has none", faults[0].Message);
    }

    [Fact]
    public void Each_share_is_from_0_to_100_even_if_the_sum_is_100()
    {
        var faults = Definitions.Read(Definitions.Inspected()
            .With("/components", """{"vote": -10, "inspection": 105, "self": 105.5, "daily": -100.5}""")).Faults;

        Assert.Equal(["/components/vote", "/components/inspection", "/components/self", "/components/daily"], faults.Select(fault => fault.Pointer));
        Assert.All(faults, fault => Assert.Contains("must be from 0 to 100", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Panel_normalisation_needs_eight_units()
    {
        var sample = Definitions.Sample().With("/panel/normalise", "true")
            .With("/units/11", null).With("/units/10", null).With("/units/9", null).With("/units/8", null);

        Assert.Empty(Definitions.Read(sample).Faults);
        OneFault(sample.With("/units/7", null), "/panel/normalise", "must be false: it takes at least 8 units, and there are 7");
    }

    [Fact]
    public void Every_list_of_a_definition_is_limited()
    {
        Fits("/options", Limits.Options, index => $$"""{"code": "o{{index}}", "label": "x{{index}}", "value": 1}""");
        Fits("/criteria", Limits.Criteria, index => $$"""{"code": "c{{index}}", "label": "x{{index}}", "source": "{{(index < 1 ? "vote" : "assessed")}}", "points": 1}""");
        Fits("/units", Limits.Units, index => $$"""{"code": "u{{index}}", "label": "x{{index}}", "class": "one"}""");
        Fits("/grades", Limits.GradesOrVetoes, index => $$"""{"code": "g{{index}}", "min": {{-index}} }""");
        Fits("/vetoes", Limits.GradesOrVetoes, index => $$"""{"code": "v{{index}}", "when": {"fact": "f"}, "effect": "last"}""");
        Fits("/groups", Limits.Groups, index => $$"""{"code": "{{(index == 0 ? "all" : $"g{index}")}}", "label": "x{{index}}", "roll": 1}""");

        static void Fits(string list, int max, Func<int, string> item)
        {
            string Items(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(item))}]";

            Assert.Empty(Definitions.Read(Definitions.Smallest().With(list, Items(max))).Faults);
            OneFault(Definitions.Smallest().With(list, Items(max + 1)), list, $"has {max + 1} items; at most {max} are allowed");
        }
    }

    [Fact]
    public void The_number_of_classes_is_limited_by_the_number_of_units()
    {
        var definition = Definitions.Smallest().With("/classes", "[]").With("/units", "[]");
        for (var index = 0; index < Limits.Classes; index++) AddClass(index);
        Assert.Empty(Definitions.Read(definition).Faults);

        AddClass(Limits.Classes);
        OneFault(definition, "/classes", "has 101 items; at most 100 are allowed");

        void AddClass(int index) => definition
            .With("/classes/-", $$"""{"code": "c{{index}}", "label": "x{{index}}", "weights": {"all": 1} }""")
            .With("/units/-", $$"""{"code": "u{{index}}", "label": "x{{index}}", "class": "c{{index}}"}""");
    }

    [Fact]
    public void A_paper_has_at_most_sixteen_criteria()
    {
        static string Criteria(int count) =>
            $"[{string.Join(',', Enumerable.Range(0, count).Select(index => $$"""{"code": "c{{index}}", "label": "x{{index}}", "source": "vote", "points": 1}"""))}]";

        Assert.Empty(Definitions.Read(Definitions.Smallest().With("/criteria", Criteria(16))).Faults);
        OneFault(Definitions.Smallest().With("/criteria", Criteria(17)), "/criteria", "has 17 criteria with source \"vote\"; at most 16 are allowed");
    }

    [Fact]
    public void The_weights_of_a_class_are_limited_by_the_number_of_groups()
    {
        var weights = new JsonObject(Enumerable.Range(0, Limits.Groups + 1).Select(index => KeyValuePair.Create($"g{index}", (JsonNode?)1)));

        OneFault(Definitions.Smallest().With("/classes/0/weights", weights.ToJsonString()), "/classes/0/weights", "has 65 members; at most 64 are allowed");
    }

    [Fact]
    public void Rules_built_in_code_are_checked_in_the_same_way()
    {
        var rules = Definitions.Read(Definitions.Smallest()).Rules!;
        Unit[] tooMany = [.. Enumerable.Range(0, Limits.Units + 1).Select(index => new Unit($"u{index}", new LocalText($"x{index}"), "one"))];

        Assert.Empty(RulesCheck.Check(rules));
        Assert.Equal([new Fault("/units", "must have at most 2000 items, but has 2001")], RulesCheck.Check(rules with { Units = tooMany }));
        Assert.Equal([new Fault("/components", "shares add up to 99, not 100")], RulesCheck.Check(rules with { Components = new() { Vote = 99 } }));
    }

    private static void OneFault(JsonObject definition, string pointer, string message)
    {
        var (rules, faults) = Definitions.Read(definition);
        Assert.Null(rules);
        var fault = Assert.Single(faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
