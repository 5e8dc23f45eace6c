using System.Text.Json.Nodes;

namespace Evaluation.Tests.Rules;

/// <summary>Faults of the rules of a class (F28) and of the limits of a ballot (F25), each by its pointer.</summary>
public sealed class OwnRulesTests
{
    /// <summary>
    /// Classes a (units a1 to a4) and b (units b1, b2); vote criteria duty and style, assessed visit; options A, B, C; vote 60, inspection
    /// 40.
    /// </summary>
    private const string Definition = """
        {
          "id": "own", "title": "Own",
          "options": [{"code": "A", "label": "Good", "value": 100}, {"code": "B", "label": "Fair", "value": 60}, {"code": "C", "label": "Bad", "value": 0}],
          "criteria": [{"code": "duty", "label": "Duty", "source": "vote", "points": 60}, {"code": "style", "label": "Style", "source": "vote", "points": 40},
            {"code": "visit", "label": "Visit", "source": "assessed", "points": 20}],
          "groups": [{"code": "all", "label": "Everybody", "roll": 0}],
          "classes": [{"code": "a", "label": "A", "weights": {"all": 1}}, {"code": "b", "label": "B", "weights": {"all": 1}}],
          "units": [{"code": "a1", "label": "1", "class": "a"}, {"code": "a2", "label": "2", "class": "a"}, {"code": "a3", "label": "3", "class": "a"},
            {"code": "a4", "label": "4", "class": "a"}, {"code": "b1", "label": "1", "class": "b"}, {"code": "b2", "label": "2", "class": "b"}],
          "components": {"vote": 60, "inspection": 40, "bonusCap": 3}
        }
        """;

    [Theory]
    [InlineData("""{"components": {"vote": 100}, "points": {"visit": 0}}""")]
    [InlineData("""{"components": {"inspection": 100}, "points": {"duty": 0, "style": 0}, "weights": {}}""")]
    [InlineData("""{"points": {"duty": 1, "visit": 99.5}, "ranked": false}""")]
    public void A_class_has_rules_of_its_own(string own) => Assert.Empty(Faults(At("/classes/0", own)));

    [Theory]
    [InlineData("""{"points": {"dutty": 5}}""", "/classes/0/points/dutty", "is not defined; did you mean \"duty\"?")]
    [InlineData("""{"points": {"duty": -1}}""", "/classes/0/points/duty", "must be from 0 to 1000000")]
    [InlineData("""{"points": {"duty": 0, "style": 0, "visit": 0}}""", "/classes/0/points", "leaves the class without a criterion")]
    [InlineData("""{"points": {"duty": 0, "style": 0}}""", "/classes/0/points", "the round's share of vote is 60, but the class has no criterion for it")]
    [InlineData("""{"points": {"visit": 0}}""", "/classes/0/points", "the round's share of inspection is 40, but the class has no criterion for it")]
    [InlineData("""{"points": {"visit": 0}, "components": {"vote": 60, "self": 40}}""", "/classes/0/components/self", "the class has no criterion for it")]
    [InlineData("""{"components": {"vote": 60, "inspection": 30}}""", "/classes/0/components", "shares add up to 90, not 100")]
    [InlineData("""{"components": {"vote": 160, "inspection": -60}}""", "/classes/0/components/vote", "must be from 0 to 100")]
    [InlineData("""{"components": {"vote": 60, "inspection": 40, "bonusCap": -1}}""", "/classes/0/components/bonusCap", "must be from 0 to 1000000")]
    [InlineData("""{"weights": {}}""", "/classes/0/weights", "gives no group a weight")]
    [InlineData("""{"ranked": 0}""", "/classes/0/ranked", "")]
    public void A_contradiction_in_a_class_is_reported(string own, string pointer, string message) => AssertFault(At("/classes/0", own), pointer, message);

    [Fact]
    public void A_criterion_that_applies_to_no_class_is_reported()
    {
        var definition = At("/classes/0", """{"points": {"style": 0}}""");
        definition["classes"]![1]!["points"] = JsonNode.Parse("""{"style": 0}""");
        AssertFault(definition, "/criteria/1", "applies to no class");
    }

    [Fact]
    public void A_class_without_ranks_has_no_points_by_rank()
    {
        var definition = At("/classes/0", """{"ranked": false}""");
        definition["criteria"]![2]!["score"] = JsonNode.Parse("""{"by": "rank", "table": [20, 10]}""");
        AssertFault(definition, "/classes/0/ranked", "criterion \"visit\" gives points by rank");
        definition["classes"]![0]!["points"] = JsonNode.Parse("""{"visit": 0}""");
        Assert.DoesNotContain(Faults(definition), fault => fault.Pointer == "/classes/0/ranked");
    }

    [Fact]
    public void A_class_without_caps_of_its_own_has_those_of_the_round()
    {
        var rules = Definitions.Read(At("/classes/0", """{"components": {"vote": 50, "inspection": 50}}""")).Rules!;
        Assert.Equal((50, 3m), (rules.Classes[0].Components!.Vote, rules.Classes[0].Components!.BonusCap));
        Assert.Equal(7m, Definitions.Read(At("/classes/0", """{"components": {"vote": 100, "bonusCap": 7}}""")).Rules!.Classes[0].Components!.BonusCap);
    }

