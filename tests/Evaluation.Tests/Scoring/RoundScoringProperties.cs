using System.Text.Json;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;
using Evaluation.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Scoring;

/// <summary>Properties of every round of three units, groups and criteria, with all policies and up to about eighty slips.</summary>
public sealed class RoundScoringProperties
{
    private const int Units = 3;
    private const int Groups = 3;
    private const int Criteria = 3;

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(
        new Replay(new Rnd(20200101UL, 20201231UL), null));

    // A slip is one number, so that a failing example shrinks. Its digits are unit, group and marks.
    private static readonly Arbitrary<int[]> Slips = Arb.From(
        Gen.Choose(0, (Units * Groups * 4 * 4 * 4) - 1).ArrayOf().ScaleSize(size => size * 4 / 5), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static readonly Arbitrary<int> Policies = Gen.Choose(0, (3 * 2 * 3 * 2) - 1).ToArbitrary();

    [Fact]
    public void The_order_of_slips_does_not_matter() => Check((rules, slips) =>
    {
        var backwards = new Tally();
        foreach (var slip in slips.Reverse())
            backwards.Add(slip);

        Assert.Equal(Json(ByCode(rules, TallyOf(slips))), Json(ByCode(rules, backwards)));
    });

    [Fact]
    public void The_box_of_a_slip_and_the_order_of_boxes_do_not_matter() => Check((rules, slips) =>
    {
        var whole = new Tally();
        foreach (var box in slips.Index().GroupBy(slip => slip.Index * 7 % 4, slip => slip.Item).OrderByDescending(box => box.Key))
            whole.Add(TallyOf(box));

        Assert.Equal(Json(ByCode(rules, TallyOf(slips))), Json(ByCode(rules, whole)));
    });

    [Fact]
    public void The_order_of_units_does_not_matter() => Check((rules, slips) =>
    {
        var turned = rules with { Units = [.. rules.Units.Reverse()] };
        var turnedTally = TallyOf(slips.Select(slip => slip with { Unit = (ushort)(Units - 1 - slip.Unit) }));

        Assert.Equal(Json(ByCode(rules, TallyOf(slips))), Json(ByCode(turned, turnedTally)));
    });

    [Fact]
    public void Splitting_a_group_into_two_halves_that_answer_alike_changes_no_score() => Check((rules, slips) =>
    {
        var weights = rules.Classes[0].Weights.ToDictionary();
        (weights["g0"], weights["half"]) = (weights["g0"] / 2, weights["g0"] / 2);
        var split = rules with { Groups = [.. rules.Groups, new("half", new(), 100)], Classes = [rules.Classes[0] with { Weights = weights }] };
        var doubled = slips.Concat(slips.Where(slip => slip.Group == 0).Select(slip => slip with { Group = Groups }));

        Assert.Equal(Scores(ByCode(rules, TallyOf(slips))), Scores(ByCode(split, TallyOf(doubled))));
    });

    [Fact]
    public void A_better_mark_never_lowers_a_score() => Check((rules, slips) =>
    {
        var before = ByCode(rules, TallyOf(slips));
        foreach (var (index, slip) in slips.Index())
        {
            var criterion = index % Criteria;
            if (PackedMarks.Mark(slip.Marks, criterion) is not (1 or 2))
                continue;
            var better = slips.ToArray();
            better[index] = slip with { Marks = slip.Marks - (1UL << (PackedMarks.BitsPerMark * criterion)) };

            var pairs = Scores(before).Zip(Scores(ByCode(rules, TallyOf(better))));
            Assert.All(pairs, pair => Assert.False(pair.Second < pair.First, $"{pair.First} fell to {pair.Second}"));
        }
    });

    [Fact]
    public void Every_score_lies_within_the_range_of_the_options() => Check((rules, slips) =>
    {
        var lowest = rules.Policies.DontKnow.Value is { } value ? Math.Min(value, 30) : 30;
        var units = ByCode(rules, TallyOf(slips));
        Assert.All(
            Scores(units).Concat(units.SelectMany(unit => unit.Groups.Select(group => group.Score))),
            score => Assert.True(score is null || (score >= lowest && score <= 100), $"{score}"));
    });

    [Fact]
    public void A_rank_is_one_more_than_the_number_of_better_units() => Check((rules, slips) =>
    {
        var ranks = ByCode(rules, TallyOf(slips)).Select(unit => unit.Rank).OfType<int>().ToList();
        Assert.All(ranks, rank => Assert.Equal(rank - 1, ranks.Count(other => other < rank)));
    });

    private static void Check(Action<RoundRules, SlipPattern[]> holds) => Prop.ForAll(
        Policies, Slips, (policies, slips) => holds(RulesOf(policies), [.. slips.Select(Slip)])).Check(Seeded);

    private static RoundRules RulesOf(int policies) => new()
    {
        Options =
        [
            new("A", new(), 100, AnswerBox.Top), new("B", new(), 70, AnswerBox.Positive), new("C", new(), 30, AnswerBox.Negative), new("D", new()),
        ],
        Criteria = [.. Enumerable.Range(0, Criteria).Select(index => new Criterion($"c{index}", new(), CriterionSource.Vote, 10 + (15 * index)))],
        Groups = [.. Enumerable.Range(0, Groups).Select(index => new Group($"g{index}", new(), 100))],
        Classes = [new("bureaus", new(), new Dictionary<string, decimal> { ["g0"] = 25, ["g1"] = 20, ["g2"] = 55 })],
        Units = [.. Enumerable.Range(0, Units).Select(index => new Unit($"u{index}", new(), "bureaus"))],
        Policies = new()
        {
            DontKnow = new DontKnow[] { DontKnow.Exclude, DontKnow.Zero, new(60) }[policies % 3],
            MissingGroup = (MissingGroup)(policies / 3 % 2),
            GroupMin = policies / 6 % 3 * 2,
            AwarenessMin = policies / 18 * 0.7m,
        },
    };

    private static SlipPattern Slip(int digits) => new(
        (ushort)(digits / 64 % Units), (byte)(digits / 64 / Units), PackedMarks.Pack([(byte)(digits % 4), (byte)(digits / 4 % 4), (byte)(digits / 16 % 4)]));

    private static Tally TallyOf(IEnumerable<SlipPattern> slips)
    {
        var tally = new Tally();
        foreach (var slip in slips)
            tally.Add(slip);
        return tally;
    }

    private static List<UnitResult> ByCode(RoundRules rules, Tally tally) =>
        [.. TallyCounter.Score(rules, tally)[0].Units.OrderBy(unit => unit.Unit, StringComparer.Ordinal)];

    private static List<decimal?> Scores(IEnumerable<UnitResult> units) =>
        [.. units.SelectMany(unit => unit.Criteria.Select(criterion => criterion.Score).Append(unit.Vote).Append(unit.Total))];

    private static string Json(List<UnitResult> units) => JsonSerializer.Serialize(units);
}
