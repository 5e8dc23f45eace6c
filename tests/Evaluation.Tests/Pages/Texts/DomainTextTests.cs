using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules.Reading;
using Evaluation.Tests.Assessment;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Translations of domain texts: every fault of a definition and every audit line.</summary>
public sealed class DomainTextTests
{
    private static readonly JsonNode?[] Spoils =
    [
        null, JsonValue.Create(""), JsonValue.Create("?? 无"), JsonValue.Create("2020-02-30"), JsonValue.Create(new string('x', 30_000)), JsonValue.Create("a\u0001b"), JsonValue.Create(-1), JsonValue.Create(1.23456789m),
        JsonValue.Create(9_999_999_999m), JsonValue.Create(true), new JsonArray(), new JsonObject(), new JsonObject { ["more"] = 1 }, JsonNode.Parse("1e30"),
    ];

    [Fact]
    public void Every_fault_of_a_corrupted_definition_has_a_translation()
    {
        var messages = new HashSet<string>();
        foreach (var definition in new[] { Definitions.Sample(), Definitions.Inspected(), Definitions.Smallest() })
            foreach (var pointer in Pointers("", definition).Take(400))
                foreach (var spoil in Spoils)
                    Collect(Spoiled(definition, pointer, spoil?.DeepClone()));
        foreach (var text in Crossed())
            Collect(text);
        Assert.InRange(messages.Count, 100, int.MaxValue);
        Assert.Equal("", string.Join('\n', messages.Where(message => !DomainTexts.KnowsFault(message)).Take(20)));

        void Collect(string definition)
        {
            using var document = JsonDocument.Parse(definition);
            foreach (var fault in RulesReader.Read(document.RootElement).Faults)
                messages.Add(fault.Message);
        }
    }

    [Theory]
    [MemberData(nameof(LedgerChangeCheckTests.Faulty), MemberType = typeof(LedgerChangeCheckTests))]
    public void Every_fault_of_a_correction_has_a_translation(LedgerChange change, string pointer, string message)
    {
        var said = Assert.Single(LedgerChangeCheck.Faults(LedgerChangeCheckTests.Rules, LedgerChangeCheckTests.Known, [change], "/corrections")).Message;
        Assert.True(DomainTexts.KnowsFault(said), $"{pointer} {message}: {said}");
    }

    [Theory]
    [InlineData("must be from 0 to 1, but is 2", "应为0 到 1，实际为2")]
    [InlineData("\"u9\" is a unit of no other round", "\"u9\" 不是其他轮次的单位")]
    [InlineData("\"u9\" goes back to \"u1\" itself in another round; no unit comes before itself", "\"u9\" 在其他轮次中又源自 \"u1\"；单位不能是自己的前身")]
    [InlineData("shares add up to 90, not 100", "各部分占比之和为 90，应为 100")]
    [InlineData("\"npcc\" is not defined; did you mean \"npc\"?", "\"npcc\" 没有定义；是否指 \"npc\"？")]
    public void A_fault_is_translated(string message, string chinese)
    {
        Assert.Equal(chinese, DomainTexts.Fault(Catalogue.Chinese, message));
        Assert.Equal(message, DomainTexts.Fault(Catalogue.English, message));
    }

