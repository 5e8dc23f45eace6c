using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules.Reading;
using Evaluation.Tests.Assessment;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Translations of domain texts: every fault of a definition and every sentence in the journal.</summary>
public sealed partial class DomainTextTests
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
    [InlineData("is in the future", "不能晚于今天")]
    [InlineData("is outside the period of the round, 2025-01-01 to 2026-12-31", "应在评价期间 2025-01-01 至 2026-12-31 之内")]
    [InlineData("is used twice: 't1'", "重复使用：“t1”")]
    public void A_fault_of_an_entry_is_said_in_Chinese(string fault, string said) => Assert.Equal(said, DomainTexts.Fault(Catalogue.Chinese, fault));

    /// <summary>No word of English is left in a fault of a form: outside of quotation marks it has names of members at most.</summary>
    [Fact]
    public void A_fault_of_a_form_is_said_in_the_readers_language()
    {
        var messages = new HashSet<string>();
        foreach (var definition in new[] { FormFaults.Every(), FormFaults.Ballot(), FormFaults.Vote(), FormFaults.Combined() })
        {
            foreach (var pointer in Pointers("", definition))
                foreach (var spoil in Spoils.Append(JsonValue.Create(1)).Append(JsonValue.Create(500)).Append(JsonValue.Create(0)))
                    Collect(Spoiled(definition, pointer, spoil?.DeepClone()));
        }
        foreach (var (_, _, faulty) in FormFaults.Named)
            Collect(faulty().ToJsonString());
        Assert.InRange(messages.Count, 150, int.MaxValue);
        string[] left = [.. messages.Select(message => DomainTexts.Fault(Catalogue.Chinese, message)).Where(said => English().IsMatch(Quoted().Replace(said, ""))).Order()];
        Assert.True(left.Length == 0, string.Join('\n', left));

        void Collect(string definition)
        {
            using var document = JsonDocument.Parse(definition);
            foreach (var fault in RulesReader.Read(document.RootElement).Faults)
                messages.Add(fault.Message);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"[^\"]*\"|“[^”]*”|zh|en|true|1e30")]
    private static partial System.Text.RegularExpressions.Regex Quoted();

    [System.Text.RegularExpressions.GeneratedRegex("[a-z]{2,}")]
    private static partial System.Text.RegularExpressions.Regex English();

    [Theory]
    [MemberData(nameof(LedgerChangeCheckTests.Faulty), MemberType = typeof(LedgerChangeCheckTests))]
    public void Every_fault_of_a_correction_has_a_translation(LedgerChange change, string pointer, string message)
    {
        var said = Assert.Single(LedgerChangeCheck.Faults(LedgerChangeCheckTests.Rules, LedgerChangeCheckTests.Known, [change], "/corrections", LedgerChangeCheckTests.Today)).Message;
        Assert.True(DomainTexts.KnowsFault(said), $"{pointer} {message}: {said}");
    }

    [Theory]
    [InlineData("\"u9\" is a unit of no other round", "\"u9\" 不是其他轮次的单位")]
    [InlineData("\"u9\" goes back to \"u1\" itself in another round; no unit comes before itself", "\"u9\" 在其他轮次中又源自 \"u1\"；单位不能是自己的前身")]
    [InlineData("The round 't-blank' already exists.", "“t-blank”已被其他轮次使用，请另选一个编号")]
    [InlineData("shares add up to 90, not 100", "各部分占比之和为 90，应为 100")]
    [InlineData("\"npcc\" is not defined; did you mean \"npc\"?", "\"npcc\" 没有定义；是否指 \"npc\"？")]
    public void A_fault_is_translated(string message, string chinese)
    {
        Assert.Equal(chinese, DomainTexts.Fault(Catalogue.Chinese, message));
        Assert.Equal(message, DomainTexts.Fault(Catalogue.English, message));
    }

    [Theory]
    [InlineData("must be a number, but is the text \"abc\"", "请填写数字，现填的是 \"abc\"", "Enter a number; it says \"abc\" now")]
    [InlineData("must be a whole number, but is 1.5", "请填写整数，现为 1.5", "Enter a whole number; it is 1.5 now")]
    [InlineData("must be a number, but is nothing", "请填写数字", "Enter a number")]
    [InlineData("must be a date such as 2020-12-31, but is null", "请填写日期，如 2020-12-31", "Enter a date such as 2020-12-31")]
    [InlineData("must be true or false, but is the text \"x\"", "请选择“是”或“否”", "Choose yes or no")]
    [InlineData("must be from 0 to 1, but is 2", "请填写 0 至 1 之间的数，现为 2", "Enter a number from 0 to 1; it is 2 now")]
    [InlineData("must be at least 1, but is 0", "请填写不小于 1 的数，现为 0", "Enter a number of at least 1; it is 0 now")]
    [InlineData("must be an e-mail address such as \"office@city.example\", but is \"x\"", "请填写电子邮箱地址，如 \"office@city.example\"，现为 \"x\"", "Enter an e-mail address such as \"office@city.example\"; it is \"x\" now")]
    [InlineData("must be an IANA time zone such as \"Asia/Shanghai\", but is \"x\"", "请填写时区（国际通用名称，如 \"Asia/Shanghai\"），现为 \"x\"", "Enter a time zone by its international name, such as \"Asia/Shanghai\"; it is \"x\" now")]
    [InlineData("must be a list, but is 3", "应为列表，现为3", "must be a list, but is 3")]
    public void A_value_of_the_wrong_type_or_range_is_said_as_what_to_enter(string message, string chinese, string english)
    {
        Assert.Equal(chinese, DomainTexts.Fault(Catalogue.Chinese, message));
        Assert.Equal(english, DomainTexts.Fault(Catalogue.English, message));
    }

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
