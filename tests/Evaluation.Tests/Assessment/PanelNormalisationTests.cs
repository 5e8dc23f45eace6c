namespace Evaluation.Tests.Assessment;

/// <summary>Panels that visit different units, made comparable by the population's standard deviation (F9).</summary>
public sealed class PanelNormalisationTests
{
    [Fact]
    public void A_severe_and_a_generous_panel_get_the_same_mean_and_standard_deviation()
    {
        // North has 62 and 78: mean 70, deviation 8. South has 74 and 90: mean 82, deviation 8. All: mean 76, deviation √(64 + 6²) = 10.
        var round = Inspected(("north", "62 62 62 62 78 78 78 78"), ("south", "74 74 74 74 90 90 90 90"));

        Assert.Equal((66m, 86m), (round.Result("north1").Inspection, round.Result("north8").Inspection));
        Assert.Equal((66m, 86m), (round.Result("south1").Inspection, round.Result("south8").Inspection));
    }

    [Fact]
    public void Equal_comparable_scores_share_a_rank_even_with_an_irrational_root()
    {
        // North: mean 75, deviation 5. South: mean 90, deviation 10. All: mean 82.5, variance 118.75, deviation 10.897…
        var round = Inspected(("north", "70 70 70 70 80 80 80 80"), ("south", "80 80 80 80 100 100 100 100"));

        Assert.Equal((71.60m, 93.40m), (round.Result("north1").Inspection, round.Result("north8").Inspection));
        Assert.Equal([1, 9], round.Results().Select(unit => unit.Rank!.Value).Distinct());
        Assert.Equal(round.Facts("north1").Inspection, round.Facts("south1").Inspection);
    }

    [Fact]
    public void A_unit_at_the_mean_of_its_panel_gets_the_mean_of_all_units()
    {
        var round = Inspected(("north", "70 70 70 75 75 80 80 80"), ("south", "81 82 83 84 85 86 87 88"));

        // (600 + 676) / 16
        Assert.Equal((Fraction)79.75m, round.Facts("north4").Inspection);
    }

    [Fact]
    public void The_units_of_a_panel_without_differences_get_the_mean_of_all_units()
    {
        var round = Inspected(("north", "90 90 90 90 90 90 90 90"), ("south", "60 60 60 60 80 80 80 80"));

        Assert.All(Enumerable.Range(1, 8), number => Assert.Equal((Fraction)80, round.Facts($"north{number}").Inspection));
    }

    [Fact]
    public void Equal_scores_of_all_units_do_not_change() =>
        Assert.Equal((Fraction)75, Inspected(("north", "75 75 75 75 75 75 75 75")).Facts("north1").Inspection);

    [Fact]
    public void One_panel_alone_changes_nothing()
    {
        var round = Inspected(("", "61 62 63 64 65 66 67 99"));

        Assert.Equal([61m, 99m], new[] { "unit1", "unit8" }.Select(unit => round.Result(unit).Inspection!.Value));
    }

    [Fact]
    public void A_comparable_score_above_100_is_not_cut_off()
    {
        var round = Inspected(("north", "90 90 90 90 90 90 90 100"), ("south", "40 40 40 40 100 100 100 100"));

        // 80.625 + √568.36 · 8.75 / √10.9375
        Assert.Equal(143.70m, round.Result("north8").Inspection);
    }

    [Fact]
    public void The_published_points_of_a_criterion_are_those_of_the_panel() =>
        Assert.Equal(62, Inspected(("north", "62 62 62 62 78 78 78 78"), ("south", "74 74 74 74 90 90 90 90")).Result("north1").Assessed![0].Inspected);

    [Fact]
    public void A_panel_of_fewer_than_eight_inspected_units_is_refused_with_its_count()
    {
        var round = Inspected(("north", "62 62 62 62 78 78 78 78"), ("south", "74 74 74 74 90 90 90 na"), ("west", "50"));

        Assert.True(round.Outcome.IsRefused(out var refusal));
        Assert.Equal(RefusalCode.PanelTooSmall, refusal.Code);
        Assert.Equal("Panels are made comparable from 8 inspected units each, and panel south has 7, panel west has 1.", refusal.Detail);
        Assert.Equal(["south", "west"], Assert.IsType<string[]>(refusal.Facts[0].Value));
        Assert.Equal(("unitsMin", 8), refusal.Facts[1]);
    }

    [Fact]
    public void Sheets_without_a_panel_form_one_panel()
    {
        var round = Inspected(("", "74 74"));

        Assert.True(round.Outcome.IsRefused(out var refusal));
        Assert.Contains("the panel without a name has 2", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_with_sheets_of_two_panels_is_refused()
    {
        var round = Inspected(("north", "62 62 62 62 78 78 78 78"));
        round.Sheet("north1", "62", "south");

        Assert.True(round.Outcome.IsRefused(out var refusal));
        Assert.Equal(RefusalCode.PanelsMixed, refusal.Code);
        Assert.Equal("Unit north1 has sheets of panel north and panel south; where panels are made comparable, one panel visits a unit.", refusal.Detail);
    }

    [Fact]
    public void A_round_without_an_inspection_is_not_refused()
    {
        var round = Inspected(("north", "na na"));

        Assert.Equal(["inspection"], round.Result("north1").Incomplete);
    }

    [Fact]
    public void Panels_do_not_matter_where_they_are_not_made_comparable()
    {
        var round = Inspected(("north", "62"));
        round.Sheet("north1", "70", "south");
        round.Rules = round.Rules with { Panel = new() };

        Assert.Equal(66, round.Result("north1").Inspection);
    }

    /// <summary>Units of one sheet each, named after the panel and counted from 1.</summary>
    private static AssessedRound Inspected(params (string Panel, string Points)[] panels)
    {
        var sheets = panels.SelectMany(panel => panel.Points.Split(' ').Index()
            .Select(points => (Unit: $"{(panel.Panel.Length == 0 ? "unit" : panel.Panel)}{points.Index + 1}", Points: points.Item, panel.Panel))).ToList();
        var round = new AssessedRound(string.Join(' ', sheets.Select(sheet => sheet.Unit)));
        round.Rules = round.Rules with { Panel = new(Normalise: true) };
        foreach (var (unit, points, panel) in sheets)
            round.Sheet(unit, points, panel.Length == 0 ? null : panel);
        return round;
    }
}
