using Evaluation.Assessment.SelfAssessments;

namespace Evaluation.Tests.Assessment.SelfAssessments;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("0", "0", 0)]
    [InlineData("007", "7", 0)]
    [InlineData("98.5", "98.5", 1)]
    [InlineData("98.50", "98.50", 2)]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335", 0)]
    [InlineData("79228162514264337593543950336", null, 0)]
    [InlineData("1.2.3", null, 0)]
    [InlineData("", null, 0)]
    public void A_plain_number_says_the_same_with_blanks_and_in_full_width(string text, string? number, int decimals)
    {
        var expected = new TypedNumber(number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), decimals, IsMasked: false, Said: null);
        Assert.Equal(expected, TypedNumber.Of(text));
        Assert.Equal(expected, TypedNumber.Of($" {text}　"));
        Assert.Equal(expected, TypedNumber.Of(string.Concat(text.Select(character => (char)(character + 0xFEE0)))));
    }

    [Theory]
    [InlineData("1.", "1")]
    [InlineData(".5", "5")]
    [InlineData("-5", "-5")]
    public void A_number_with_other_characters_is_searched_for(string text, string number) =>
        Assert.Equal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), TypedNumber.Of(text).Number);
}
