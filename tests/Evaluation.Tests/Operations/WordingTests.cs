using System.Text.RegularExpressions;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Gateway.Pages.Operations;
using Evaluation.Gateway.Pages.Operations.Handbook;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Tests.Operations;

/// <summary>Every advice in words of both languages, with a section of the handbook that is there.</summary>
public sealed partial class WordingTests
{
    private static readonly Catalogue[] Both = [Catalogue.Chinese, Catalogue.English];

    /// <summary>Reports that together have every advice.</summary>
    private static readonly OperationsReport[] Reports =
    [
        Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 10, 0.9, 50, "busy", 5, behind: 3, appendSeconds: 0.8)), Figures.Node("s", NodeRole.Silo, heardAgo: 90), Figures.Node("old", NodeRole.Silo, version: "1.4.1+a")],
            new(Figures.Server with { Standbys = [new("db-2", true, 96)] }, StorageRecords.None, null)),
        Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 10, 0.9, 50, "storage-full", 5))], new(null, null, null)),
        Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 10, refused: "journal-broken", refusals: 5))], new(null, null, null), isCluster: false),
        Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 10, refused: "fault", refusals: 5))],
            new(Figures.Folder with { FreeBytes = 15_000_000_000 }, new(new(Figures.Now.AddDays(-1).AddHours(-4), 1), new(Figures.Now.AddDays(-35), 1, VerificationOutcome.Agrees)), 5e9), isCluster: false),
        Figures.Report([Figures.Node("g", NodeRole.Gateway)], new(Figures.Folder with { FreeBytes = 15_000_000_000 }, new(null, new(Figures.Now, 1, VerificationOutcome.EvidenceLost)), null), isCluster: false),
        Figures.Report(votes: [new("r", new("测评", "The vote"), "Asia/Shanghai", RoundState.Draft, Figures.Now.AddHours(20), null)]),
    ];

    public static TheoryData<string> Rules() =>
        new(Repository.Sources.Where(file => file.StartsWith("gateway/Operations/Advising/", StringComparison.Ordinal)).SelectMany(file => Rule().Matches(Repository.Read(file)).Select(rule => rule.Groups[1].Value)).Distinct());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_is_said_in_both_languages_and_leads_to_a_section(string rule)
    {
        var (report, advice) = Reports.SelectMany(report => report.ToDo.Select(advice => (report, advice))).First(found => found.advice.Rule == rule);
        foreach (var texts in Both)
        {
            var words = new OperationsWords(texts, new(texts), report);
            foreach (var said in new[] { words.Title(advice), words.Act(advice), words.Section(advice) })
            {
                Assert.DoesNotMatch(@"[{}]|Evaluation\.|System\.", said);
                Assert.NotEqual("", said);
            }
        }
        var place = advice.Handbook.Split('#');
        Assert.Contains(place[1], HandbookText.Find(place[0])!.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Anchor));
    }

    [Theory]
    [InlineData(2, "正常接收评议票", "有 1 件事需要留意，均不影响评议。“测评”12月6日24时截止，还有 6 天 13 小时。")]
    [InlineData(60, "没有计算节点在运行", "已确认的评议票没有丢失；未接收的，评议人的页面会自动重发。")]
    public void The_page_begins_with_a_sentence(int silentSeconds, string sentence, string more)
    {
        var report = Figures.Report(
            [Figures.Node("g", NodeRole.Gateway), Figures.Node("s", NodeRole.Silo, heardAgo: silentSeconds, version: "1.0.0+a")],
            votes: [new("r", new("测评"), "Asia/Shanghai", RoundState.Voting, null, new DateTimeOffset(2026, 12, 7, 0, 0, 0, TimeSpan.FromHours(8)))]);
        var verdict = Verdict.Of(report, new(Catalogue.Chinese, new(Catalogue.Chinese), report), Catalogue.Chinese);
        Assert.Equal((sentence, more), (verdict.Sentence, verdict.More));
    }

    [Fact]
    public void A_slow_journal_says_since_when()
    {
        var slowFrom = Figures.Newest / 6 * 6 - 6 * 16;
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 20, durations: 50, appendSeconds: index >= slowFrom ? 0.8 : 0.01)), Figures.Node("s", NodeRole.Silo)]);
        var verdict = Verdict.Of(report, new(Catalogue.Chinese, new(Catalogue.Chinese), report), Catalogue.Chinese);
        Assert.Equal("写入变慢，99% 在 819 毫秒以内", verdict.Sentence);
        Assert.StartsWith("从 09:43 开始，已持续 17 分钟。", verdict.More, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 秒")]
    [InlineData(2.5, "2.5 秒")]
    [InlineData(96, "96 秒")]
    [InlineData(16 * 60 + 59, "16 分钟")]
    [InlineData(5 * 3600, "5 小时")]
    [InlineData(5 * 86400 + 14 * 3600, "5 天 14 小时")]
    [InlineData(11 * 86400 + 7, "11 天")]
    public void A_length_of_time_is_said_in_its_largest_unit(double seconds, string said) => Assert.Equal(said, Words(Catalogue.Chinese).Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "今天 10:00", "today at 10:00")]
    [InlineData(-11, "昨天 23:00", "yesterday at 23:00")]
    [InlineData(-24 * 36, "10月25日 10:00", "on 25 October at 10:00")]
    public void A_past_instant_is_said_by_its_day(int hours, string chinese, string english)
    {
        var at = Figures.Now.AddHours(hours);
        Assert.Equal((chinese, english), (Words(Catalogue.Chinese).When(at), Words(Catalogue.English).When(at)));
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(52_600_000_000, "52.6 GB")]
    [InlineData(123_456_000_000, "123 GB")]
    public void Bytes_are_said_in_the_largest_unit(double bytes, string said) => Assert.Equal(said, FigureText.Bytes(bytes));

    private static OperationsWords Words(Catalogue texts) => new(texts, new(texts), Figures.Report());

    [GeneratedRegex("(?:new(?: Advice)?|Slowness)\\(\\s*\"([a-z-]+)\"")]
    private static partial Regex Rule();
}
