using Evaluation.Gateway.Results.Exports;

namespace Evaluation.Tests.Results.Exports;

public sealed class WorksheetNameTests
{
    [Theory]
    [InlineData("公共服务单位", "Public services", "公共服务单位 Public services")]
    [InlineData("镇", null, "镇")]
    [InlineData(null, "Towns", "Towns")]
    [InlineData("A", "A", "A")]
    [InlineData("[a]:*?/\\b", null, "a      b")]
    [InlineData("'quoted'", null, "quoted")]
    [InlineData("it's", null, "it's")]
    [InlineData("???", null, "-")]
    [InlineData("History", null, "History 2")]
    [InlineData("a\u0007b\uFFFFc", null, "a\uFFFDb\uFFFDc")]
    public void A_name_has_both_languages_and_only_what_a_workbook_allows(string? zh, string? en, string name) =>
        Assert.Equal(name, new WorksheetNames().Take(new(zh, en)));

    [Fact]
    public void A_long_name_is_cut_where_no_character_breaks()
    {
        Assert.Equal(new string('长', 31), new WorksheetNames().Take(new(new string('长', 300))));
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 15)), new WorksheetNames().Take(new(string.Concat(Enumerable.Repeat("😀", 40)))));
    }

    [Fact]
    public void Names_that_differ_only_in_case_or_behind_the_limit_are_numbered()
    {
        var names = new WorksheetNames();
        var end = new string('长', 40);
        Assert.Equal(
            ["a", "A 2", "a 3", new string('长', 31), new string('长', 29) + " 2"],
            new[] { "a", "A", "a", end + "一", end + "二" }.Select(title => names.Take(new(title))));
    }
}