    [Theory]
    [InlineData("12 for group npc, units u1 u2, batch 0a1b", "12 个，主体 npc，限定单位 u1 u2，批次 0a1b")]
    [InlineData("version 1, objections until 2020-12-31T10:00:00.0000000+00:00", "第 1 版，异议截止：2020-12-31 18:00:00")]
    [InlineData("o3: unit u7, /total of version 1", "o3：单位 u7，对第 1 版的 /total")]
    [InlineData("o3: upheld with 2 corrections, proposed by anna, late", "o3：成立，更正 2 处，anna 拟定，逾期")]
    [InlineData("unit u7, comment 0a1b: parking", "单位 u7，意见 0a1b：parking")]
    [InlineData("unit u7, 12 comments: parking", "单位 u7，12 条意见：parking")]
    [InlineData("unit u7, comment 0a1b, revision 2", "单位 u7，意见 0a1b，第 2 稿")]
    [InlineData("unit u7, version 3, 97 points", "单位 u7，第 3 版，97 分")]
    [InlineData("unit u7, version 3", "单位 u7，第 3 版")]
    [InlineData("unit u7, criterion culture, claimed 9, accepted 8.5", "单位 u7，指标 culture，自评 9，认定 8.5")]
    [InlineData("unit u7, targets t1, t2", "单位 u7，目标 t1, t2")]
    [InlineData("unit u7, version 2: administration", "单位 u7，第 2 版：管理方")]
    [InlineData("unit u7, target t1: partly", "单位 u7，目标 t1：部分完成")]
    [InlineData("panel north, 2 units, inspectors wang li", "考评组 north，单位 2 个，考评员 wang li")]
    [InlineData("draw spot-1: 3 of 12, seed from: closing index", "抽取 spot-1：12 项中抽取 3 项，随机种子来源：closing index")]
    [InlineData("draw spot-1: 3 of 12", "抽取 spot-1：12 项中抽取 3 项")]
    [InlineData("draw spot-1, drawn: u3 u1", "抽取 spot-1，抽中：u3 u1")]
    [InlineData("unit u7, panel north, version 3", "单位 u7，考评组 north，第 3 版")]
    [InlineData("12 issued, batch 0a1b", "已发放 12 个，批次 0a1b")]
    [InlineData("opens when an administrator decides, closes 2020-12-31T10:00:00.5000000+00:00", "开始：由管理员宣布；截止：2020-12-31 18:00:00")]
    [InlineData("li: locked until 2020-12-31T10:00:00Z", "li：锁定至 2020-12-31 18:00:00")]
    public void An_audit_line_is_translated(string detail, string chinese) => Assert.Equal(chinese, DomainTexts.Detail(Catalogue.Chinese, detail, "Asia/Shanghai"));

    [Fact]
    public void An_instant_in_an_audit_line_is_shown_in_the_time_zone_of_the_round() => Assert.Equal(
        "opens 2020-12-31 11:00:00, closes when an administrator decides",
        DomainTexts.Detail(Catalogue.English, "opens 2020-12-31T10:00:00.1234567+00:00, closes when an administrator decides", "Europe/Berlin"));

    [Fact]
    public void An_unknown_sentence_is_shown_unchanged() => Assert.Equal("never heard", DomainTexts.Fault(Catalogue.Chinese, "never heard"));

    /// <summary>Faults that involve several places.</summary>
    private static IEnumerable<string> Crossed()
    {
        var sample = Definitions.Sample().ToJsonString();
        (string Is, string Becomes)[] changes =
        [
            ("\"code\":\"u02\"", "\"code\":\"u01\""), ("\"class\":\"service\"", "\"class\":\"servce\""), ("\"vote\":100", "\"vote\":90"), ("\"vote\":100,\"inspection\":0", "\"vote\":50,\"inspection\":50"),
            ("\"from\":\"2020-01-01\"", "\"from\":\"2021-01-01\""), ("\"min\":80", "\"min\":95"), ("{\"failedSpotChecks\":3}", "{}"), ("{\"failedSpotChecks\":3}", "{\"failedSpotChecks\":3,\"fact\":\"x\"}"),
            ("{\"failedSpotChecks\":3}", "{\"failedSpotChecks\":0}"), ("\"effect\":\"ineligible\"", "\"effect\":{\"cap\":\"god\"}"), ("\"npc\":25", "\"nobody\":25"), ("\"value\":null", "\"value\":null,\"box\":\"top\""),
        ];
        return changes.Select(change => sample.Replace(change.Is, change.Becomes, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Pointers(string at, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Pointers($"{at}/{member.Key}", member.Value).Prepend($"{at}/{member.Key}")),
        JsonArray items => items.Take(2).SelectMany((item, index) => Pointers($"{at}/{index}", item).Prepend($"{at}/{index}")),
        _ => [],
    };

    private static string Spoiled(JsonObject definition, string pointer, JsonNode? spoil)
    {
        var copy = definition.DeepClone();
        var parts = pointer.Split('/').Skip(1).ToArray();
        var node = parts[..^1].Aggregate(copy, (node, part) => node is JsonArray items ? items[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!);
        if (node is JsonArray list)
            list[int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture)] = spoil;
        else
            node[parts[^1]] = spoil;
        return copy.ToJsonString();
    }
}