    [Theory]
    [InlineData("""{"limits": [{"class": "a", "criterion": "duty", "options": ["A"], "max": 2, "min": 1}, {"class": "a", "criterion": "duty", "options": ["C"], "min": 2}]}""")]
    [InlineData("""{"limits": [{"class": "b", "criterion": "style", "options": ["A", "B"], "maxShare": 0.5}], "uniform": "flag"}""")]
    [InlineData("""{"uniform": "refuse", "unfinished": "ignore"}""")]
    [InlineData("""{"uniform": "allow", "unfinished": "count"}""")]
    public void A_ballot_has_limits(string ballot) => Assert.Empty(Faults(At("", $$$"""{"ballot": {{{ballot}}}}""")));

    [Theory]
    [InlineData("""{"class": "x", "criterion": "duty", "options": ["A"], "max": 1}""", "/class", "is no class of the round")]
    [InlineData("""{"class": "a", "criterion": "visit", "options": ["A"], "max": 1}""", "/criterion", "is no vote criterion of the round")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A", "E"], "max": 1}""", "/options/1", "is no option of the round")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A", "A"], "max": 1}""", "/options/1", "is listed already")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": [], "max": 1}""", "/options", "must have at least one item")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"]}""", "", "limits nothing")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "min": 0}""", "", "limits nothing")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "max": 1, "maxShare": 0.5}""", "/maxShare", "is given beside max")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "max": -1}""", "/max", "must be from 0 to 2000")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "maxShare": 1.5}""", "/maxShare", "must be from 0 to 1")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "min": 5}""", "/min", "is 5, but class \"a\" has 4 units; no ballot can meet it")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "min": 3, "max": 2}""", "/min", "is 3, above the maximum of 2 of 4 units")]
    [InlineData("""{"class": "a", "criterion": "duty", "options": ["A"], "min": 2, "maxShare": 0.49}""", "/min", "is 2, above the maximum of 1 of 4 units")]
    public void A_limit_that_is_wrong_in_itself_is_reported(string limit, string member, string message) =>
        AssertFault(At("", $$$"""{"ballot": {"limits": [{{{limit}}}]}}"""), $"/ballot/limits/0{member}", message);

    [Theory]
    // The minima need more units than there are.
    [InlineData("""{"criterion": "duty", "options": ["A"], "min": 3}""", """{"criterion": "duty", "options": ["B", "C"], "min": 2}""")]
    // Units with A are among those with A or B.
    [InlineData("""{"criterion": "duty", "options": ["A"], "min": 3}""", """{"criterion": "duty", "options": ["A", "B"], "max": 2}""")]
    // One unit with A and one with B are not three.
    [InlineData("""{"criterion": "duty", "options": ["A"], "max": 1}""", """{"criterion": "duty", "options": ["B"], "max": 1}""", """{"criterion": "duty", "options": ["A", "B"], "min": 3}""")]
    // Three slips have three marks for every criterion, and only two units may be marked for style.
    [InlineData("""{"criterion": "duty", "options": ["A"], "min": 3}""", """{"criterion": "style", "options": ["A", "B", "C"], "max": 2}""")]
    public void Limits_that_no_ballot_can_meet_together_are_reported_at_the_last_of_them(params string[] limits)
    {
        var definition = At("", "{}");
        definition["ballot"] = new JsonObject { ["limits"] = new JsonArray([.. limits.Select(limit => JsonNode.Parse(limit.Insert(1, "\"class\": \"a\", ")))]) };
        AssertFault(definition, $"/ballot/limits/{limits.Length - 1}", "no ballot can meet this limit together with the limits before it");
        definition["ballot"]!["limits"]!.AsArray().RemoveAt(limits.Length - 1);
        Assert.Empty(Faults(definition));
    }

    [Fact]
    public void A_limit_for_a_criterion_that_the_class_does_not_have_is_reported()
    {
        var definition = At("/classes/0", """{"points": {"duty": 0}}""");
        definition["ballot"] = JsonNode.Parse("""{"limits": [{"class": "a", "criterion": "duty", "options": ["A"], "max": 1}]}""");
        AssertFault(definition, "/ballot/limits/0/criterion", "is not on the paper of class \"a\"");
    }

    [Fact]
    public void Unfinished_ballots_are_ignored_only_where_ballots_are_finished() =>
        AssertFault(At("", """{"ballot": {"unfinished": "ignore", "limits": [{"class": "a", "criterion": "duty", "options": ["A"], "max": 1}]}}"""), "/ballot/unfinished", "no ballot has to be finished");

    [Fact]
    public void Ballots_that_are_checked_when_they_are_finished_can_be_changed() =>
        AssertFault(At("", """{"allowRevote": false, "ballot": {"uniform": "refuse"}}"""), "/allowRevote", "could not be changed");

    private static void AssertFault(JsonObject definition, string pointer, string message)
    {
        var faults = Faults(definition);
        Assert.Contains(faults, fault => fault.Pointer == pointer && fault.Message.Contains(message, StringComparison.Ordinal));
        Assert.Single(faults, fault => fault.Pointer == pointer);
    }

    private static IReadOnlyList<Evaluation.Kernel.Reading.Fault> Faults(JsonObject definition) => Definitions.Read(definition).Faults;

    /// <summary>The definition with these members at a class, or at the round.</summary>
    private static JsonObject At(string place, string members)
    {
        var definition = JsonNode.Parse(Definition)!.AsObject();
        var target = place.Length == 0 ? definition : definition["classes"]![0]!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            target[name] = value?.DeepClone();
        return definition;
    }
}
