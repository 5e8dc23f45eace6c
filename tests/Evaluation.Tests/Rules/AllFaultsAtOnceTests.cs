using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Rules;

public sealed class AllFaultsAtOnceTests
{
    [Fact]
    public void Faults_of_form_and_of_sense_are_listed_together()
    {
        var faults = Definitions.Read(Definitions.Sample()
            .With("/id", "\"Bad Id\"")
            .With("/title", null)
            .With("/colour", "1")
            .With("/visibility", "\"secret\"")
            .With("/options/0/value", "\"a lot\"")
            .With("/criteria/1/points", "0")
            .With("/classes/2/weights/npcx", "5")
            .With("/units/3/class", "\"nowhere\"")
            .With("/components/vote", "90")
            .With("/grades/2/min", "85")
            .With("/vetoes/1/effect", """{"cap": "best"}""")).Faults;

        Assert.Equal(
            [
                "/classes/2/weights/npcx", "/colour", "/components", "/criteria/1/points", "/grades/2/min", "/id",
                "/options/0/value", "/title", "/units/3/class", "/vetoes/1/effect/cap", "/visibility",
            ],
            faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    // The corrupted place, and the only place that is reported although other places depend on it.
    [InlineData("/groups", "5")]
    [InlineData("/groups/0", "5")]
    [InlineData("/groups/0/code", "5")]
    [InlineData("/groups/0/code", "\"N P C\"", "/classes/0/weights/npc", "/classes/1/weights/npc", "/classes/2/weights/npc")]
    [InlineData("/classes", "5")]
    [InlineData("/classes/0", "5")]
    [InlineData("/classes/0/code", "5")]
    [InlineData("/classes/0/weights", "5")]
    [InlineData("/units", "5")]
    [InlineData("/units/0", "5")]
    [InlineData("/units/0/class", "5")]
    [InlineData("/criteria", "5")]
    [InlineData("/criteria/0", "5")]
    [InlineData("/criteria/0/source", "5")]
    [InlineData("/options", "5")]
    [InlineData("/options/0", "5")]
    [InlineData("/options/3/value", "\"none\"")]
    [InlineData("/components", "5")]
    [InlineData("/components/vote", "\"5\"")]
    [InlineData("/grades", "5")]
    [InlineData("/grades/1/min", "\"5\"")]
    [InlineData("/vetoes/0/when", "5")]
    public void A_fault_that_follows_from_another_fault_is_not_reported(string pointer, string json, params string[] more)
    {
        var definition = Definitions.Sample().With("/panel/normalise", "true").With("/vetoes/1/effect", """{"cap": "pass"}""").With(pointer, json);

        Assert.Equal([pointer, .. more], Definitions.Read(definition).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void A_criterion_with_an_unreadable_source_is_not_counted_as_a_vote()
    {
        var definition = Definitions.Smallest().With("/options", null).With("/groups", null).With("/classes/0/weights", null)
            .With("/components", """{"daily": 100}""").With("/criteria/0/source", "\"inspection\"");

        Assert.Equal(["/criteria/0/source"], Definitions.Read(definition).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Unreadable_shares_are_not_counted_as_a_vote()
    {
        var definition = Definitions.Smallest().With("/options", null).With("/groups", null).With("/classes/0/weights", null)
            .With("/criteria/0/source", "\"assessed\"").With("/components", "100");

        Assert.Equal(["/components"], Definitions.Read(definition).Faults.Select(fault => fault.Pointer).Distinct());
    }

    [Fact]
    public void The_list_of_faults_is_limited()
    {
        var definition = Definitions.Smallest();
        for (var index = 0; index < 1_000; index++) definition.With($"/colour{index}", "1");
        for (var index = 1; index < 1_000; index++) definition.With("/units/-", "5");

        var (rules, faults) = Definitions.Read(definition);

        Assert.Null(rules);
        Assert.Equal(Limits.FaultsListed, faults.Count);
    }

    [Fact]
    public void The_list_of_faults_of_sense_is_limited()
    {
        var definition = Definitions.Smallest();
        for (var index = 1; index < 1_000; index++) definition.With("/units/-", """{"code": "u", "label": "x", "class": "one"}""");

        Assert.Equal(Limits.FaultsListed, Definitions.Read(definition).Faults.Count);
    }

    [Fact]
    public void A_list_is_not_read_beyond_its_limit()
    {
        var definition = Definitions.Smallest();
        definition.With("/grades", "[]");
        for (var index = 0; index < Limits.GradesOrVetoes; index++) definition.With("/grades/-", $$"""{"code": "g{{index}}", "min": -{{index}} }""");
        definition.With("/grades/-", "5");

        Assert.Equal([new Fault("/grades", "has 51 items; at most 50 are allowed")], Definitions.Read(definition).Faults);
    }

    [Fact]
    public void A_name_too_long_to_be_shown_is_reported_at_its_object()
    {
        var definition = new JsonObject(Definitions.Smallest().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        definition[new string('x', 65)] = 1;

        var fault = Assert.Single(Definitions.Read(definition).Faults);
        Assert.Equal(new Fault("", $"has a member whose name begins with \"{new string('x', 40)}…\"; at most 64 characters are allowed"), fault);
    }
}
