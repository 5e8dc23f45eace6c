using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Rules;
using Evaluation.Tests.Scoring.Forms;

namespace Evaluation.Tests.Derivation;

/// <summary>Derivations of rounds with forms of the vote: another scale, groups that are not valid, parts, pooled classes.</summary>
public sealed class FormDerivationTests
{
    private const int Seeds = 60;

    private static readonly Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>> All = new(() => [.. Enumerable.Range(1, Seeds).SelectMany(Of)]);

    [Fact]
    public void Exactly_one_line_explains_a_figure_and_has_its_value() => ForEach(LineChecks.ExplainEveryFigureOnce);

    [Fact]
    public void The_arithmetic_of_a_line_computed_from_its_text_gives_the_result() => ForEach((where, _, derivation) => LineChecks.ComputeToTheResult(where, derivation));

    [Fact]
    public void Every_input_comes_from_an_earlier_line_or_from_a_source() => ForEach((where, _, derivation) => LineChecks.HaveKnownInputs(where, derivation));

    [Fact]
    public void Every_text_exists_in_both_languages() => ForEach((_, _, derivation) => LineChecks.HaveBothLanguages(derivation));

    [Fact]
    public void The_rules_of_the_forms_are_named_where_they_are_used()
    {
        string[] forms = ["F20", "F29", "F31", "F32"];
        Assert.Equal(forms, forms.Intersect(All.Value.SelectMany(unit => unit.Derivation.Rules).Select(rule => rule.Code)));
        Assert.DoesNotContain(Derivations.Golden("value-inspected").All.SelectMany(unit => unit.Derivation.Rules), rule => forms.Contains(rule.Code));
    }

    [Fact]
    public void A_value_on_another_scale_has_a_line_that_cells_refer_to()
    {
        var derivation = Small(definition => definition.With("/optionMax", "1"), 0, 1).Of("u");

        var scale = derivation.Sections[0].Lines[0];
        Assert.Equal(("F20", "v' = 100·v ÷ optionMax", "100 × 1 ÷ 1", "100"), (scale.Rule, scale.Formula, scale.Arithmetic, scale.Result));
        var cell = derivation.Sections.SelectMany(section => section.Lines).Single(line => line.Rule == "F1");
        Assert.Equal("(100 × 1 + 0 × 1) ÷ (1 + 1)", cell.Arithmetic);
        Assert.Contains(new DerivationInput("v(A)", "100", "line 1.1"), cell.Inputs);
    }

    [Fact]
    public void A_group_that_is_not_valid_shows_its_turnout_against_the_minimum()
    {
        var round = Small(
            definition => definition.With("/groups/0/roll", "9").With("/groups/0/turnoutMin", "0.5"), 0, 1,
            turnout: [new("all", 9, 9, 4, new(false, GroupValidity.LowTurnout, 4))]);
        var line = round.Of("u").Sections.SelectMany(section => section.Lines).Single(line => line.Rule == "F29");

        Assert.Equal(("4 ÷ 9 < 0.5", "voted ÷ roll < turnoutMin"), (line.Arithmetic, line.Formula));
        Assert.Equal(["/groups/all/score", "/groups/all/reported", "/groups/all/why"], line.Figures.Select(figure => figure.Pointer));
        Assert.Equal([new("voted", "4", "turnout/all"), new("roll", "9", "rules/groups/all/roll"), new("turnoutMin", "0.5", "rules/groups/all/turnoutMin")], line.Inputs);
    }

    [Fact]
    public void A_pooled_score_is_one_line_over_the_marks_of_all_groups()
    {
        var round = Small(definition => definition
            .With("/groups", """[{"code":"a","label":"a","roll":9},{"code":"b","label":"b","roll":9}]""").With("/classes/0/weights", "\"pooled\""), 0, 1, 1);
        var criterion = Assert.Single(round.Units.Single(unit => unit.Unit == "u").Criteria).Criterion;
        var line = round.Of("u").Sections.SelectMany(section => section.Lines).Single(line => line.Figures.Any(figure => figure.Pointer == $"/criteria/{criterion}/score"));

        Assert.Equal(("F32", "S(u,c) = Σ v·n ÷ Σ n", "(1 × (1 + 0) + 0 × (0 + 2)) ÷ (1 + 0 + 0 + 2)"), (line.Rule, line.Formula, line.Arithmetic));
    }

    private static void ForEach(Action<string, UnitResult, UnitDerivation> check)
    {
        foreach (var (where, unit, derivation) in All.Value)
            check(where, unit, derivation);
    }

    /// <summary>A drawn round with drawn forms.</summary>
    private static IEnumerable<(string Where, UnitResult Unit, UnitDerivation Derivation)> Of(int seed)
    {
        var drawn = new RandomRound(seed, "drawn", isVoteOnly: seed % 2 == 0);
        var rules = VoteForms.Add(Definitions.Read(drawn.Definition).Rules!, new Random(seed));
        var turnout = rules.Groups.Select(group => new GroupTurnout(group.Code, group.Roll, group.Roll, drawn.Next(0, 3) == 0 ? null : 7, Judged(group, drawn))).ToList();
        return (Derivations.Of(rules, drawn.Slips(), seed % 2 == 0 ? new() : RandomFacts.Of(drawn), turnout)?.All ?? [])
            .Select(unit => ($"seed {seed}, {unit.Unit.Unit}", unit.Unit, unit.Derivation));
    }

    private static GroupValidity? Judged(Group group, RandomRound drawn)
    {
        if (group is { TurnoutMin: null, SlipsMin: null })
            return null;
        var (voters, slips) = (group.TurnoutMin is null ? (int?)null : drawn.Next(1, group.Roll), group.SlipsMin is null ? (long?)null : drawn.Next(1, 20));
        var why = voters < group.TurnoutMin * group.Roll ? GroupValidity.LowTurnout : slips < group.SlipsMin ? GroupValidity.FewSlips : null;
        return new(why is null, why, voters, slips);
    }

    private static Derivations Small(
        Func<System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonObject> change, int first, int second, int? ofOther = null, IReadOnlyList<GroupTurnout>? turnout = null)
    {
        var rules = Definitions.Read(change(Definitions.Smallest().With("/policies", """{"groupMin":1}"""))).Rules!;
        var (one, other) = (rules.Groups[0].Code, rules.Groups[^1].Code);
        return Derivations.Of(
            rules, [new("u", one, [first]), new("u", other, [second]), .. ofOther is { } third ? [new OracleSlip("u", other, [third])] : (OracleSlip[])[]], new(), turnout)!;
    }
}
