using Evaluation.Results.History;
using Evaluation.Rules;
using Evaluation.Rules.Headings;

namespace Evaluation.Tests.Rules.Forms;

/// <summary>The headings above criteria in a definition (F27): faults by their pointer, and how they are read.</summary>
public sealed class HeadingFaultTests
{
    private const string Long = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";

    [Theory]
    [InlineData("/criteria/0/path", """["A",""]""", "/criteria/0/path/1", "must not be empty")]
    [InlineData("/criteria/0/path", """["\u200B"]""", "/criteria/0/path/0", "has only characters that are not visible")]
    [InlineData("/criteria/0/path", """["A","B","C","D","E"]""", "/criteria/0/path", "has 5 items; at most 4 are allowed")]
    [InlineData("/criteria/0/path", $"""["{Long}{Long}{Long}{Long}{Long}{Long}{Long}{Long}"]""", "/criteria/0/path/0", "has 320 characters; at most 300 are allowed")]
    [InlineData("/criteria/0/path", "\"A > B\"", "/criteria/0/path", "must be a list")]
    [InlineData("/criteria/0/path", "[1]", "/criteria/0/path/0", "must be a text or an object with zh, en or both")]
    [InlineData("/criteria/0/path", "[{}]", "/criteria/0/path/0", "has no text; zh, en or both are needed")]
    [InlineData("/criteria/0/path", """["A > B"]""", "/criteria/0/path/0", "holds \">\", which separates headings or languages")]
    [InlineData("/criteria/4/path", """["乙",{"zh":"二","en":"A|B"}]""", "/criteria/4/path/1", "holds \"|\", which separates headings or languages")]
    [InlineData("/criteria/0/path", """["A","a "]""", "/criteria/0/path/1", "\"a \" stands above itself")]
    [InlineData("/criteria/2/path", """["甲"]""", "/criteria/2/path", "\"甲\" also stands above \"c0\", and \"c1\" is between; list the criteria of a heading next to each other")]
    [InlineData("/criteria/2/path", """["乙","二"]""", "/criteria/4/path", "\"二\" also stands above \"c2\", and \"c3\" is between")]
    [InlineData("/criteria/3/path", """["乙"]""", "/criteria/3/path", "stands directly under \"乙\", but after the heading \"一\" below it")]
    [InlineData("/criteria/1/path", """["甲 "]""", "/criteria/1/path/0", "\"甲 \" looks like a heading of \"c0\"; write the same heading alike, in every language")]
    [InlineData("/criteria/3/path", """["乙",{"zh":"一","en":"One"}]""", "/criteria/3/path/1", "\"一\" looks like a heading of \"c2\"")]
    public void A_fault_is_reported_at_its_place(string at, string json, string pointer, string says)
    {
        var definition = Tree();
        // A split heading needs a criterion without it between.
        if (at == "/criteria/2/path")
            definition.With("/criteria/1/path", null);
        var fault = Assert.Single(Definitions.Read(definition.With(at, json)).Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_that_could_not_be_read_is_reported_alone() =>
        Assert.Equal(["/criteria/1/path/0"], Definitions.Read(Tree().With("/criteria/1/path", """[7]""").With("/criteria/2/path", """["甲"]""")).Faults.Select(fault => fault.Pointer));

    [Fact]
    public void A_heading_has_criteria_of_its_own_and_headings_below_it()
    {
        var read = Definitions.Read(Tree().With("/criteria/2/path", """["乙"]"""));
        Assert.Empty(read.Faults);
        Assert.Equal(
            ["甲: c0 c1", "乙: c2 c3 c4", "乙 > 一: c3", "乙 > 二: c4"],
            CriterionHeading.Of(read.Rules!.Criteria).Select(heading => $"{heading.Name}: {string.Join(' ', heading.Criteria.Select(criterion => criterion.Code))}"));
    }

    [Fact]
    public void The_same_text_below_two_headings_is_two_headings() =>
        Assert.Equal(["甲", "甲 > 一", "乙", "乙 > 一", "乙 > 二"], CriterionHeading.Of(Read(Tree().With("/criteria/1/path", """["甲","一"]""")).Criteria).Select(heading => heading.Name));

    [Fact]
    public void A_heading_is_a_text_in_one_language_or_in_both()
    {
        var path = Read(Tree().With("/criteria/0/path", """["Ⅶ 创建活动",{"zh":"领导","en":"Leadership"},"Plan"]""").With("/criteria/1/path", null)).Criteria[0].Path!;
        Assert.Equal([new LocalText("Ⅶ 创建活动"), new("领导", "Leadership"), new(En: "Plan")], path);
        Assert.Equal("Ⅶ 创建活动 > Leadership > Plan", HeadingPath.Text(path, "en"));
    }

    [Fact]
    public void Rules_without_headings_are_written_without_them_and_an_empty_list_is_none()
    {
        var plain = Read(Tree(withPaths: false));
        Assert.DoesNotContain("path", Written(plain), StringComparison.Ordinal);
        Assert.Equal(Written(plain), Written(Read(Tree(withPaths: false).With("/criteria/0/path", "[]"))));
        Assert.Contains("""{"code":"c2","label":{"en":"C2"},"source":"vote","points":1,"path":[{"zh":"乙"},{"zh":"一"}]}""", Written(Read(Tree())), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_headings_leave_rounds_comparable() =>
        Assert.Empty(ComparabilityCheck.Differences(new(Read(Tree())), "one", new(Read(Tree(withPaths: false))), "one"));

    private static string Written(RoundRules rules) => System.Text.Encoding.UTF8.GetString(RulesJson.Write(rules));

    private static RoundRules Read(System.Text.Json.Nodes.JsonNode definition)
    {
        var read = Definitions.Read(definition);
        Assert.Empty(read.Faults);
        return read.Rules!;
    }

    /// <summary>Criteria c0 and c1 below 甲, c2 and c3 below 乙 and 一, c4 below 乙 and 二.</summary>
    private static System.Text.Json.Nodes.JsonObject Tree(bool withPaths = true)
    {
        string[] paths = ["""["甲"]""", """["甲"]""", """["乙","一"]""", """["乙","一"]""", """["乙","二"]"""];
        var criteria = paths.Select((path, index) => $$"""{"code":"c{{index}}","label":"C{{index}}","source":"vote","points":1{{(withPaths ? $",\"path\":{path}" : "")}}}""");
        return Definitions.Smallest().With("/criteria", $"[{string.Join(',', criteria)}]");
    }
}
