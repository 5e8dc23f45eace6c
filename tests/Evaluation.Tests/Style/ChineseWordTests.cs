using System.Text.RegularExpressions;

namespace Evaluation.Tests.Style;

/// <summary>One Chinese word a thing: no page, export or document has a word that a standard term has replaced.</summary>
public sealed partial class ChineseWordTests
{
    /// <summary>Replaced words with the terms that replace them.</summary>
    private static readonly (string Word, string Term)[] Table =
    [
        ("投票|投了票|选票", "评议, 评议票"), ("评价等次|等次分值", "选项 for an answer, 等次 for a grade"), ("审核员|审核人", "复核员"), ("验收人|验收员|检查员|评分员|打分员", "考评员"),
        ("验收组|考核组|检查组|考评验收", "考评组, 考评"), ("了解度|知晓度", "知晓率"), ("申报|自查自评", "自评"), ("应到|名册人数", "应评人数"), ("很满意率|最优选项率", "the top option's own label with 率, or 最高选项率"),
        ("把握|95% 置信区间", "95%置信区间"), ("运维人员", "运维员"), ("我的数据会怎样", "隐私说明"), ("出了点问题|出错了", "操作未成功"), ("公共单位", "机关事业单位"), ("重新评价|评价过|作了评价|都没有评价|由评议评价", "评议 for the act"),
        ("^现场$", "运行管理"), ("零时", "24时 of the day before"), ("API 密钥|API密钥", "接口密钥"), ("稿次", "版本"),
        ("较上年", "较上次"), ("应为数字", "请填写数字"), ("完成时限", "完成期限"), ("整改回复|回复整改", "整改答复"), ("报送自评", "提交自评"),
    ];

    /// <summary>
    /// Derivations and this column of the tally are answers that earlier builds gave, and what is published stays as it is. Headings of
    /// filed tables are read as people write them.
    /// </summary>
    private static readonly string[] Kept = ["grains/Scoring/Derivation/", "grains/Results/Exports/TallyRows.cs", "gateway/SelfAssessments/Import/TableColumns.cs"];

    /// <summary>What people type: the words are theirs.</summary>
    private static readonly string[] Typed = ["gateway/Rounds/Templates/", "gateway/Hosting/Sample/"];

    [Fact]
    public void No_Chinese_text_has_a_word_that_a_standard_term_has_replaced()
    {
        var found = from file in Repository.Texts
                    where Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".json" or ".md"
                    where !file.StartsWith("tests/", StringComparison.Ordinal) && !Kept.Any(file.StartsWith)
                    from line in Repository.Lines(file).Index()
                    where Chinese().IsMatch(line.Item)
                    from text in TextsOf(file, line.Item)
                    from row in Table
                    where Regex.IsMatch(text, row.Word) && !IsTyped(file, text)
                    select $"{file}:{line.Index + 1}: {text}: say {row.Term}";
        Assert.Equal("", string.Join('\n', found));
    }

    [Fact]
    public void Every_row_of_the_table_finds_its_words() =>
        Assert.All(Table, row => Assert.All(row.Word.Trim('^', '$').Split('|'), word => Assert.Matches(row.Word, word)));

    /// <summary>The texts between quotation marks; of a page or document the whole line.</summary>
    private static IEnumerable<string> TextsOf(string file, string line) =>
        Path.GetExtension(file) is ".md" or ".razor" ? [line.Trim()] : Quoted().Matches(line).Select(text => text.Groups[1].Value).Where(text => Chinese().IsMatch(text));

    /// <summary>A report of a unit in the sample, for instance, may speak of a vote among children.</summary>
    private static bool IsTyped(string file, string text) => Typed.Any(file.StartsWith) && text.Length > 100;

    [GeneratedRegex("[\u4E00-\u9FFF]")]
    private static partial Regex Chinese();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();
}
