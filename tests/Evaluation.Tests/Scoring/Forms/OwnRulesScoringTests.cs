using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Derivation;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Classes with points, shares and ranks of their own (F28).</summary>
public sealed class OwnRulesScoringTests
{
    /// <summary>
    /// Class narrow (n1): duty only, 50 % vote and 50 % inspection, visit of 40 points. Class wide (w1, w2): duty 60,
    /// style 140, not ranked.
    /// </summary>
    private static readonly RoundRules Rules = new()
    {
        Options = [new("A", new("满意"), 100, AnswerBox.Top), new("B", new("较满意"), 70, AnswerBox.Positive), new("C", new("不满意"), 30, AnswerBox.Negative)],
        Criteria =
        [
            new("duty", new("履职"), CriterionSource.Vote, 60), new("style", new("作风"), CriterionSource.Vote, 40), new("visit", new("验收"), CriterionSource.Assessed, 20),
        ],
        Groups = [new("all", new("全体"), 100)],
        Classes =
        [
            new("narrow", new("窄"), Weights(), new Components { Vote = 50, Inspection = 50 }, new Dictionary<string, decimal> { ["style"] = 0, ["visit"] = 40 }),
            new("wide", new("宽"), Weights(), null, new Dictionary<string, decimal> { ["style"] = 140, ["visit"] = 0 }, Ranked: false),
        ],
        Units = [new("n1", new("甲"), "narrow"), new("w1", new("乙"), "wide"), new("w2", new("丙"), "wide")],
        Policies = new() { GroupMin = 1 },
        Grades = [new("excellent", 60, Quota: 0.1m), new("good", 0)],
    };

    private static readonly OracleSlip[] Slips =
    [
        new("n1", "all", [0, 0]), new("n1", "all", [1, 0]), new("w1", "all", [0, 2]), new("w2", "all", [0, 1]),
    ];

    private readonly Derivations _round = Derivations.Of(Rules, Slips, new() { Sheets = { ["n1"] = [Sheet(("visit", 16))] } })!;

    [Fact]
    public void A_class_is_scored_by_its_own_points_and_shares()
    {
        // Duty: (100 + 70) ÷ 2. The place of style on the round's paper is empty and counts for nothing.
        var narrow = Unit("n1");
        Assert.Equal((85m, 40m, 62.5m), (narrow.Vote, narrow.Inspection, narrow.Total));
        Assert.Equal("duty", Assert.Single(narrow.Criteria).Criterion);
        Assert.Equal(("visit", 40m, 16m), (Assert.Single(narrow.Assessed!).Criterion, narrow.Assessed![0].Points, narrow.Assessed[0].Inspected));
        Assert.Equal((0.5m, 1m), (narrow.Top!.Value, narrow.Positive!.Value));

        // (60·100 + 140·30) ÷ 200 and (60·100 + 140·70) ÷ 200.
        Assert.Equal((51m, 51m, null), (Unit("w1").Vote, Unit("w1").Total, Unit("w1").Inspection));
        Assert.Equal((79m, 79m), (Unit("w2").Vote, Unit("w2").Total));
        Assert.Equal(["duty", "style"], Unit("w1").Criteria.Select(criterion => criterion.Criterion));
        Assert.Null(Unit("w1").Assessed);
    }

    [Fact]
    public void A_class_without_ranks_is_rated_in_paper_order_without_rank_band_or_quota()
    {
        // One of one unit at a quota of 10 % is no place, so the first grade is closed to the ranked class.
        Assert.Equal((1, 1, "good"), (Unit("n1").Rank, Unit("n1").Band, Unit("n1").Grade));
        var wide = _round.Result.Classes[1].Units;
        Assert.Equal([("w1", null, null, "good"), ("w2", null, null, "excellent")], wide.Select(unit => (unit.Unit, unit.Rank, unit.Band, unit.Grade)));
    }

    [Fact]
    public void Units_of_a_class_without_ranks_have_no_place_in_the_order_of_the_round()
    {
        var ledgers = ProductInputs.LedgersOf(Rules, new() { Sheets = { ["n1"] = [Sheet(("visit", 16))] } });
        var order = RoundRanking.Of(Rules, TallyCounter.Count(Rules, ProductInputs.TallyOf(Rules, Slips)), ledgers, []).Answer;
        Assert.Equal("n1", Assert.Single(order.Round).Unit);
        Assert.Empty(order.Classes[1]);
    }

    [Fact]
    public void Every_figure_is_explained_and_the_rules_of_the_class_are_named()
    {
        foreach (var (unit, derivation) in _round.All)
        {
            var lines = derivation.Sections.SelectMany(section => section.Lines).ToList();
            Assert.Equal(UnitFigures.Of(unit).Select(figure => figure.Pointer).Order(), lines.SelectMany(line => line.Figures).Select(figure => figure.Pointer).Order());
            Assert.Contains(derivation.Rules, rule => rule.Code == "F28");
            foreach (var line in lines.Where(line => line.Arithmetic is not null && line.Exact is not null))
                Assert.Equal(IndependentArithmetic.Compute(line.Exact!), IndependentArithmetic.Compute(line.Arithmetic!));
        }
        var inputs = _round.Of("n1").Sections.SelectMany(section => section.Lines).SelectMany(line => line.Inputs).Select(input => input.From).ToHashSet();
        Assert.Contains("rules/classes/narrow/points/visit", inputs);
        Assert.Contains("rules/criteria/duty/points", inputs);
        Assert.Contains("rules/classes/narrow/components/inspection", inputs);
        var note = _round.Of("n1").Sections[0].Lines[0].Note!;
        Assert.Equal("作风不评、验收40分。", note.Zh);
    }

