using Evaluation.Gateway.Pages.Operations.Charts;

namespace Evaluation.Tests.Operations;

/// <summary>The drawing of a chart: its axis, its line with gaps, its bands.</summary>
public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(1.01, 1.2)]
    [InlineData(120, 120)]
    [InlineData(192, 200)]
    [InlineData(868, 1000)]
    [InlineData(0.07, 0.08)]
    [InlineData(10, 10)]
    public void The_axis_ends_at_a_round_number_that_is_not_below(double most, double end) => Assert.Equal(end, ChartScale.EndFor(most), 1e-9);

    [Fact]
    public void The_axis_never_ends_below_a_figure()
    {
        var random = new Random(5);
        for (var i = 0; i < 1_000; i++)
        {
            var most = Math.Exp(random.NextDouble() * 20 - 5);
            Assert.InRange(ChartScale.EndFor(most), most - 1e-6, most * 2);
        }
    }

    [Fact]
    public void A_line_is_interrupted_where_there_is_no_figure_and_a_figure_alone_is_a_dot()
    {
        double?[] figures = [5, 10, null, 0, null];
        Assert.Equal(("M0 50L150 0", "M450 100h0"), (ChartScale.Line(figures, 10), ChartScale.Dots(figures, 10)));
    }

    [Fact]
    public void The_ground_is_closed_below_each_part_of_the_line() => Assert.Equal("M0 100L0 50L150 0L150 100Z", ChartScale.Area([5, 10, null, 0, null], 10));

    [Fact]
    public void A_band_covers_the_minutes_that_miss() => Assert.Equal([(75.0, 300.0), (525, 75)], ChartScale.Bands([false, true, true, false, true]));

    [Fact]
    public void A_figure_above_the_axis_stays_inside() => Assert.Equal(0, ChartScale.Y(99, 10));
}
