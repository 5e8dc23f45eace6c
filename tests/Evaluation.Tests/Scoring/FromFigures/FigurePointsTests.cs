using Evaluation.Rules;

namespace Evaluation.Tests.Scoring.FromFigures;

/// <summary>Every form of points from figures, checked by hand.</summary>
public sealed class FigurePointsTests
{
    private const string Steps = """{"by":"steps","steps":[{"from":0.9,"points":200},{"from":0.8,"points":190},{"from":0.7,"points":180}]}""";

    [Fact]
    public void Steps_give_the_points_of_the_highest_step_that_is_reached_and_0_below_all()
    {
        var round = new FigureRound("u1 u2 u3 u4", (200, Steps)).Sheet("u1", "0.9").Sheet("u2", "0.899").Sheet("u3", "0.7").Sheet("u4", "0.69");
        Assert.Equal([200m, 190m, 180m, 0m], round.Points());
    }

    [Fact]
    public void Low_steps_are_ceilings()
    {
        var round = new FigureRound("u1 u2 u3", (10, """{"by":"steps","steps":[{"from":0,"points":10},{"from":2,"points":5}],"better":"low"}""")).Sheet("u1", "0").Sheet("u2", "2").Sheet("u3", "2.1");
        Assert.Equal([10m, 5m, 0m], round.Points());
    }

    [Fact]
    public void Every_begun_width_below_the_figure_is_deducted_down_to_0()
    {
        const string rule = """{"by":"deduct","from":80,"per":1,"points":1}""";
        var round = new FigureRound("u1 u2 u3 u4", (10, rule)).Sheet("u1", "80").Sheet("u2", "79.5").Sheet("u3", "78").Sheet("u4", "50");
        Assert.Equal([10m, 9m, 8m, 0m], round.Points());

        var low = new FigureRound("u1 u2 u3", (10, """{"by":"deduct","from":3,"per":0.5,"points":2,"better":"low"}""")).Sheet("u1", "3").Sheet("u2", "3.2").Sheet("u3", "4");
        Assert.Equal([10m, 8m, 6m], low.Points());
    }

    [Fact]
    public void A_rank_table_gives_ties_the_better_rank_and_ranks_beyond_it_the_rest()
    {
        var round = new FigureRound("u1 u2 u3 u4 u5 u6", (10, """{"by":"rank","table":[10,8,6,4],"else":2}"""));
        foreach (var (unit, x) in new[] { ("u1", "5"), ("u2", "4"), ("u3", "4"), ("u4", "3"), ("u5", "2"), ("u6", "1") })
            round.Sheet(unit, x);
        Assert.Equal([10m, 8m, 8m, 4m, 2m, 2m], round.Points());
    }

    [Fact]
    public void Every_rank_loses_a_percentage_of_the_maximum()
    {
        var round = new FigureRound("u1 u2 u3", (50, """{"by":"rank","stepPercent":2,"better":"low"}""")).Sheet("u1", "3").Sheet("u2", "1").Sheet("u3", "3");
        Assert.Equal([49m, 50m, 49m], round.Points());
    }

    [Fact]
    public void The_only_unit_of_a_class_has_rank_1_and_the_maximum()
    {
        Assert.Equal([10m], new FigureRound("u1", (10, """{"by":"rank","table":[8],"else":2}""")).Sheet("u1", "-3").Points());
        Assert.Equal([10m], new FigureRound("u1", (10, """{"by":"rank","stepPercent":2}""")).Sheet("u1", "-3").Points());
    }

    [Fact]
    public void The_best_unit_has_the_maximum_and_the_others_their_share_of_it()
    {
        const string rule = """{"by":"best"}""";
        Assert.Equal([20m, 10m, 0m, 0m], new FigureRound("u1 u2 u3 u4", (20, rule)).Sheet("u1", "8").Sheet("u2", "4").Sheet("u3", "0").Sheet("u4", "-2").Points());
        Assert.Equal([0m, 0m], new FigureRound("u1 u2", (20, rule)).Sheet("u1", "0").Sheet("u2", "-2").Points());
    }

    [Fact]
    public void A_plan_counts_up_to_its_limit_and_the_inspection_never_passes_100()
    {
        var round = new FigureRound("u1 u2 u3 u4", (10, """{"by":"plan","limit":1.2}"""), (10, null));
        round.Sheet("u1", "0.874/0.95 5").Sheet("u2", "3/2 5").Sheet("u3", "3/2 10").Sheet("u4", "-1/2 5");
        Assert.Equal([9.2m, 12m, 12m, 0m], round.Points());
        Assert.Equal([71m, 85m, 100m, 25m], round.Rules.Units.Select(unit => round.Of(unit.Code).Inspection));
    }

    [Theory]
    [InlineData(PanelTrim.Item, "0.82", 190)]
    [InlineData(PanelTrim.None, "0.78", 180)]
    public void Figures_of_several_sheets_are_combined_by_the_rule_of_the_panel_before_points_follow(PanelTrim trim, string mean, int points)
    {
        // Without one lowest and one highest: 3.28 ÷ 4 = 0.82; with them: 4.68 ÷ 6 = 0.78.
        var round = new FigureRound("u1", (200, Steps));
        round.Rules = round.Rules with { Panel = new(trim) };
        foreach (var x in new[] { "0.9", "0.5", "0.9", "0.85", "0.65", "0.88" })
            round.Sheet("u1", x);
        Assert.Equal([points], round.Points());
        Assert.Equal(mean, round.Derivations.Of("u1").Sections.SelectMany(section => section.Lines).Single(line => line.Title.En == "Figure: Item 1").Result);
    }

    [Fact]
    public void A_target_is_combined_like_the_figure()
    {
        var round = new FigureRound("u1", (10, """{"by":"plan","limit":1}""")).Sheet("u1", "1/2").Sheet("u1", "2/4");
        Assert.Equal([5m], round.Points());
    }

    [Fact]
    public void A_figure_that_is_not_applicable_is_left_out_with_its_maximum()
    {
        var round = new FigureRound("u1 u2", (10, """{"by":"rank","stepPercent":10}"""), (10, null)).Sheet("u1", "na 8").Sheet("u2", "1 8");
        Assert.Equal([null, 10m], round.Points());
        Assert.Equal((80m, 90m), (round.Of("u1").Total, round.Of("u2").Total));
        Assert.Equal((1, null), (round.Of("u1").Band, round.Of("u1").NoBand));
        Assert.Equal((null, "compared"), (round.Of("u2").Band, round.Of("u2").NoBand));
    }
}
