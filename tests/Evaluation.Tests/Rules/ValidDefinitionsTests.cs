using Evaluation.Rules;

namespace Evaluation.Tests.Rules;

public sealed class ValidDefinitionsTests
{
    [Fact]
    public void The_sample_round_is_valid()
    {
        var (rules, faults) = Definitions.Read(Definitions.Sample());

        Assert.Empty(faults);
        Assert.Equal("2020-social", rules!.Id);
        Assert.Equal(new LocalText("2020年度区直单位社会评价", "2020 social evaluation of district units"), rules.Title);
        Assert.Equal(new Basis("区直单位社会评价办法", "X办发〔2020〕1号", "区委办公室、区政府办公室"), rules.Basis);
        Assert.Equal(new Period(new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31)), rules.Period);
        Assert.Equal(4, rules.BallotBoxes);
        Assert.Equal([100m, 70m, 30m, null], rules.Options.Select(option => option.Value));
        Assert.Equal([AnswerBox.Top, AnswerBox.Positive, AnswerBox.Negative, null], rules.Options.Select(option => option.Box));
        Assert.Equal(["duty", "conduct", "openness", "efficiency", "integrity"], rules.VoteCriteria.Select(criterion => criterion.Code));
        Assert.Equal([200, 180, 300, 1200, 18], rules.Groups.Select(group => group.Roll));
        Assert.Equal(55, rules.Classes[1].Weights["users"]);
        Assert.Equal(12, rules.Units.Count);
        Assert.StartsWith("## 履职尽责\n", rules.Units[0].Report, StringComparison.Ordinal);
        Assert.Equal(0.5m, rules.Policies.AwarenessMin);
        Assert.Equal(3, rules.Components.BonusCap);
        Assert.Equal(0.3m, rules.Grades[0].Quota);
        Assert.Equal([new VetoCondition(3), new VetoCondition(Fact: "named-in-bulletin")], rules.Vetoes.Select(veto => veto.When));
    }

    [Fact]
    public void A_round_with_inspection_is_valid()
    {
        var (rules, faults) = Definitions.Read(Definitions.Inspected());

        Assert.Empty(faults);
        Assert.True(rules!.HasAssessedCriteria);
        Assert.Single(rules.VoteCriteria);
        Assert.Equal(Visibility.Administrators, rules.Visibility);
        Assert.Equal(new Components { Vote = 30, Inspection = 50, Self = 20, BonusCap = 10 }, rules.Components);
    }

    [Fact]
    public void A_round_without_a_vote_needs_neither_options_nor_groups_nor_weights()
    {
        var (rules, faults) = Definitions.Read(Definitions.Smallest()
            .With("/options", null).With("/groups", null).With("/classes/0/weights", null)
            .With("/criteria/0/source", "\"assessed\"").With("/components", """{"inspection": 60, "self": 40}"""));

        Assert.Empty(faults);
        Assert.Equal(new Components { Vote = 0, Inspection = 60, Self = 40 }, rules!.Components);
    }

    [Fact]
    public void Every_optional_member_has_its_default()
    {
        var (rules, faults) = Definitions.Read(Definitions.Smallest());

        Assert.Empty(faults);
        Assert.Null(rules!.Basis);
        Assert.Null(rules.Period);
        Assert.Equal("Asia/Shanghai", rules.TimeZone);
        Assert.Equal(Visibility.Sealed, rules.Visibility);
        Assert.Equal(1, rules.BallotBoxes);
        Assert.True(rules.AllowRevote);
        Assert.Equal(new Policies(), rules.Policies);
        Assert.Equal((DontKnow.Exclude, 0m, 5, 8), (rules.Policies.DontKnow, rules.Policies.AwarenessMin, rules.Policies.GroupMin, rules.Policies.CommentMin));
        Assert.Equal((MissingGroup.Renormalise, 2), (rules.Policies.MissingGroup, rules.Policies.Decimals));
        Assert.Equal(new Components { Vote = 100 }, rules.Components);
        Assert.Equal(new Panel { Trim = PanelTrim.Item, Normalise = false }, rules.Panel);
        Assert.Empty(rules.Grades);
        Assert.Empty(rules.Vetoes);
        Assert.Null(rules.Units[0].Report);
        Assert.Null(rules.Options[0].Box);
    }

    [Fact]
    public void Every_member_of_policies_and_panel_is_optional()
    {
        var (rules, faults) = Definitions.Read(Definitions.Smallest().With("/policies", "{}").With("/components", "{}").With("/panel", "{}"));

        Assert.Empty(faults);
        Assert.Equal((new Policies(), new Components(), new Panel()), (rules!.Policies, rules.Components, rules.Panel));
    }

    [Fact]
    public void A_plain_text_is_Chinese_when_it_holds_a_Chinese_character_and_English_otherwise()
    {
        var (rules, _) = Definitions.Read(Definitions.Smallest().With("/units/0/label", "\"第2 school\""));

        Assert.Equal(new LocalText(Zh: "小测评"), rules!.Title);
        Assert.Equal(new LocalText(Zh: "第2 school"), rules.Units[0].Label);
        Assert.Equal(new LocalText(En: "Everybody"), rules.Groups[0].Label);
    }

    [Theory]
    [InlineData("/basis")]
    [InlineData("/period")]
    [InlineData("/title/en")]
    [InlineData("/basis/number")]
    [InlineData("/basis/issuer")]
    [InlineData("/options/0/value", "/options/0/box")]
    [InlineData("/units/0/report")]
    [InlineData("/policies/objectionDays")]
    [InlineData("/grades/0/label")]
    [InlineData("/grades/0/quota")]
    [InlineData("/vetoes/0/label")]
    [InlineData("/vetoes/0/when/fact")]
    public void Null_equals_a_missing_member(params string[] pointers)
    {
        var definition = pointers.Aggregate(Definitions.Sample(), (sample, pointer) => sample.With(pointer, "null"));

        Assert.Empty(Definitions.Read(definition).Faults);
    }

    [Theory]
    [InlineData("/policies/dontKnow", "\"zero\"")]
    [InlineData("/policies/dontKnow", """{"value": 60}""")]
    [InlineData("/policies/missingGroup", "\"classMean\"")]
    [InlineData("/policies/objectionDays", "0")]
    [InlineData("/policies/objectionDays", "365")]
    [InlineData("/policies/objectionDays", "null")]
    [InlineData("/policies/decimals", "6")]
    [InlineData("/policies/decimals", "2.0")]
    [InlineData("/policies/groupMin", "0")]
    [InlineData("/policies/awarenessMin", "1")]
    [InlineData("/vetoes/0/effect", "\"last\"")]
    [InlineData("/vetoes/0/effect", """{"cap": "pass"}""")]
    [InlineData("/panel", """{"trim": "total", "normalise": true}""")]
    [InlineData("/components", """{"vote": 99.5, "daily": 0.5}""")]
    [InlineData("/classes/0/weights", """{"npc": 1e2}""")]
    [InlineData("/options/0/value", "-1000000")]
    [InlineData("/options/0/value", "0.123456")]
    [InlineData("/criteria/0/points", "0.5")]
    [InlineData("/ballotBoxes", "64")]
    [InlineData("/timeZone", "\"Europe/Berlin\"")]
    [InlineData("/timeZone", "\"UTC\"")]
    [InlineData("/visibility", "\"public\"")]
    [InlineData("/period", """{"from": "2020-02-29", "to": "2020-02-29"}""")]
    [InlineData("/grades", "[]")]
    [InlineData("/units/0/report", "\"a\\tb\\r\\nc\"")]
    [InlineData("/units/0/label/en", "\"\\ud83d\\ude00\"")]
    [InlineData("/units/0/code", "\"1234567890-234567890-234567890-234567890-234567890-234567890-234\"")]
    public void Every_allowed_variant_is_accepted(string pointer, string json) =>
        Assert.Empty(Definitions.Read(Definitions.Sample().With(pointer, json)).Faults);
}
