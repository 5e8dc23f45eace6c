using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;
using Evaluation.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Scoring;

/// <summary>Properties of the sums of a unit's slips, however the slips are spread over boxes.</summary>
public sealed class VoteSumsProperties
{
    private const int Groups = 3;
    private const int Criteria = 2;
    private const int Options = 4;
    private const int Boxes = 4;

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(new Replay(new Rnd(20200301UL, 20201231UL), null));

    // A slip is one number, so that a failing example shrinks. Its digits are group, marks and box.
    private static readonly Arbitrary<int[]> Slips = Arb.From(Gen.Choose(0, (Groups * Options * Options * Boxes) - 1).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Fact]
    public void The_sums_of_any_boxes_add_up_to_the_sums_of_all_slips_in_any_order() => Check((rules, slips) =>
    {
        var whole = Show(Count(rules, slips.Select(Pattern)));
        var boxes = Enumerable.Range(0, Boxes).Select(box => Count(rules, slips.Where(slip => slip % Boxes == box).Select(Pattern))).ToList();

        Assert.Equal(whole, Show(VoteSums.Sum(boxes)));
        Assert.Equal(whole, Show(boxes.AsEnumerable().Reverse().Aggregate(VoteSums.None, (sum, box) => box.Add(sum))));
    });

    [Fact]
    public void The_sums_equal_a_count_of_the_single_slips() => Check((rules, slips) =>
    {
        var groups = slips.Select(Pattern).GroupBy(slip => slip.Group).OrderBy(group => group.Key).Select(group =>
            $"{group.Key}: {string.Join(' ', Marks(group))} | {string.Join(' ', group.GroupBy(Mask).OrderBy(part => part.Key).Select(part => Part(part.Key, part)))}");
        Assert.Equal(groups, Show(Count(rules, slips.Select(Pattern))));

        static IEnumerable<int> Marks(IEnumerable<SlipPattern> slips) =>
            from criterion in Enumerable.Range(0, Criteria) from option in Enumerable.Range(0, Options) select slips.Count(slip => PackedMarks.Mark(slip.Marks, criterion) == option);

        int Mask(SlipPattern slip) => Enumerable.Range(0, Criteria).Where(criterion => Value(slip, criterion) is not null).Sum(criterion => 1 << criterion);

        string Part(int mask, IEnumerable<SlipPattern> slips)
        {
            var scores = slips.Select(slip => Enumerable.Range(0, Criteria).Sum(criterion => rules.Criteria[criterion].Points * (Value(slip, criterion) ?? 0m))).ToList();
            return $"{mask} {scores.Count} {scores.Sum():0.####} {scores.Sum(score => score * score):0.####}";
        }

        decimal? Value(SlipPattern slip, int criterion) => rules.Options[PackedMarks.Mark(slip.Marks, criterion)].Value ?? rules.Policies.DontKnow.Value;
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(999_999, 1_000)]
    [InlineData(999_983.000000001, 999_979.00000001)]
    public void Large_points_and_values_do_not_overflow_the_sums(decimal points, decimal value)
    {
        var rules = Rules(0) with { Criteria = [new("k", new(), CriterionSource.Vote, points), new("l", new(), CriterionSource.Vote, 1)] };
        rules = rules with { Options = [.. rules.Options.Select(option => option with { Value = option.Value is null ? null : value })] };
        var part = Assert.Single(Count(rules, Enumerable.Repeat(new SlipPattern(0, 0, 0), 1_000)).Groups.Single().Scores);

        var scale = new ScoringRules(rules).Scale;
        var score = scale.WeightOf(3) * scale.Values[0]!.Value;
        Assert.Equal(new ScoreSums(3, 1_000, 1_000 * score, 1_000 * score * score), part);
        Assert.Equal((Fraction)value, new Fraction(part.Sum, scale.WeightOf(3) * scale.ValueDenominator * 1_000));
    }

    private static void Check(Action<RoundRules, int[]> holds) =>
        Prop.ForAll(Gen.Choose(0, 2).ToArbitrary(), Slips, (policy, slips) => holds(Rules(policy), slips)).Check(Seeded);

    /// <summary>Weights and values are coprime whole numbers, so that a slip's score in the sums is points × value as they stand.</summary>
    private static RoundRules Rules(int policy) => new()
    {
        Options = [new("A", new(), 100), new("B", new(), 71), new("C", new(), 0), new("D", new())],
        Criteria = [new("c0", new(), CriterionSource.Vote, 10), new("c1", new(), CriterionSource.Vote, 3)],
        Groups = [.. Enumerable.Range(0, Groups).Select(group => new Group($"g{group}", new(), 100))],
        Classes = [new("all", new(), Enumerable.Range(0, Groups).ToDictionary(group => $"g{group}", group => 1m + group))],
        Units = [new("u", new(), "all")],
        Policies = new() { GroupMin = 1, DontKnow = new DontKnow[] { DontKnow.Exclude, DontKnow.Zero, new(60) }[policy] },
    };

    private static SlipPattern Pattern(int slip) =>
        new(0, (byte)(slip / (Boxes * Options * Options) % Groups), PackedMarks.Pack([(byte)(slip / Boxes % Options), (byte)(slip / (Boxes * Options) % Options)]));

    private static VoteSums Count(RoundRules rules, IEnumerable<SlipPattern> slips)
    {
        var tally = new Tally();
        foreach (var slip in slips)
            tally.Add(slip);
        return TallyCounter.Count(rules, tally)[0];
    }

    private static IEnumerable<string> Show(VoteSums sums) => sums.Groups.Select(group =>
        $"{group.Group}: {string.Join(' ', group.Marks)} | {string.Join(' ', group.Scores.Select(part => $"{part.Mask} {part.Slips} {part.Sum} {part.Squares}"))}");
}
