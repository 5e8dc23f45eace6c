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

    /// <summary>A definition in which every form has a value.</summary>
    private static readonly RoundRules Forms = Full with
    {
        OptionMax = 10,
        Criteria =
        [
            new("duty", new("履职尽责"), CriterionSource.Vote, 20, OptionLabels: new Dictionary<string, LocalText> { ["A"] = new("优秀") }),
            new("gdp", new("生产总值"), CriterionSource.Assessed, 10, By: "leaders", Path: [new("一", "One"), new("一-1")], Periods: ["2020-Q1", "2020-Q2"],
                Score: new(FigureForm.Steps, [new(0.9m, 10), new(0.8m, 8)], Better: BetterFigure.Low)),
            new("share", new("满意率"), CriterionSource.Assessed, 10, Score: new(FigureForm.Rank, Table: [10, 8], Else: 2, Of: "vote.topShare")),
            new("late", new("迟报"), CriterionSource.Assessed, 10, Score: new(FigureForm.Deduct, From: 80, Per: 1, Points: 1)),
            new("plan", new("计划"), CriterionSource.Assessed, 10, Score: new(FigureForm.Plan, Limit: 1.2m)),
            new("rank", new("名次"), CriterionSource.Assessed, 10, Score: new(FigureForm.Rank, StepPercent: 2)),
        ],
        Groups = [new("npc", new("人大代表"), 200, 0.5m, 30, "societal")],
        Classes =
        [
            new("service", new("公共服务"), new Dictionary<string, decimal> { ["npc"] = 30.5m }, new(Vote: 60, Inspection: 40), new Dictionary<string, decimal> { ["duty"] = 0 },
                false, new Dictionary<string, decimal> { ["societal"] = 50 }, new("说明")),
            new("pooled", new("合并"), new PooledWeights()),
        ],
        Units = [new("u01", new("中心"), "service", Precedence: 1)],
        Components = new() { Vote = 40, Inspection = 60, DeductionCap = 5 },
        Panel = new() { TrimFrom = 6 },
        Grades = [new("good", 80, Quota: 0.3m, Rounding: QuotaRounding.HalfUp), new("pass", 60, Places: new Dictionary<string, int> { ["service"] = 6 })],
        Vetoes = [new("again", new(Again: "warned", Of: "full-2019"), VetoEffect.Last)],
        Assessors = [new("leaders", new("领导"), PanelTrim.None)],
        Entries = [new("honour", EntryKind.Bonus, new("荣誉"), Levels: new Dictionary<string, decimal> { ["nation"] = 5 }, Cap: 5, Same: SameEntry.Highest), new("late", EntryKind.Deduction, Points: 0.5m, Criterion: "late")],
        Tail = [new("warned", 3, new("末位"), 75, TailTies.In)],
        Ties = [TieBreaker.Vote, TieBreaker.Precedence],
        Ballot = new([new("service", "duty", ["A"], 3, 0.3m, 1)], UniformBallot.Refuse, UnfinishedBallot.Ignore),
        Combine = [new("full-h1", 60), new("full-h2", 40)],
        Credentials = new(TwoParts: true),
    };

    [Fact]
    public void Every_form_is_read_back_unchanged() => Assert.Equivalent(Forms, RulesJson.Read(RulesJson.Write(Forms)), strict: true);

    [Fact]
    public void A_definition_with_every_form_has_no_fault_of_form()
    {
        using var written = JsonDocument.Parse(RulesJson.Write(Forms));
        Assert.DoesNotContain(RulesReader.Read(written.RootElement).Faults, fault => fault.Message.StartsWith("must be a ", StringComparison.Ordinal) || fault.Message.StartsWith("must be an ", StringComparison.Ordinal) || fault.Message.Contains("unknown", StringComparison.Ordinal));
    }

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
