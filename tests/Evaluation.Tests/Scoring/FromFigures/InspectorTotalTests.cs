using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Tests.Derivation;

namespace Evaluation.Tests.Scoring.FromFigures;

/// <summary>
/// Points that no inspector gives are in no inspector's total, and no panel is compared by them: the figures of several sheets are combined
/// before points follow (F23), and entries of the catalogue take points of the unit (F26).
/// </summary>
public sealed class InspectorTotalTests
{
    private static readonly Adjustment Mess = new("a1", AdjustmentKind.Deduction, 3, "§ 1", "mess", "li", "wang", "wang", Entry: "mess");

    [Fact]
    public void A_figure_that_an_inspector_leaves_out_changes_no_total()
    {
        var round = new FigureRound("u1", (10, """{"by":"best"}"""), (10, null));
        round.Rules = round.Rules with { Panel = new(PanelTrim.Total) };
        foreach (var sheet in new[] { "3 0", "3 4", "na 5", "3 6", "3 10" })
            round.Sheet("u1", sheet);

        // The totals 0, 40, 50, 60 and 100 of 100 have the trimmed mean 50: (50·10 ÷ 100 + 10) ÷ 20.
        Assert.Equal(75m, round.Of("u1").Inspection);
        LineChecks.ComputeToTheResult("u1", round.Derivations.Of("u1"));
    }

    [Fact]
    public void An_inspector_who_leaves_out_every_item_has_no_total_of_the_catalogue_alone()
    {
        var round = WithMess("u1");
        round.Rules = round.Rules with { Panel = new(PanelTrim.Total) };
        foreach (var sheet in new[] { "0", "4", "5", "6", "na" })
            round.Sheet("u1", sheet);
        round.Know("u1", UnitLedger.Empty with { Adjustments = [Mess] });

        // Four totals, of which none is dropped: 0, 40, 50 and 60. (37.5·10 ÷ 100 + 7) ÷ 20.
        Assert.Equal(53.75m, round.Of("u1").Inspection);
        LineChecks.ComputeToTheResult("u1", round.Derivations.Of("u1"));
    }

    [Fact]
    public void Panels_are_compared_by_the_points_that_they_give()
    {
        string[] units = [.. Enumerable.Range(1, 16).Select(number => $"u{number}")];
        var round = WithMess(string.Join(' ', units));
        round.Rules = round.Rules with { Panel = new(PanelTrim.Item, Normalise: true) };
        foreach (var (index, unit) in units.Index())
            round.Sheet(unit, index < 8 ? "8" : "4", panel: index < 8 ? "mild" : "strict");
        round.Know("u1", UnitLedger.Empty with { Adjustments = [Mess] });

        // Each panel gives all its units the same, so every unit has the mean 60: (60·10 ÷ 100 + 10) ÷ 20, and 7 instead of 10.
        Assert.Equal([65m, 80m, 80m], new[] { "u1", "u2", "u16" }.Select(unit => round.Of(unit).Inspection!.Value));
        LineChecks.ComputeToTheResult("u1", round.Derivations.Of("u1"));
    }

    private static FigureRound WithMess(string units)
    {
        var round = new FigureRound(units, (10, null), (10, null));
        round.Rules = round.Rules with { Entries = [new("mess", EntryKind.Deduction, new("x"), Points: 3, Criterion: "c2")] };
        return round;
    }
}
