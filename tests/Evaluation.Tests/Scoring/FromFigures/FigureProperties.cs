using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring.FromFigures;

/// <summary>Properties of points from figures over drawn rounds with all forms.</summary>
public sealed class FigureProperties
{
    private const int Seeds = 300;

    private static readonly Lazy<List<(int Seed, FigureRound Round, IReadOnlyList<UnitResult> Results)>> Drawn =
        new(() => [.. Enumerable.Range(1, Seeds).Select(seed => (seed, FigureRound.Drawn(seed))).Select(drawn => (drawn.seed, drawn.Item2, drawn.Item2.Results))]);

    [Fact]
    public void The_points_of_sheets_figures_are_those_of_an_independent_model()
    {
        foreach (var (seed, round, results) in Drawn.Value)
        {
            foreach (var (criterion, period) in round.Rules.AssessedCriteria.Where(criterion => criterion.HasFigure).SelectMany(SheetForm.PeriodsOf, (criterion, period) => (criterion, period)))
            {
                var isTrimmed = (round.Rules.Assessors?.FirstOrDefault(body => body.Code == criterion.By)?.Trim ?? round.Rules.Panel.Trim) == PanelTrim.Item;
                var figures = round.Rules.Units.Select(unit => round.Ledgers[unit.Code].Sheets.Where(sheet => sheet.By == criterion.By && sheet.Period == period)).Select(sheets =>
                    FigureModel.Combined(FigureModel.Values(criterion, sheets), isTrimmed) is { } x
                        ? (x, FigureModel.Combined(FigureModel.Targets(criterion, sheets), isTrimmed) ?? Exact.Zero) : ((Exact, Exact)?)null).ToList();
                var points = FigureModel.Points(criterion.Score!, criterion.Points, figures);
                foreach (var (unit, expected) in round.Rules.Units.Zip(points))
                {
                    var item = results.Single(result => result.Unit == unit.Code).Assessed!.Single(item => item.Criterion == criterion.Code);
                    var given = period is null ? item.Inspected : item.Periods!.Single(one => one.Period == period).Inspected;
                    Assert.True(expected?.Round(round.Rules.Policies.Decimals) == given, $"seed {seed}, {criterion.Score!.By} of {unit.Code}: {expected} and {given}");
                }
            }
        }
    }

    [Fact]
    public void A_better_figure_never_has_fewer_points()
    {
        foreach (var (seed, round, results) in Drawn.Value)
        {
            foreach (var criterion in round.Rules.ScoredCriteria.Where(criterion => criterion.Score!.By != FigureForm.Plan && criterion.Periods is null))
            {
                var figures = results.Select(unit => (X: Figure(round, criterion, unit.Unit), Points: unit.Assessed!.Single(item => item.Criterion == criterion.Code).Inspected))
                    .Where(unit => unit is { X: not null, Points: not null }).ToList();
                foreach (var (one, other) in figures.SelectMany(one => figures.Select(other => (one, other))))
                {
                    var isBetter = criterion.Score!.Better == BetterFigure.Low ? one.X < other.X : one.X > other.X;
                    Assert.True(isBetter ? one.Points >= other.Points : one.X != other.X || one.Points == other.Points, $"seed {seed}, {criterion.Code}: {one} and {other}");
                }
            }
        }
    }

    [Fact]
    public void Points_are_within_the_maximum_but_for_plans_and_the_inspection_is_within_100()
    {
        foreach (var (seed, round, results) in Drawn.Value)
        {
            Assert.All(results, unit => Assert.True(unit.Inspection is null or (>= 0 and <= 100), $"seed {seed}, {unit.Unit}: {unit.Inspection}"));
            foreach (var item in results.SelectMany(unit => unit.Assessed!))
            {
                var rule = round.Rules.Criteria.Single(criterion => criterion.Code == item.Criterion).Score;
                var most = decimal.Round(item.Points * Math.Max(1, rule?.Limit ?? 1), round.Rules.Policies.Decimals, MidpointRounding.AwayFromZero);
                Assert.True(item.Inspected is null || (item.Inspected >= 0 && item.Inspected <= most), $"seed {seed}: {item}");
            }
        }
    }

    [Fact]
    public void The_order_of_sheets_and_units_does_not_matter()
    {
        foreach (var (seed, round, results) in Drawn.Value.Take(60))
        {
            var turned = FigureRound.Drawn(seed);
            turned.Rules = turned.Rules with { Units = [.. turned.Rules.Units.Reverse()] };
            foreach (var unit in results)
                Assert.Equal((unit.Total, unit.Rank, unit.NoBand), turned.Results.Where(other => other.Unit == unit.Unit).Select(other => (other.Total, other.Rank, other.NoBand)).Single());
        }
    }

    [Fact]
    public void Every_form_and_every_gap_is_drawn()
    {
        var rules = Drawn.Value.SelectMany(drawn => drawn.Round.Rules.ScoredCriteria).Select(criterion => criterion.Score!).ToList();
        Assert.Equal(Enum.GetValues<FigureForm>(), rules.Select(rule => rule.By).Distinct().Order());
        Assert.Equal(FigureRule.VoteFigures.Order(), rules.Select(rule => rule.Of).OfType<string>().Distinct().Order());
        Assert.Contains(rules, rule => rule.Better == BetterFigure.Low);
        var units = Drawn.Value.SelectMany(drawn => drawn.Results).ToList();
        Assert.Contains(units, unit => unit.Missing?.Any(entry => entry is { Criterion: not null, Period: null }) == true);
        Assert.Contains(units, unit => unit.Assessed!.Any(item => item.Periods?.Any(period => period.Inspected is not null) == true));
        Assert.Contains(units, unit => unit is { NoBand: not null });
        Assert.Contains(units, unit => unit is { Band: not null });
    }

    // Rates are rounded to four decimals and the vote to the round's: figures that differ less are not compared.
    private static Exact? Figure(FigureRound round, Criterion criterion, string unit) => criterion.IsOfVote
        ? null
        : FigureModel.Combined(
            FigureModel.Values(criterion, round.Ledgers[unit].Sheets.Where(sheet => sheet.By == criterion.By)), (round.Rules.Assessor(criterion.By)?.Trim ?? round.Rules.Panel.Trim) == PanelTrim.Item);
}
