using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Tests.Rules;

public sealed class RulesJsonTests
{
    /// <summary>A definition in which every member has a distinct value.</summary>
    private static readonly RoundRules Full = new()
    {
        Id = "full",
        Title = new LocalText("评价", "Evaluation"),
        Basis = new Basis("办法", "〔2020〕1号", "区委"),
        Period = new Period(new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31)),
        TimeZone = "Europe/Berlin",
        Visibility = Visibility.Administrators,
        BallotBoxes = 16,
        AllowRevote = false,
        Options = [
            new("A", new("满意"), 100, AnswerBox.Top),
            new("B", new(En: "Poor <&'\">"), 0.5m, AnswerBox.Negative), new("C", new("一般"), 60), new("D", new("不了解")),
        ],
        Criteria = [new("duty", new("履职尽责"), CriterionSource.Vote, 20), new("results", new("实绩"), CriterionSource.Assessed, 16.5m)],
        Groups = [new("npc", new("人大代表"), 200)],
        Classes = [new("service", new("公共服务"), new Dictionary<string, decimal> { ["npc"] = 30.5m })],
        Units = [new("u01", new("中心"), "service", "# 报告\n…"), new("u02", new("馆"), "service")],
        Policies = new()
        {
            DontKnow = new DontKnow(60m),
            AwarenessMin = 0.5m,
            GroupMin = 6,
            CommentMin = 9,
            MissingGroup = MissingGroup.ClassMean,
            Decimals = 4,
        },
        Components = new() { Vote = 40, Inspection = 30, Self = 20, Daily = 10, BonusCap = 3 },
        Panel = new() { Trim = PanelTrim.Total, Normalise = false },
        Grades = [new("good", 80, new("良好"), 0.3m), new("pass", 60)],
        Vetoes =
        [
            new("spot", new(FailedSpotChecks: 3), VetoEffect.CapAt("pass"), new("抽查")),
            new("bulletin", new(Fact: "named"), VetoEffect.Last),
            new("other", new(Fact: "x"), VetoEffect.Ineligible),
        ],
    };

    [Fact]
    public void The_written_format_is_the_format_of_journals() =>
        Assert.Equal(Definitions.Golden("rules-as-written.json").TrimEnd('\n'), Encoding.UTF8.GetString(RulesJson.Write(Full)));

    [Fact]
    public void Rules_in_journals_are_read_back_unchanged() =>
        Assert.Equivalent(Full, RulesJson.Read(Encoding.UTF8.GetBytes(Definitions.Golden("rules-as-written.json"))), strict: true);

    [Fact]
    public void Written_rules_are_a_valid_definition()
    {
        using var written = JsonDocument.Parse(RulesJson.Write(Full));
        var (rules, faults) = RulesReader.Read(written.RootElement);

        Assert.Empty(faults);
        Assert.Equivalent(Full, rules, strict: true);
    }

    [Fact]
    public void A_definition_is_written_as_it_was_sent_without_nulls()
    {
        foreach (var definition in new[] { Definitions.Sample(), Definitions.Inspected() })
        {
            var rules = Definitions.Read(definition).Rules!;
            definition.With("/options/3/value", null);

            Assert.True(JsonNode.DeepEquals(definition, JsonNode.Parse(RulesJson.Write(rules))));
            Assert.Equal(RulesJson.Write(rules), RulesJson.Write(RulesJson.Read(RulesJson.Write(rules))));
        }
    }

    [Fact]
    public void A_member_that_an_older_version_did_not_write_has_its_default()
    {
        var old = RulesJson.Read("""
            {"id":"old","title":{"zh":"旧"},"criteria":[{"code":"a","label":{"zh":"x"},"source":"vote","points":1}],
             "policies":{"decimals":4},"components":{},"panel":{}}
            """u8);

        var expected = new RoundRules
        {
            Id = "old",
            Title = new LocalText("旧"),
            Criteria = [new("a", new("x"), CriterionSource.Vote, 1)],
            Policies = new() { Decimals = 4 },
        };
        Assert.Equivalent(expected, old, strict: true);
    }

    [Fact]
    public void A_member_of_a_later_version_is_ignored() =>
        Assert.Equivalent(
            new RoundRules { Id = "new" },
            RulesJson.Read("""{"id":"new","tieBreaks":["vote"],"policies":{"outliers":{"method":"iqr"}}}"""u8),
            strict: true);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"visibility\":\"secret\"}")]
    [InlineData("{\"id\":")]
    public void Damaged_rules_are_refused(string json) => Assert.ThrowsAny<JsonException>(() => RulesJson.Read(Encoding.UTF8.GetBytes(json)));
}
