using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Gateway.Pages.Shared.Audit;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Honours;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Tests.Golden;
using Evaluation.Units;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Every line of every audit in both languages. The golden examples have every event in every shape.</summary>
public sealed partial class AuditTextTests
{
    /// <summary>Every line that the golden examples make, also the lines of a unit as the round shows them.</summary>
    /// <summary>The API counts ballot boxes from 0, readers count from 1.</summary>
    private const string BoxCounted = "box-counted";

    private static readonly AuditLine[] Lines =
    [
        .. RoundExamples.All.Select(RoundAudit.Line),
        .. UnitExamples.All.Select(UnitAudit.Line).OfType<AuditLine>().Select(line => line with { What = AuditDetail.Of($"unit {"u1"}, {line.What}") }),
        .. CommentExamples.All.Select(CommentAudit.Line),
        .. OfComplaints(),
        .. FindingExamples.All.Select(FindingAudit.Line),
        .. PanelExamples.All.Select(PanelAudit.Line).OfType<AuditLine>(),
        .. TargetExamples.All.Select(TargetAudit.Line),
        .. HonourExamples.All.Select(HonourAudit.Line),
        .. AwardExamples.All.Select(AwardAudit.Line),
        .. StaffExamples.All.Select(StaffAudit.Line),
    ];

    private static readonly Catalogue[] Both = [Catalogue.Chinese, Catalogue.English];

    /// <summary>Members of enums that no golden line has.</summary>
    private static readonly Enum[] Words =
    [
        .. Members<ComplaintChannel>(), .. Members<SigningSide>(), .. Members<ProgressState>(), .. Members<TargetGrade>(), .. Members<HonourLevel>(), .. Members<Role>(),
        .. Members<Evaluation.Assessment.AdjustmentKind>(),
    ];

    [Fact]
    public void Every_act_of_every_audit_has_its_text_in_both_languages()
    {
        foreach (var act in Lines.Select(line => line.Act).Distinct())
            Assert.All(Both, texts => Assert.NotNull(texts.Find($"audited.{act}")));
    }

    [Fact]
    public void A_detail_in_Chinese_has_no_English_word_but_codes_and_what_persons_typed()
    {
        var left = from line in Lines
                   where line.What is not null
                   let text = AuditTexts.Detail(Catalogue.Chinese, Without(line.What!), "Asia/Shanghai")
                   where Letters().IsMatch(text)
                   select $"{line.Act}: {text} <- {line.Detail}";
        Assert.Equal("", string.Join('\n', left.Distinct()));
    }

    [Fact]
    public void Every_form_of_a_detail_is_in_the_catalogue()
    {
        var forms = Lines.Select(line => line.What).OfType<AuditDetail>().SelectMany(Forms).Concat(Words.Select(word => word.ToString().ToLowerInvariant())).ToHashSet();
        var known = Catalogue.English.Keys.Where(key => key.StartsWith("detail.", StringComparison.Ordinal)).Select(key => Catalogue.English[key]).ToHashSet();
        Assert.Empty(forms.Except(known));
        // A text that no event uses is left over.
        Assert.Empty(known.Except(forms));
    }

    [Fact]
    public void A_detail_in_English_is_that_of_the_API_with_instants_and_acts_in_words()
    {
        foreach (var line in Lines.Where(line => line.What is not null && line.Act != BoxCounted && !HasOtherWords(line.What)))
            Assert.Equal(line.Detail, AuditTexts.Detail(Catalogue.English, line.What!, "Asia/Shanghai"));
    }

