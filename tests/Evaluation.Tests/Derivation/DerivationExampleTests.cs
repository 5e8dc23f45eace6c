using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Derivation;

/// <summary>Lines that were checked by hand.</summary>
public sealed class DerivationExampleTests
{
    [Fact]
    public void A_cell_shows_its_marks_and_the_marks_left_out()
    {
        var line = Line(Derivations.Golden("exclude-renormalise"), line => line is { Rule: "F1", Note: not null });

        Assert.Equal("S(u,c,g) = Σ v·n ÷ Σ n", line.Formula);
        Assert.Matches("^[(]100 × [0-9]+ [+] 70 × [0-9]+ [+] 30 × [0-9]+[)] ÷ [(][0-9]+ [+] [0-9]+ [+] [0-9]+[)]$", line.Arithmetic);
        Assert.Equal(["rules/options/A/value", "rules/options/B/value", "rules/options/C/value"], line.Inputs.Where(input => input.Name[0] == 'v').Select(input => input.From));
        Assert.Matches("not valid and left out", line.Note!.En);
        Assert.Matches("无效，不计入", line.Note.Zh);
    }

    [Fact]
    public void The_dropped_sheets_of_a_panel_are_named()
    {
        var line = Explaining(Derivations.Golden("value-inspected").Of("u02"), "/assessed/leadership/inspected");

        Assert.Equal(("F8", "(11 + 13 + 12 + 13 + 12) ÷ 5", "12.20"), (line.Rule, line.Arithmetic, line.Result));
        Assert.Equal("One lowest (x1) and one highest (x6) are dropped.", line.Note!.En);
        Assert.Equal("去掉一个最低（x1）和一个最高（x6）。", line.Note.Zh);
    }

    [Fact]
    public void A_total_shows_its_components()
    {
        var line = Explaining(Derivations.Golden("value-inspected").Of("u02"), "/total");

        Assert.Equal("(50 × 85.111111 + 30 × 77.619048 + 20 × 92.857143) ÷ 100 + 0 − 0", line.Arithmetic);
        Assert.Equal(("5318/63", "84.41"), (line.Exact, line.Result));
    }

    [Fact]
    public void A_missing_component_is_named_and_nothing_is_divided()
    {
        var derivation = Derivations.Golden("value-inspected").Of("u09");

        var total = Explaining(derivation, "/total");
        Assert.Equal((null, null, "Missing, although it has a share: Inspection, Self. So there is no total."), (total.Arithmetic, total.Result, total.Note!.En));
        Assert.Equal(["/total", "/incomplete/inspection", "/incomplete/self"], total.Figures.Select(figure => figure.Pointer));
        Assert.All(["/rank", "/band", "/grade"], pointer => Assert.Null(Explaining(derivation, pointer).Arithmetic));
    }

    [Fact]
    public void The_derivation_of_a_unit_without_a_rating_contains_no_division()
    {
        var derivation = Tie(["u2"]).Of("u1");

        Assert.Equal("Nobody of a group with a weight has rated the unit. So there is neither a score nor a standard error, and nothing stands in for them.", Explaining(derivation, "/vote").Note!.En);
        Assert.DoesNotContain(derivation.Sections.SelectMany(section => section.Lines), line => line.Arithmetic?.Contains('÷', StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_shared_rank_names_the_other_units_and_compares_with_the_next_rank()
    {
        var derivation = Tie(["u1", "u2"], ["u3"]).Of("u2");

        var rank = Explaining(derivation, "/rank");
        Assert.Equal(("1 + 0", "Nothing tells it apart from: u1. They share the rank."), (rank.Arithmetic, rank.Note!.En));
        var against = Assert.Single(derivation.Sections.SelectMany(section => section.Lines), line => line.Title.En!.StartsWith("Against the one behind", StringComparison.Ordinal));
        Assert.Equal(("Against the one behind, u3: total", "100 > 0"), (against.Title.En, against.Arithmetic));
    }

    [Fact]
    public void A_figure_exactly_on_a_half_is_shown_with_fractions()
    {
        // However many decimals 1/3 is given, 3 × 0.333 + 1 stays below 2, and its quarter would be rounded to 0.
        var line = Explaining(Halves().Of("u"), "/vote");

        Assert.Equal(("(3 × (1/3) + 1 × 1) ÷ (3 + 1)", "0.5", "1"), (line.Arithmetic, line.Exact, line.Result));
    }

    [Fact]
    public void A_result_that_does_not_follow_from_the_counts_is_not_explained()
    {
        var round = Derivations.Golden("value-inspected");
        var forged = round.With(round.Result with { Classes = [.. round.Result.Classes.Select(ranked => ranked with { Units = [.. ranked.Units.Select(unit => unit with { Total = unit.Total + 0.01m })] })] });

        Assert.Throws<ArgumentException>(() => forged.Of("u02"));
    }

    /// <summary>
    /// Units u1, u2, … of one class; the units of a tier are rated alike, the first tier best; units in no tier are not rated.
    /// </summary>
    private static Derivations Tie(params string[][] tiers)
    {
        var rules = Definitions.Smallest().With("/units", """[{"code":"u1","label":"u1","class":"one"},{"code":"u2","label":"u2","class":"one"},{"code":"u3","label":"u3","class":"one"}]""")
            .With("/options/0/value", "100").With("/policies", """{"groupMin":1}""");
        return Derivations.Of(
            Definitions.Read(rules).Rules!, [.. tiers.Index().SelectMany(tier => tier.Item.Select(unit => new OracleSlip(unit, "all", [tier.Index])))], new())!;
    }

    private static Derivations Halves()
    {
        var rules = Definitions.Smallest().With("/groups", """[{"code":"a","label":"a","roll":9},{"code":"b","label":"b","roll":9}]""")
            .With("/classes/0/weights", """{"a":3,"b":1}""").With("/policies", """{"groupMin":1,"decimals":0}""");
        OracleSlip[] slips = [Slip("a", 0), Slip("a", 1), Slip("a", 1), Slip("b", 0)];
        return Derivations.Of(Definitions.Read(rules).Rules!, slips, new())!;

        static OracleSlip Slip(string group, int option) => new("u", group, [option]);
    }

    private static DerivationLine Line(Derivations round, Func<DerivationLine, bool> wanted) =>
        round.All.SelectMany(unit => unit.Derivation.Sections).SelectMany(section => section.Lines).First(wanted);

    private static DerivationLine Explaining(UnitDerivation derivation, string pointer) =>
        derivation.Sections.SelectMany(section => section.Lines).Single(line => line.Figures.Any(figure => figure.Pointer == pointer));
}
