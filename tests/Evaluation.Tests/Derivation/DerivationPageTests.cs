using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Derivation.Layout;

namespace Evaluation.Tests.Derivation;

public sealed class DerivationPageTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_page_holds_every_line_with_its_arithmetic_its_result_and_its_note(string language)
    {
        foreach (var name in new[] { "exclude-renormalise", "zero-class-mean", "value-inspected" })
        {
            foreach (var (_, derivation) in Derivations.Golden(name).All)
            {
                var page = Joined(DerivationPage.Write(derivation, language));
                foreach (var line in derivation.Sections.SelectMany(section => section.Lines))
                {
                    Assert.All(
                        new[] { line.Line, line.Rule, line.Title.In(language), line.Formula, line.Arithmetic, line.Result, line.Note?.In(language) }.OfType<string>(),
                        text => Assert.Contains(Joined(text), page, StringComparison.Ordinal));
                    Assert.All(line.Inputs, input => Assert.Contains(Joined($"{input.Name} = {input.Value}"), page, StringComparison.Ordinal));
                }
            }
        }

        // Line breaks are ignored.
        static string Joined(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
    }

    [Fact]
    public void A_page_begins_with_round_unit_version_and_the_main_figures()
    {
        var page = DerivationPage.Write(Derivations.Golden("value-inspected").Of("u02"), "en");

        Assert.StartsWith("""
            How the result was computed
            ===========================
            Round       2020 social evaluation of district units (golden-value-inspected)
            Unit        Education Bureau (u02)
            Class       government
            Version     1, computed at
            """, page, StringComparison.Ordinal);
        Assert.Contains("\nRank                           3  [18.2]\n", page, StringComparison.Ordinal);
        Assert.Contains("\nTotal                      84.41  [16.3]\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void No_line_of_a_page_is_wider_than_a_hundred_columns(string language)
    {
        foreach (var (_, derivation) in Derivations.Golden("value-inspected").All)
        {
            Assert.All(DerivationPage.Write(derivation, language).Split('\n'), line =>
            {
                Assert.InRange(line.Sum(character => character is >= '\u2E80' and <= '\uFFE6' ? 2 : 1), 0, 100);
                Assert.Equal(line.TrimEnd(), line);
            });
        }
    }

    [Fact]
    public void Text_wraps_at_spaces_and_Chinese_characters_but_not_before_a_full_stop()
    {
        Assert.Equal(["a bb", "ccc", "ddddddd"], Columns.Wrap("a bb ccc ddddddd", 5));
        Assert.Equal(["一二", "三四", "五。"], Columns.Wrap("一二三四五。", 5));
        Assert.Equal(["第1.3", "行"], Columns.Wrap("第1.3行", 6));
    }
}