    [Fact]
    public void A_detail_says_the_same_values_in_both_languages()
    {
        foreach (var line in Lines.Where(line => line.What is not null && line.Act != BoxCounted))
            foreach (var value in Values(line.What!).Where(value => value.Kind == AuditValueKind.Plain))
                Assert.All(Both, texts => Assert.Contains(value.Text, AuditTexts.Detail(texts, line.What!, "Asia/Shanghai"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(BoxCounted, "票箱 1", "box 1")]
    [InlineData("complaint-received", "2011-0001，单位 u1，网上", "2011-0001, unit u1, online")]
    [InlineData("complaint-answered", "2011-0001，单位 u1：情况属实", "2011-0001, unit u1: upheld")]
    [InlineData("complaint-assigned", "2011-0001，单位 u1：wang", "2011-0001, unit u1: wang")]
    [InlineData("complaint-released", "2011-0001，单位 u1", "2011-0001, unit u1")]
    [InlineData("voting-scheduled", "开始：2020-12-01 09:00:00；截止：由管理员宣布", "opens 2020-12-01 09:00:00, closes when an administrator decides")]
    [InlineData("act-refused", "修改规则：轮次已开始，规则已冻结（评议进行中）", "Rules changed: The rules were frozen when the round was opened; it is voting now.")]
    [InlineData("objection-answered", "o-1：成立，更正 2 处，wang 拟定", "o-1: upheld with 2 corrections, proposed by wang")]
    [InlineData("claim-reviewed", "单位 u1，指标 results，自评 14.5，认定 13", "unit u1, criterion results, claimed 14.5, accepted 13")]
    [InlineData("spot-check-recorded", "单位 u1，sc-1，不合格", "unit u1, sc-1, failed")]
    [InlineData("adjustment-approved", "单位 u1，adj-1，加分 2 分，wang 提出", "unit u1, adj-1, bonus 2, proposed by wang")]
    [InlineData("finding-opened", "单位 u1，f-1，整改通知书第 1 号", "unit u1, f-1, notice 1")]
    [InlineData("targets-signed", "单位 u1，第 1 版：管理方", "unit u1, version 1: administration")]
    [InlineData("targets-set", "单位 u1，目标 t1、t2", "unit u1, targets t1, t2")]
    [InlineData("honour-conferred", "h-1：civilised，单位 u01，2011-08-31 至 2012-02-29", "h-1: civilised, unit u01, 2011-08-31 to 2012-02-29")]
    [InlineData("title-defined", "civilised：市级，期限 6 个月，5 个月后复查", "civilised: city, 6 months, re-examination after 5 months")]
    [InlineData("awards-given", "第 1 版：first 1 个单位", "version 1: first 1 units")]
    [InlineData("staff-added", "li：全部轮次的管理员", "li: administrator in all rounds")]
    [InlineData("roles-changed", "王：golden 的被评单位（u1）；golden 的考评员；全部轮次的复核员；全部轮次的审计员；全部轮次的运维员", "王: unit of u1 in golden, inspector in golden, reviewer in all rounds, auditor in all rounds, operator in all rounds")]
    public void A_detail_is_said_in_both_languages(string act, string chinese, string english)
    {
        var what = Lines.First(line => line.Act == act).What!;
        Assert.Equal((chinese, english), (AuditTexts.Detail(Catalogue.Chinese, what, "Asia/Shanghai"), AuditTexts.Detail(Catalogue.English, what, "Asia/Shanghai")));
    }

    [Theory]
    [InlineData("Unit u2 has sheets of panel north and the panel without a name; where panels are made comparable, one panel visits a unit.", "单位 u2 有考评组 north和未命名的考评组的评分表；各组得分须可比时，一个单位只由一个考评组考评。")]
    [InlineData("Panels are made comparable from 2 inspected units each, and panel north has 1, panel south has 0.", "各考评组至少考评 2 个单位，得分才可比；现有考评组 north：1，考评组 south：0。")]
    [InlineData("3 units lack a component of the total, because a sheet or the decision on a claim is missing. Enter it, or accept that it is missing and give a reason.", "3 个单位因缺少评分表或自评认定，总分缺项。请补录，或说明理由后接受缺项。")]
    [InlineData("never heard", "never heard")]
    public void The_sentence_that_stopped_a_computation_is_said_in_Chinese(string stored, string chinese)
    {
        var what = RoundAudit.Line(new Evaluation.Rounds.Computing.ComputationStopped(stored, Given.Now, "li")).What!;
        Assert.Equal(chinese, AuditTexts.Detail(Catalogue.Chinese, what, "Asia/Shanghai"));
        Assert.Equal(stored, AuditTexts.Detail(Catalogue.English, what, "Asia/Shanghai"));
    }

    [Fact]
    public void An_instant_is_shown_in_the_time_zone_of_the_round() => Assert.Equal(
        "li: locked until 2020-12-31 11:00:00",
        AuditTexts.Detail(Catalogue.English, AuditDetail.Of($"{"li"}: locked until {new DateTimeOffset(2020, 12, 31, 10, 0, 0, TimeSpan.Zero)}"), "Europe/Berlin"));

    [Theory]
    [InlineData(Complaint.Public, "complaint-received", "公众", "the public")]
    [InlineData(RoundCommand.Schedule, "voting-opened", "按计划自动", "by schedule")]
    [InlineData(RoundCommand.Schedule, "sealing-started", "按计划自动", "by schedule")]
    [InlineData(RoundCommand.Schedule, "credentials-settled", "系统", "the system")]
    [InlineData(RoundCommand.Schedule, "round-sealed", "系统", "the system")]
    [InlineData(StaffGrain.System, "person-set", "系统", "the system")]
    [InlineData("public", "voting-opened", "public", "public")]
    public void Who_acts_without_an_account_has_a_name_in_words(string by, string act, string chinese, string english) =>
        Assert.Equal((chinese, english), (AuditTexts.By(Catalogue.Chinese, by, act), AuditTexts.By(Catalogue.English, by, act)));

    [Fact]
    public void A_reason_that_the_system_states_is_said_in_Chinese()
    {
        var stated = typeof(StatedReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToArray();
        Assert.NotEmpty(stated);
        Assert.All(stated, reason => Assert.DoesNotMatch(Letters(), AuditTexts.Reason(Catalogue.Chinese, reason)!));
        Assert.Equal(["打字错误 \"typing error\"", null], new[] { "打字错误 \"typing error\"", null }.Select(reason => AuditTexts.Reason(Catalogue.Chinese, reason)));
    }

    [Fact]
    public void Every_family_of_events_that_an_audit_shows_is_examined()
    {
        var audits = typeof(AuditLine).Assembly.GetTypes().Where(type => type.Name.EndsWith("Audit", StringComparison.Ordinal) && !type.Name.StartsWith("View", StringComparison.Ordinal)).ToArray();
        var families = audits.Select(audit => audit.GetMethod("Line", BindingFlags.Public | BindingFlags.Static)!.GetParameters()[0].ParameterType).ToArray();
        var acts = families.SelectMany(family => family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)).Select(attribute => (string)attribute.TypeDiscriminator!).ToHashSet();
        Assert.InRange(families.Length, 10, 100);
        Assert.All(families, family => Assert.Contains(Lines, line => family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Any(attribute => line.Act.Equals(attribute.TypeDiscriminator))));
        Assert.All(Lines, line => Assert.Contains(line.Act, acts));
    }

    private static IEnumerable<AuditLine> OfComplaints()
    {
        var book = ComplaintGrain.Start(new("complaints-2011"));
        foreach (var happened in ComplaintExamples.All.Append(new ComplaintAnswered("2011-0001", "不属实", false, Given.Now, "wang")))
        {
            book = ComplaintGrain.Evolve(book, happened);
            yield return ComplaintAudit.Line(happened, book.Find(happened.Complaint)!);
        }
    }

    /// <summary>The same without codes, names and what persons typed.</summary>
    private static AuditDetail Without(AuditDetail detail) => new(detail.Form, [.. detail.Values.Select(value => value.Kind switch
    {
        AuditValueKind.Plain => value with { Text = "" },
        AuditValueKind.Codes => value with { Items = [] },
        AuditValueKind.Parts => value with { Parts = [.. value.Parts!.Select(Without)] },
        // "Unit u1 has sheets …": the codes in it stay.
        AuditValueKind.Sentence => value with { Text = value.Text.Replace("u1", "1", StringComparison.Ordinal).Replace("north", "2", StringComparison.Ordinal).Replace("south", "3", StringComparison.Ordinal) },
        _ => value,
    })]);

    private static IEnumerable<string> Forms(AuditDetail detail) => detail.Values.SelectMany(value => value.Parts ?? []).SelectMany(Forms).Prepend(detail.Form);

    private static IEnumerable<AuditValue> Values(AuditDetail detail) => detail.Values.SelectMany(value => (value.Parts ?? []).SelectMany(Values).Prepend(value));

    private static bool HasOtherWords(AuditDetail detail) => Values(detail).Any(value => value.Kind is AuditValueKind.Instant or AuditValueKind.Act || value.Parts is { Count: 0 });

    private static IEnumerable<Enum> Members<TEnum>()
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Select(Enum (member) => member);

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letters();
}
