using Evaluation.Awards;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Audit;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Tests.Rules;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Details of an audit on a page: names instead of codes, numbers in words, deadlines as the end of a day.</summary>
public sealed class AuditNameTests
{
    private static readonly DateTimeOffset Midnight = new(2020, 12, 7, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("sc-1", "抽查第1号", "spot check 1")]
    [InlineData("o-12", "异议第12号", "objection 12")]
    [InlineData("f-3", "问题第3号", "finding 3")]
    [InlineData("adj-2", "加减分第2号", "adjustment 2")]
    [InlineData("iev-4", "考评材料第4号", "inspection evidence 4")]
    [InlineData("u-1", "u-1", "u-1")]
    [InlineData("f-x", "f-x", "f-x")]
    public void An_id_of_an_entry_is_said_in_words(string id, string chinese, string english) =>
        Assert.Equal((chinese, english), (EntryNumbers.Of(Catalogue.Chinese, id), EntryNumbers.Of(Catalogue.English, id)));

    [Fact]
    public void Codes_of_units_criteria_and_groups_are_said_by_name()
    {
        var sample = Evaluation.Rules.Reading.RulesReader.Read(System.Text.Json.JsonDocument.Parse(Definitions.Sample().ToJsonString()).RootElement).Rules!;
        var (unit, criterion, group) = (sample.Units[0], sample.Criteria[0], sample.Groups[0]);
        Assert.Equal($"单位“{unit.Label.Zh}”，抽查第1号，不合格", Say("zh", sample, $"unit {unit.Code}, {AuditDetail.Of($"{"sc-1"}, failed")}"));
        Assert.Equal($"指标“{criterion.Label.Zh}”，自评 3，认定 2", Say("zh", sample, $"criterion {criterion.Code}, claimed {3}, accepted {2}"));
        var named = sample.Vetoes.First(veto => veto.When.Fact is not null);
        Assert.Equal($"单位“{unit.Label.Zh}”，{named.Label!.Zh}", Say("zh", sample, $"unit {unit.Code}, {AuditDetail.Of($"{named.When.Fact}")}"));
        Assert.StartsWith($"5 个，主体“{group.Label.Zh}”", Say("zh", sample, $"{5} for group {group.Code}{null}, batch {"7"}"), StringComparison.Ordinal);
        Assert.Equal("unit nobody, finding 1", Say("en", sample, $"unit {"nobody"}, {AuditDetail.Of($"{"f-1"}")}"));
    }

    [Fact]
    public void A_role_names_its_round_and_its_unit()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = "zh-CN";
        var request = PageRequest.Of(context);
        var names = new AuditNames(request, null, [], StaffNames.None, new Dictionary<string, string> { ["r1"] = "年度评价" }, new Dictionary<string, string> { ["u1"] = "中心" });
        var unit = AuditDetail.Of($" of {"u1"}");
        Assert.Equal("“年度评价”的被评单位（“中心”）", AuditTexts.Detail(request.Texts, AuditDetail.Of($"{AuditDetail.Of($"unit")}{unit} in {"r1"}"), "Asia/Shanghai", names));
    }

    [Fact]
    public void Tiers_and_prizes_are_said_by_name()
    {
        var awards = new AwardView(
            new(1, AwardScope.Round, [new("first", new("一等奖", "First prize"), 1)], [], []),
            [new("special-1", null, new("special-1", new("创新奖", "Innovation"), "u1", "new", 1), Actor.Of("li", null))]);
        FormattableString[] given = [$"{"first"} {1} units", $"{"gone"} {2} units"];
        var tiers = AuditDetail.Of($"version {1}: {given}");
        Assert.Equal("第 1 版：一等奖 1 个单位；gone 2 个单位", Say("zh", awards, tiers));
        Assert.Equal("创新奖：单位 u1", Say("zh", awards, AuditDetail.Of($"{"special-1"}: unit {"u1"}")));
        Assert.Equal("version 1: First prize 1 units, gone 2 units", Say("en", awards, tiers));

        // The list that has this tier was replaced.
        Assert.Equal("第 1 版：一等奖 1 个单位；二等奖 2 个单位", Say("zh", awards with { FormerTiers = [new("gone", new("二等奖", "Second prize"), 2), new("first", new("特等奖", null), 1)] }, tiers));

        static string Say(string language, AwardView awards, AuditDetail what)
        {
            var request = Request(language);
            return AuditTexts.Detail(request.Texts, what, "Asia/Shanghai", new AuditNames(request, null, [], StaffNames.None, awards: awards));
        }
    }

    [Fact]
    public void A_share_of_a_key_is_called_as_on_its_sheet() =>
        Assert.Equal("分片B，再次打印", Say("zh", null, $"share {"b"}{AuditDetail.Of($", printed again")}"));

    [Fact]
    public void A_deadline_at_midnight_is_the_end_of_the_day_before()
    {
        Assert.Equal("开始：2020年12月7日 00:00；截止：2020年12月6日24时", Say("zh", null, $"opens {Midnight}, closes {Midnight}"));
        Assert.Equal("opens 7 December 2020, 00:00, closes the end of 6 December 2020", Say("en", null, $"opens {Midnight}, closes {Midnight}"));
        Assert.Equal("version 2, objection 3", Say("en", null, $"version {2}{AuditDetail.Of($", objection {"o-3"}")}"));
        Assert.Equal("第 2 版，异议截止：2020年12月6日24时", Say("zh", null, $"version {2}{AuditDetail.Of($", objections until {Midnight}")}"));
    }

    private static string Say(string language, Evaluation.Rules.RoundRules? rules, FormattableString what)
    {
        var request = Request(language);
        return AuditTexts.Detail(request.Texts, AuditDetail.Of(what), "Asia/Shanghai", new AuditNames(request, rules, [], StaffNames.None));
    }

    private static PageRequest Request(string language)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = language == "zh" ? "zh-CN" : "en";
        return PageRequest.Of(context);
    }
}
