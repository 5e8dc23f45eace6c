using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Votes;

namespace Evaluation.Tests.Derivation.Forms;

/// <summary>The lines of places, tails, ties and the catalogue: each names the form, its inputs and its table.</summary>
public sealed class PlacesDerivationTests
{
    private static readonly RoundRules Rules = new()
    {
        Id = "forms",
        Title = new("形式", "Forms"),
        Criteria = [new("visit", new("验收", "Visit"), CriterionSource.Assessed, 100), new("order", new("秩序", "Order"), CriterionSource.Assessed, 20)],
        Classes = [new("county", new("县", "County"), new Dictionary<string, decimal>())],
        Units = [.. Enumerable.Range(1, 5).Select(number => new Unit($"u{number}", new($"单位{number}", $"Unit {number}"), "county", Precedence: 6 - number))],
        Components = new() { Vote = 0, Inspection = 100, BonusCap = 6, DeductionCap = 1 },
        Grades = [new("a", 60, new("优", "A"), Quota: 0.3m, Rounding: QuotaRounding.HalfUp), new("b", 50, new("良", "B"), Places: new Dictionary<string, int> { ["county"] = 1 }), new("c", 0)],
        Vetoes = [new("again", new(Again: "warned", Of: "forms-2019"), VetoEffect.Ineligible, new("再次预警", "Warned again"))],
        Tail = [new("dismissed", 1, new("淘汰", "Dismissed"), 40), new("warned", 2, new("预警", "Warned"), 75)],
        Ties = [TieBreaker.Inspection, TieBreaker.Precedence],
        Entries =
        [
            new("honour", EntryKind.Bonus, new("荣誉", "Honour"), Levels: new Dictionary<string, decimal> { ["nation"] = 5, ["city"] = 1 }, Cap: 5),
            new("idea", EntryKind.Bonus, new("创新", "Idea"), Points: 2, Same: SameEntry.Highest),
            new("late", EntryKind.Deduction, new("迟报", "Late"), Points: 0.75m),
            new("mess", EntryKind.Deduction, new("脏乱", "Mess"), Points: 3, Cap: 7, Criterion: "order"),
        ],
    };

    private static readonly Dictionary<string, UnitLedger> Ledgers = new()
    {
        ["u1"] = Ledger(90, Bonus("nation"), Bonus("city"), Bonus(null, "idea"), Bonus(null, "idea"), Deduction("late"), Deduction("late"), Deduction("mess"), Deduction("mess"), Deduction("mess")),
        ["u2"] = Ledger(70) with { Tails = [new("forms-2019", 2, "warned", "u0", new("去年", "Last year"), new("预警", "Warned"))] },
        ["u3"] = Ledger(70),
        ["u4"] = Ledger(20),
    };

    public static TheoryData<PanelTrim> Trims => new(PanelTrim.Item, PanelTrim.Total);

    [Theory]
    [MemberData(nameof(Trims))]
    public void Every_figure_is_explained_by_arithmetic_that_holds(PanelTrim trim)
    {
        foreach (var (unit, derivation) in All(Rules with { Panel = new(trim) }))
        {
            var lines = derivation.Sections.SelectMany(section => section.Lines).ToList();
            Assert.Equal(UnitFigures.Of(unit).OrderBy(figure => figure.Pointer), lines.SelectMany(line => line.Figures).OrderBy(figure => figure.Pointer));
            foreach (var line in lines.Where(line => line.Arithmetic is not null))
            {
                if (IndependentArithmetic.IsStatement(line.Arithmetic!))
                    Assert.True(IndependentArithmetic.Holds(line.Arithmetic!), $"{unit.Unit} {line.Line}: {line.Arithmetic}");
                else
                    Assert.Equal(line.Result, Computed(line));
            }
            Assert.NotEmpty(DerivationPage.Write(derivation, "zh"));
        }
    }

    [Fact]
    public void An_entry_names_its_adjustments_with_their_levels_and_its_cap()
    {
        var lines = Of("u1");

        var honour = Line(lines, "Entry: Honour");
        Assert.Equal(("F26", "min(Σ points, cap)", "min(5 + 1, 5)", "5"), (honour.Rule, honour.Formula, honour.Arithmetic, honour.Result));
        Assert.StartsWith("a0: Honour, national; rule, fact. a1: Honour, municipal; rule, fact.", honour.Note!.En, StringComparison.Ordinal);
        Assert.StartsWith("a0：荣誉，国家级；", honour.Note.Zh, StringComparison.Ordinal);
        Assert.Equal("max(2, 2)", Line(lines, "Entry: Idea").Arithmetic);
        Assert.Equal("min(5 + 2, 6)", Explaining(lines, "/bonus").Arithmetic);
        Assert.Equal(("min(Σ deductions, cap)", "min(1.5, 1)", "1.00"), (Explaining(lines, "/deductions").Formula, Explaining(lines, "/deductions").Arithmetic, Explaining(lines, "/deductions").Result));
    }

