using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Derivation;

namespace Evaluation.Tests.Scoring.FromFigures;

/// <summary>Points that compare units or follow from the vote: when they are computed, for whom, and what is then not published.</summary>
public sealed class FigureComparisonTests
{
    private const string Ruian =
        """{"by":"steps","of":"vote.topShare","steps":[{"from":0.9,"points":200},{"from":0.8,"points":190},{"from":0.7,"points":180},{"from":0.6,"points":170},{"from":0,"points":160}]}""";

    private const string Rank = """{"by":"rank","stepPercent":10}""", Best = """{"by":"best"}""";

    [Fact]
    public void Steps_on_the_top_share_give_100_95_and_85_where_the_plain_score_ranks_the_best_unit_last()
    {
        var round = new FigureRound("u1 u2 u3", (200, Ruian)).Cast("u1", 18, 0, 2).Cast("u2", 17, 3, 0).Cast("u3", 12, 8, 0);
        Assert.Equal([(0.9m, 90m, 100m), (0.85m, 97m, 95m), (0.6m, 92m, 85m)], round.Results.Select(unit => (unit.Top!.Value, unit.Vote!.Value, unit.Total!.Value)));
        Assert.Equal([(1, null, "compared"), (2, null, "compared"), (3, null, "compared")], round.Results.Select(unit => (unit.Rank!.Value, unit.Band, unit.NoBand)));

        var lines = round.Derivations.Of("u2").Sections.SelectMany(section => section.Lines).Where(line => line.Rule == "F23").ToList();
        Assert.Equal(["0.85 < 0.9", "0.85 ≥ 0.8", "190"], lines.Select(line => line.Arithmetic));
        Assert.Equal("rules/criteria/c1/score/steps/1", lines[1].Inputs[1].From);
        Assert.StartsWith("line ", lines[1].Inputs[0].From, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_compares_or_follows_from_the_vote_is_computed_before_sealing()
    {
        foreach (var rule in new[] { Rank, Best, Ruian })
        {
            var round = new FigureRound("u1 u2", (200, rule), (10, null));
            var before = round.Sheet("u1", rule == Ruian ? "5" : "3 5").Sheet("u2", rule == Ruian ? "5" : "2 5").BeforeSealing["u1"];
            Assert.Equal((null, null, 5, 0), (before.Inspection, before.Assessed[0].Inspected, before.Assessed[1].Inspected, before.Missing.Count));
        }
        var steps = new FigureRound("u1", (10, """{"by":"deduct","from":80,"per":1,"points":1}""")).Sheet("u1", "79");
        Assert.Equal(90, steps.BeforeSealing["u1"].Inspection);
    }

    [Theory]
    [InlineData(Rank, "10 9")]
    [InlineData(Best, "10 5")]
    public void A_unit_without_a_figure_is_incomplete_names_the_criterion_and_is_left_out(string rule, string others)
    {
        var round = new FigureRound("u1 u2 u3", (10, rule)).Sheet("u1", "8").Sheet("u2", "4");
        Assert.Equal([.. others.Split(' ').Select(points => (decimal?)int.Parse(points)), null], round.Points());
        var missing = round.Of("u3");
        Assert.Equal(("inspection", "c1", null, null), (Assert.Single(missing.Incomplete), Assert.Single(missing.Missing!).Criterion, missing.Total, missing.Rank));
        Assert.Equal("The figure is missing: the unit is incomplete, and is left out of ranks and maxima.", Explaining(round, "u3", "/assessed/c1/inspected").Note!.En);
        Assert.Equal("Missing, so there is no score: the figure for Item 1.", Explaining(round, "u3", "/missing/inspection.c1").Note!.En);
        if (rule == Rank)
            Assert.Equal("Left out without a figure: u3.", round.Derivations.Of("u1").Sections.SelectMany(section => section.Lines).Single(line => line.Formula == "r = 1 + ahead").Note!.En);
    }

    [Fact]
    public void A_unit_that_nobody_rated_lacks_the_figure_of_the_vote()
    {
        var round = new FigureRound("u1 u2", (200, Ruian)).Cast("u1", 1, 0, 0);
        Assert.Equal((100m, null), (round.Of("u1").Total, round.Of("u2").Total));
        Assert.Equal(["inspection.c1"], round.Of("u2").Missing!.Select(entry => entry.Name));
        Assert.Equal("The vote gives no such figure: the unit is incomplete, and is left out of ranks and maxima.", Explaining(round, "u2", "/assessed/c1/inspected").Note!.En);
    }

    [Fact]
    public void An_ineligible_unit_keeps_its_rank_among_the_figures()
    {
        var round = new FigureRound("u1 u2", (10, Rank)).Sheet("u1", "8").Sheet("u2", "4");
        round.Rules = round.Rules with { Vetoes = [new("named", new(Fact: "named"), VetoEffect.Ineligible)] };
        round.Know("u1", new(Facts: [new StatedFact("named")]));
        Assert.Equal((false, 10m), (round.Of("u1").Eligible, round.Points().First()));
        Assert.Equal([10m, 9m], round.Points());
    }

    [Fact]
    public void The_derivation_of_a_rank_shows_every_figure_of_the_class_with_its_unit()
    {
        var round = new FigureRound("u1 u2 u3 u4", (10, """{"by":"rank","table":[10,8,6,4],"else":0}""")).Sheet("u1", "0.95").Sheet("u2", "0.9").Sheet("u3", "0.874").Sheet("u4", "0.874");
        var lines = round.Derivations.Of("u3").Sections.SelectMany(section => section.Lines).Where(line => line.Rule == "F23").ToList();
        Assert.Equal(["min(0.95, 0.9) > 0.874", "0.874 ≤ 0.874", "1 + 2", "6"], lines.Select(line => line.Arithmetic));
        Assert.Equal(["unit/u1/assessed/c1", "unit/u2/assessed/c1"], lines[0].Inputs.Take(2).Select(input => input.From));
        Assert.Equal("unit/u4/assessed/c1", lines[1].Inputs[0].From);
    }

    [Fact]
    public void The_derivation_of_the_best_shows_the_maximum_of_the_class()
    {
        var round = new FigureRound("u1 u2 u3", (10, Best)).Sheet("u1", "8").Sheet("u2", "4").Sheet("u3", "5");
        var lines = round.Derivations.Of("u2").Sections.SelectMany(section => section.Lines).Where(line => line.Rule == "F23").ToList();
        Assert.Equal(["max(8, 4, 5)", "10 × max(0, 4) ÷ 8"], lines.Select(line => line.Arithmetic));
    }

    [Fact]
    public void Bands_stay_where_the_inspection_has_no_share_in_the_total()
    {
        var round = new FigureRound("u1 u2", (10, Rank)).Sheet("u1", "8").Sheet("u2", "4").Cast("u1", 9, 0, 1).Cast("u2", 5, 0, 5);
        round.Rules = round.Rules with { Components = new(100) };
        Assert.Equal([(1, null), (2, null)], round.Results.Select(unit => (unit.Band!.Value, unit.NoBand)));
        round.Rules = round.Rules with { Components = new(90, 10) };
        Assert.All(round.Results, unit => Assert.Equal((null, "compared"), (unit.Band, unit.NoBand)));
        Assert.Equal("/noBand", Explaining(round, "u1", "/band").Figures[1].Pointer);
    }

    [Fact]
    public void Every_period_has_its_own_table_and_the_points_are_the_mean()
    {
        var round = new FigureRound("u1 u2", (10, Rank), (10, null));
        round.Rules = round.Rules with { Criteria = [round.Rules.Criteria[0], round.Rules.Criteria[1] with { Periods = ["q1", "q2"] }, round.Rules.Criteria[2]] };
        foreach (var (unit, first, second) in new[] { ("u1", "3", "7"), ("u2", "2", "8") })
            round.Sheet(unit, "5", "chen").Sheet(unit, first, "chen", period: "q1").Sheet(unit, second, "chen", period: "q2");
        Assert.Equal([[10m, 9m], [9m, 10m]], round.Rules.Units.Select(unit => round.Of(unit.Code).Assessed![0].Periods!.Select(period => period.Inspected!.Value)));
        Assert.Equal([9.5m, 9.5m], round.Points());
        Assert.Equal("unit/u2/assessed/c1/periods/q1", round.Derivations.Of("u1").Sections.SelectMany(section => section.Lines).First(line => line.Arithmetic == "2 ≤ 3").Inputs[0].From);

        var missing = new FigureRound("u1", (10, Rank));
        missing.Rules = missing.Rules with { Criteria = [missing.Rules.Criteria[0], missing.Rules.Criteria[1] with { Periods = ["q1", "q2"] }] };
        missing.Sheet("u1", "3", "chen", period: "q1");
        Assert.Equal(["inspection.c1.q2"], missing.Of("u1").Missing!.Select(entry => entry.Name));
    }

    [Fact]
    public void A_body_combines_its_figures_by_the_weights_of_its_inspectors()
    {
        var round = new FigureRound("u1", (10, """{"by":"deduct","from":80,"per":1,"points":1}"""), (30, null));
        round.Rules = round.Rules with { Assessors = [new("b", new(En: "Bureau"))], Criteria = [round.Rules.Criteria[0], round.Rules.Criteria[1] with { By = "b" }, round.Rules.Criteria[2]] };
        round.Sheet("u1", "70", "chen", "b").Sheet("u1", "80", "li", "b").Sheet("u1", "15", "zhou");
        round.Know("u1", new(Weights: [new("chen", 20, "b"), new("li", 80, "b")]));
        Assert.Equal(8m, round.Points().Single());
        Assert.Equal((80m, 50m, 57.5m), (round.Of("u1").Bodies![1].Score!.Value, round.Of("u1").Bodies![0].Score!.Value, round.Of("u1").Inspection!.Value));
        var line = round.Derivations.Of("u1").Sections.SelectMany(section => section.Lines).Single(line => line.Title.En == "Figure: Item 1");
        Assert.Equal(("F21", "(20 × 70 + 80 × 80) ÷ (20 + 80)", "78"), (line.Rule, line.Arithmetic, line.Result));
    }

    private static DerivationLine Explaining(FigureRound round, string unit, string pointer) =>
        round.Derivations.Of(unit).Sections.SelectMany(section => section.Lines).Single(line => line.Figures.Any(figure => figure.Pointer == pointer));
}
