using Evaluation.Rules;

namespace Evaluation.Tests.Assessment;

/// <summary>The inspection score of a panel's sheets (F7, F8), computed by hand.</summary>
public sealed class PanelTests
{
    [Theory]
    // The points of each inspector, of 100; the last column lists the points that count.
    [InlineData("70", "70")]
    [InlineData("60 70 80", "60 70 80")]
    [InlineData("0 70 80 100", "0 70 80 100")]
    [InlineData("0 70 80 90 100", "70 80 90")]
    [InlineData("100 90 0 80 70", "70 80 90")]
    [InlineData("50 50 80 80 80", "50 80 80")]
    [InlineData("75 75 75 75 75", "75 75 75")]
    [InlineData("10 20 30 40 50 60 70 80", "20 30 40 50 60 70")]
    public void From_five_inspectors_on_one_highest_and_one_lowest_are_dropped(string given, string counted)
    {
        var kept = counted.Split(' ').Select(decimal.Parse).ToList();
        foreach (var trim in new[] { PanelTrim.Item, PanelTrim.Total })
        {
            var round = Inspected(trim, given);
            Assert.Equal((Fraction)kept.Sum() / kept.Count, round.Facts("u1").Inspection);
        }
    }

    [Theory]
    [InlineData("0 70 80 90 100", 68)]
    [InlineData("10 20 30 40 50 60 70 80", 45)]
    public void Without_trimming_all_inspectors_count(string given, decimal mean) =>
        Assert.Equal((Fraction)mean, Inspected(PanelTrim.None, given).Facts("u1").Inspection);

    [Theory]
    // 20 points and 30 points, five inspectors:      20+20=40  10+30=40  15+10=25  15+25=40  12+20=32
    // by item, (12+15+15)/3 = 14 and (20+20+25)/3 = 21.67 of 50; by total, (64+80+80)/3 %; plainly, 14.4 and 21 of 50.
    [InlineData(PanelTrim.Item, 71.33, 14, 21.67)]
    [InlineData(PanelTrim.Total, 74.67, 14.4, 21)]
    [InlineData(PanelTrim.None, 70.8, 14.4, 21)]
    public void Trimming_is_by_item_or_by_total_or_off(PanelTrim trim, decimal score, decimal first, decimal second)
    {
        var round = new AssessedRound("u1", 20, 30) { Trim = trim };
        foreach (var sheet in new[] { "20 20", "10 30", "15 10", "15 25", "12 20" })
            round.Sheet("u1", sheet);

        Assert.Equal(score, round.Result("u1").Inspection);
        Assert.Equal([first, second], round.Result("u1").Assessed!.Select(item => item.Inspected));
    }

    [Fact]
    public void The_mean_of_an_item_is_over_the_inspectors_who_gave_points_for_it()
    {
        var round = new AssessedRound("u1", 20, 30);
        foreach (var sheet in new[] { "10 0", "12 10", "14 20", "16 30", "18 na" })
            round.Sheet("u1", sheet);

        // Five gave points for the first item, (12+14+16)/3 = 14; four for the second, (0+10+20+30)/4 = 15: 29 of 50.
        Assert.Equal(58, round.Result("u1").Inspection);
    }

    [Fact]
    public void An_item_that_no_inspector_gave_points_for_is_not_applicable()
    {
        var round = new AssessedRound("u1", 20, 30);
        round.Sheet("u1", "15 na");
        round.Sheet("u1", "17 na");

        Assert.Equal(80, round.Result("u1").Inspection);
        Assert.Equal([16m, null], round.Result("u1").Assessed!.Select(item => item.Inspected));
    }

    [Fact]
    public void Totals_are_percentages_because_sheets_can_have_different_maxima()
    {
        var round = new AssessedRound("u1", 20, 30) { Trim = PanelTrim.Total };
        round.Sheet("u1", "16 na");
        round.Sheet("u1", "10 15");
        round.Sheet("u1", "na na");

        // 16 of 20 is 80 %, 25 of 50 is 50 %; the empty sheet has no total.
        Assert.Equal(65, round.Result("u1").Inspection);
    }

    [Theory]
    [InlineData]
    [InlineData("na na")]
    [InlineData("na na", "na na")]
    public void Without_any_points_the_inspection_is_missing(params string[] sheets)
    {
        foreach (var trim in Enum.GetValues<PanelTrim>())
        {
            var round = new AssessedRound("u1", 20, 30) { Trim = trim };
            foreach (var sheet in sheets)
                round.Sheet("u1", sheet);

            Assert.Equal((null, null, null), (round.Result("u1").Inspection, round.Result("u1").Total, round.Result("u1").Rank));
            Assert.Equal(["inspection"], round.Result("u1").Incomplete);
        }
    }

    [Fact]
    public void A_criterion_that_a_sheet_does_not_name_has_no_points_on_it()
    {
        var round = new AssessedRound("u1", 20);
        round.Sheet("u1", "10");
        round.Rules = round.Rules with { Criteria = [.. round.Rules.Criteria, new("later", new(), CriterionSource.Assessed, 30)] };

        Assert.Equal(50, round.Result("u1").Inspection);
    }

    private static AssessedRound Inspected(PanelTrim trim, string given)
    {
        var round = new AssessedRound { Trim = trim };
        foreach (var points in given.Split(' '))
            round.Sheet("u1", points);
        return round;
    }
}
