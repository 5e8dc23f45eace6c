using Evaluation.Gateway.Http.Downloads;

namespace Evaluation.Tests.Results.Exports;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("=HYPERLINK(\"http://example.org\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("-u1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\tplain")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData(" =1")]
    [InlineData("\u3000=1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u200B=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    public void A_text_that_looks_like_a_formula_gets_an_apostrophe(string text) =>
        Assert.Equal("'" + text, SpreadsheetText.Harmless(text));

    [Theory]
    [InlineData("")]
    [InlineData("办事很快")]
    [InlineData("a=b")]
    [InlineData("1-2")]
    [InlineData("2020-01-02")]
    [InlineData("'quoted'")]
    [InlineData("'")]
    [InlineData(" indented")]
    [InlineData("—a dash that is no minus")]
    public void Any_other_text_is_unchanged(string text) => Assert.Equal(text, SpreadsheetText.Harmless(text));

    [Theory]
    [InlineData("plain")]
    [InlineData("line\nline\ttab")]
    [InlineData("snake_case_x")]
    [InlineData("😀")]
    public void A_workbook_contains_a_text_unchanged(string text) => Assert.Equal(text, SpreadsheetText.ForCell(text));

    [Theory]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("a_xABCd_b", "a_x005F_xABCd_b")]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    [InlineData("a\u0001b", "a\uFFFDb")]
    public void Characters_that_a_workbook_cannot_contain_are_replaced_or_escaped(string text, string held) => Assert.Equal(held, SpreadsheetText.ForCell(text));

    [Fact]
    public void An_unpaired_surrogate_is_replaced() => Assert.Equal("a\uFFFDb", SpreadsheetText.ForCell("a\uD83Db"));

    [Fact]
    public void A_text_longer_than_a_cell_is_cut_between_characters()
    {
        Assert.Equal(Limits.CellCharacters, SpreadsheetText.ForCell(new string('长', Limits.CellCharacters)).Length);
        Assert.Equal(new string('长', Limits.CellCharacters - 1) + "…", SpreadsheetText.ForCell(new string('长', Limits.CellCharacters + 1)));
        var cut = SpreadsheetText.ForCell("x" + string.Concat(Enumerable.Repeat("😀", Limits.CellCharacters)));
        Assert.True(cut.Length <= Limits.CellCharacters && cut.EndsWith("😀…", StringComparison.Ordinal));
    }
}
