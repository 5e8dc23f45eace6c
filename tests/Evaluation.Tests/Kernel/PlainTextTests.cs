using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Kernel;

public sealed class PlainTextTests
{
    [Fact]
    public void A_character_that_changes_the_direction_of_writing_is_refused_in_names_and_in_long_texts()
    {
        foreach (var turning in "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069")
            foreach (var lines in new[] { false, true })
                Assert.Contains($"U+{(int)turning:X4}, which changes the direction", PlainText.Fault($"报告{turning}fdp", 100, lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("第一行\n第二行\u2028第三行\u2029\t完")]
    [InlineData("مرحبا 评价 \u200Fשלום")]
    public void Line_breaks_and_letters_of_both_directions_are_taken_in_long_texts(string text) => Assert.Null(PlainText.Fault(text, 100, lines: true));
}