    [Fact]
    public void A_component_that_only_another_class_has_is_not_missing()
    {
        var without = Derivations.Of(Rules, Slips, new())!;
        Assert.Equal(["inspection"], without.Units.Single(unit => unit.Unit == "n1").Incomplete);
        Assert.Equal(51m, without.Units.Single(unit => unit.Unit == "w1").Total);
        var missing = MissingComponents.Of(Rules, without.Result, new Dictionary<string, UnitLedger>());
        Assert.Equal(("n1", true), (Assert.Single(missing).Unit, missing[0].IsForWantOfEntries));
    }

    [Fact]
    public void A_criterion_is_compared_over_the_classes_that_it_applies_to()
    {
        var sums = TallyCounter.Count(Rules, ProductInputs.TallyOf(Rules, Slips));
        var round = Evaluation.Workflows.Live.VotedRound.Of(Rules);
        var style = CriterionScoring.Score(Rules, 1, [.. sums.Select((unit, index) => round.OfCriterion(index, unit, 1))]);
        Assert.Equal("wide", Assert.Single(style.Classes).Class);
        Assert.Equal([("w1", null, 30m), ("w2", null, 70m)], style.Classes[0].Units.Select(unit => (unit.Unit, unit.Rank, unit.Score)));
        Assert.Equal(2, style.Distribution.Sum(option => option.Marks));
        var duty = CriterionScoring.Score(Rules, 0, [.. sums.Select((unit, index) => round.OfCriterion(index, unit, 0))]);
        Assert.Equal(["narrow", "wide"], duty.Classes.Select(scored => scored.Class));
        Assert.Equal(85m, duty.Classes[0].Units[0].Score);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_class_that_repeats_the_rules_of_the_round_has_the_same_result(bool isVoteOnly)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly);
            var (rules, slips, facts) = (Definitions.Read(drawn.Definition).Rules!, drawn.Slips(), isVoteOnly ? new() : RandomFacts.Of(drawn));
            var repeating = rules with
            {
                Classes = [.. rules.Classes.Select(unitClass => unitClass with { Components = rules.Components, Points = rules.Criteria.ToDictionary(criterion => criterion.Code, criterion => criterion.Points) })],
            };
            var (plain, own) = (Derivations.Of(rules, slips, facts), Derivations.Of(repeating, slips, facts));
            Assert.Equal(JsonSerializer.Serialize(plain?.Result), JsonSerializer.Serialize(own?.Result));
        }
    }

    /// <summary>An independent definition: the class alone, in a round whose criteria, points and shares are those of the class.</summary>
    [Fact]
    public void A_class_with_rules_of_its_own_is_scored_like_a_round_of_this_class_alone()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: true);
            var (rules, slips) = (Definitions.Read(drawn.Definition).Rules!, drawn.Slips());
            rules = rules with { Classes = [.. rules.Classes.Select(unitClass => unitClass with { Points = DrawnPoints(drawn, rules) })] };
            var all = Derivations.Of(rules, slips, new())!;
            foreach (var (unitClass, result) in rules.Classes.Zip(all.Result.Classes))
            {
                int[] places = [.. rules.Criteria.Index().Where(criterion => unitClass.Points![criterion.Item.Code] > 0).Select(criterion => criterion.Index)];
                var alone = rules with
                {
                    Criteria = [.. places.Select(place => rules.Criteria[place] with { Points = unitClass.Points![rules.Criteria[place].Code] })],
                    Classes = [unitClass with { Points = null }],
                    Units = [.. rules.Units.Where(unit => unit.Class == unitClass.Code)],
                };
                var own = slips.Where(slip => alone.Units.Any(unit => unit.Code == slip.Unit)).Select(slip => slip with { Marks = [.. places.Select(place => slip.Marks[place])] });
                Assert.Equal(JsonSerializer.Serialize(Derivations.Of(alone, [.. own], new())!.Result.Classes.Single()), JsonSerializer.Serialize(result));
            }
        }
    }

    private static Dictionary<string, decimal> DrawnPoints(RandomRound drawn, RoundRules rules)
    {
        var points = rules.Criteria.ToDictionary(criterion => criterion.Code, _ => drawn.Next(0, 3) * 12.5m);
        if (points.Values.All(value => value == 0))
            points[rules.Criteria[0].Code] = 7;
        return points;
    }

    private static Dictionary<string, decimal> Weights() => new() { ["all"] = 1 };

    private UnitResult Unit(string code) => _round.Units.Single(unit => unit.Unit == code);

    private static OracleSheet Sheet(params (string Criterion, decimal Points)[] points) => new(null, points.ToDictionary(item => item.Criterion, item => (decimal?)item.Points));
}
