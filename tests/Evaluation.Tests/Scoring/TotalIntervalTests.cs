using Evaluation.Scoring.Totals;

namespace Evaluation.Tests.Scoring;

public sealed class TotalIntervalTests
{
    [Theory]
    [InlineData("82.63", "1.2486", "80.1827", "85.0773")]
    [InlineData("50", "0", "50.0000", "50.0000")]
    public void The_interval_of_a_total_is_1_96_errors_to_each_side(string total, string error, string low, string high) =>
        Assert.Equal((Number(low), Number(high)), TotalInterval.Of(new() { Total = Number(total), StandardError = Number(error) }));

    [Fact]
    public void Without_a_total_or_an_error_there_is_no_interval()
    {
        Assert.Null(TotalInterval.Of(new() { Total = 50 }));
        Assert.Null(TotalInterval.Of(new() { StandardError = 1 }));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
