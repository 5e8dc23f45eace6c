using Evaluation.Scoring;

namespace Evaluation.Tests.Assessment.Bodies;

/// <summary>Criteria with periods (F30), computed by hand.</summary>
public sealed class PeriodTests
{
    private const string Quarters = "\"2026-Q1\",\"2026-Q2\"";

    [Fact]
    public void Points_are_the_mean_over_the_periods()
    {
        var round = Quarterly().Sheet("li", "safety=20", period: "2026-Q1").Sheet("wang", "safety=30", period: "2026-Q1").Sheet("li", "safety=15", period: "2026-Q2").Sheet("li", "visit=50");
        // (25 + 15) ÷ 2 = 20 of 40, and 50 of 60.
        Assert.Equal(70, round.Result().Inspection);
        var safety = round.Result().Assessed![0];
        Assert.Equal((20m, 25m, 15m), (safety.Inspected, safety.Periods![0].Inspected, safety.Periods[1].Inspected));
        Assert.Equal(("F30", "Σ x(p) ÷ N"), (round.Line("/assessed/safety/inspected").Rule, round.Line("/assessed/safety/inspected").Formula));
        Assert.Contains(round.Derivation().Rules, rule => rule.Code == "F30");
        BodyTests.AssertComputed(round);
    }

    [Fact]
    public void A_missing_period_makes_the_unit_incomplete_and_is_named_with_the_criterion()
    {
        var round = Quarterly().Sheet("li", "safety=20", period: "2026-Q1").Sheet("li", "visit=50");
        var result = round.Result();
        Assert.Equal((null, null, null), (result.Total, result.Inspection, result.Assessed![0].Inspected));
        Assert.Equal([new MissingEntry("inspection", null, "safety", "2026-Q2")], result.Missing!);
        Assert.Contains("2026-Q2", round.Line("/missing/inspection.safety.2026-Q2").Note!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_that_is_not_applicable_is_left_out()
    {
        var round = Quarterly().Sheet("li", "safety=20", period: "2026-Q1").Sheet("li", "safety=na", period: "2026-Q2").Sheet("li", "visit=na");
        Assert.Equal(50, round.Result().Inspection);
        BodyTests.AssertComputed(round);
    }

    [Fact]
    public void Sheets_are_trimmed_within_a_period_and_by_total_over_all_periods()
    {
        foreach (var (trim, score) in new[] { ("item", 50m), ("total", 48.75m) })
        {
            var round = new BodyRound(BodyTests.Criterion("safety", 40, periods: Quarters), panel: $$"""{"trim":"{{trim}}","trimFrom":3}""");
            // Each period drops its extremes: 20 and 20. By total, li 17.5, wang 21.5, zhou 19.5: 19.5 of 40 stays.
            round.Sheet("li", "safety=15", period: "2026-Q1").Sheet("wang", "safety=20", period: "2026-Q1").Sheet("zhou", "safety=39", period: "2026-Q1");
            round.Sheet("li", "safety=20", period: "2026-Q2").Sheet("wang", "safety=23", period: "2026-Q2").Sheet("zhou", "safety=0", period: "2026-Q2");
            Assert.Equal(score, round.Result().Inspection);
            BodyTests.AssertComputed(round);
        }
    }

    [Fact]
    public void Claims_are_the_means_over_the_periods_and_an_open_one_is_named()
    {
        var round = Quarterly("""{"self":100}""").Claim(new("safety", 40, 30, "x", Period: "2026-Q1")).Claim(new("visit", 60, 60)).Claim(new("safety", 20, IsOpen: true, Period: "2026-Q2"));
        var open = round.Result();
        Assert.Equal((null, 30m, null), (open.Total, open.Assessed![0].Claimed, open.Assessed[0].Accepted));
        Assert.Equal([new MissingEntry("self", null, "safety", "2026-Q2")], open.Missing!);
        round.Derivation();

        var decided = Quarterly("""{"self":100}""").Claim(new("safety", 40, 30, "x", Period: "2026-Q1")).Claim(new("visit", 60, 60)).Claim(new("safety", 20, 20, Period: "2026-Q2"));
        // (30 + 20) ÷ 2 = 25 and 60 of 100.
        Assert.Equal((85m, 25m), (decided.Result().Total, decided.Result().Assessed![0].Accepted));
        BodyTests.AssertComputed(decided);
    }

    [Fact]
    public void A_body_with_periods_and_weights_needs_every_inspector_in_every_period()
    {
        var round = new BodyRound(BodyTests.Criterion("safety", 40, "leaders", Quarters), """{"code":"leaders","label":"Leaders","trim":"none"}""").Weights("li=3 wang=1", "leaders")
            .Sheet("li", "safety=20", "leaders", "2026-Q1").Sheet("wang", "safety=40", "leaders", "2026-Q1").Sheet("li", "safety=10", "leaders", "2026-Q2");
        Assert.Equal([new MissingEntry("inspection", "leaders", "safety", "2026-Q2")], round.Result().Missing!);
        round.Sheet("wang", "safety=10", "leaders", "2026-Q2");
        // (3·20 + 40) ÷ 4 = 25 and 10: 17.5 of 40.
        Assert.Equal(43.75m, round.Result().Inspection);
        BodyTests.AssertComputed(round);
    }

    private static BodyRound Quarterly(string components = """{"inspection":100}""") =>
        new($"{BodyTests.Criterion("safety", 40, periods: Quarters)},{BodyTests.Criterion("visit", 60)}", components: components);
}