    [Fact]
    public void A_criterion_of_the_catalogue_shows_what_is_left_of_its_points()
    {
        var (own, full) = (Of("u1"), Of("u2"));

        Assert.Equal("min(3 + 3 + 3, 7)", Line(own, "Entry: Mess").Arithmetic);
        Assert.Equal(("F26", "max(0, 20 − 7)", "13.00"), Shown(Explaining(own, "/assessed/order/inspected")));
        Assert.Equal(("F26", "max(0, 20 − 0)", "20.00"), Shown(Explaining(full, "/assessed/order/inspected")));
        Assert.Contains("nothing is claimed", Explaining(own, "/assessed/order/claimed").Note!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_show_their_rounding_and_their_class()
    {
        var lines = Of("u3");

        Assert.Equal(("F24", "⌊q·N + 0.5⌋", "⌊0.3 × 5 + 0.5⌋", "2"), Full(Line(lines, "A: places")));
        Assert.Equal("rules/grades/b/places/county", Assert.Single(Line(Of("u2"), "B: places").Inputs).From);
        var up = All(Rules with { Grades = [Rules.Grades[0] with { Rounding = QuotaRounding.Up }, .. Rules.Grades.Skip(1)] }).Single(unit => unit.Unit.Unit == "u3");
        Assert.Equal(("F24", "N − ⌊(1 − q)·N⌋", "5 − ⌊(1 − 0.3) × 5⌋", "2"), Full(Line([.. up.Derivation.Sections.SelectMany(section => section.Lines)], "A: places")));
    }

    [Fact]
    public void A_tail_shows_its_bound_its_places_and_its_units()
    {
        Assert.Equal(("33.33 < 40", "0 + 1 ≤ 1"), (Line(Of("u4"), "Dismissed: the total").Arithmetic, Line(Of("u4"), "Dismissed: places, from the last rank up").Arithmetic));
        Assert.Equal("The unit is on the list: Dismissed. Its grade stays.", Explaining(Of("u4"), "/tail").Note!.En);
        Assert.Equal("75 ≥ 40", Line(Of("u3"), "Dismissed: the total").Arithmetic);
        Assert.Contains(Of("u5"), line => line.Note?.En == "Without a rank the unit is on no list.");
        Assert.Contains(Of("u1"), line => line.Note?.En == "The unit is on no list.");
    }

    [Fact]
    public void Precedence_that_tells_two_units_apart_is_compared()
    {
        var line = Line(Of("u3"), "Against the one behind, u2 Unit 2: precedence (the smaller first)");

        Assert.Equal("3 < 4", line.Arithmetic);
        Assert.Equal("rules/units/u3/precedence", line.Inputs[0].From);
    }

    [Fact]
    public void A_veto_by_another_rounds_tail_names_the_round_the_version_and_the_unit()
    {
        var line = Explaining(Of("u2"), "/vetoes/again/fact");

        Assert.StartsWith("The fact: in the tail \"Warned\" of Last year, version 2 (u0).", line.Note!.En, StringComparison.Ordinal);
        Assert.StartsWith("事实：在“去年”结果第2版中列入末位名单“预警”（u0）。", line.Note.Zh, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DerivationLine> Of(string unit) =>
        [.. All(Rules).Single(known => known.Unit.Unit == unit).Derivation.Sections.SelectMany(section => section.Lines)];

    private static List<(UnitResult Unit, UnitDerivation Derivation)> All(RoundRules rules)
    {
        var scoring = new ScoringRules(rules);
        GroupCount[][] counts = [.. rules.Units.Select(_ => GroupCount.ByGroup(scoring, VoteSums.None))];
        var result = new RoundResult { Round = rules.Id, Version = 1, Classes = RoundScoring.Score(scoring, counts, LedgerFacts.Of(rules, Ledgers).Answer) };
        return [.. result.Classes.SelectMany(ranked => ranked.Units).Select(unit => (unit, UnitDerivation.Of(rules, counts, Ledgers, unit.Unit, result)))];
    }

    private static UnitLedger Ledger(decimal visit, params Adjustment[] adjustments) => new(
        [new("li", new Dictionary<string, decimal?> { ["visit"] = visit })], [], [.. adjustments.Index().Select(adjustment => adjustment.Item with { Id = $"a{adjustment.Index}" })]);

    private static Adjustment Bonus(string? level, string entry = "honour") => new("", AdjustmentKind.Bonus, 1, "rule", "fact", "li", "wang", Entry: entry, Level: level);

    private static Adjustment Deduction(string entry) => new("", AdjustmentKind.Deduction, 1, "rule", "fact", "li", "wang", Entry: entry);

    private static DerivationLine Line(IReadOnlyList<DerivationLine> lines, string title) => Assert.Single(lines, line => line.Title.En == title);

    private static DerivationLine Explaining(IReadOnlyList<DerivationLine> lines, string pointer) => Assert.Single(lines, line => line.Figures.Any(figure => figure.Pointer == pointer));

    private static (string, string?, string?) Shown(DerivationLine line) => (line.Rule, line.Arithmetic, line.Result);

    private static (string, string?, string?, string?) Full(DerivationLine line) => (line.Rule, line.Formula, line.Arithmetic, line.Result);

    private static string Computed(DerivationLine line)
    {
        var decimals = line.Result!.Contains('.', StringComparison.Ordinal) ? line.Result.Length - line.Result.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return IndependentArithmetic.Compute(line.Arithmetic!).Round(decimals).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
