using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring.Ranks;

/// <summary>What tells units with equal totals apart, where the rules name it.</summary>
public sealed class TieTests
{
    [Fact]
    public void Units_with_equal_totals_are_ranked_by_what_the_rules_name_in_that_order()
    {
        // u1 has the better top share, u2 the smaller negative share.
        var round = new SmallRound("u1 u2");
        round.Rules = round.Rules with
        {
            Options = [new("A", new(), 100, AnswerBox.Top), new("B", new(), 70, AnswerBox.Positive), new("C", new(), 40, AnswerBox.Negative), new("D", new())],
        };
        round.Cast("u1", "npc", "A", "C");
        round.Cast("u2", "npc", "B", "B");

        Assert.Equal([1, 2], Ranks(round, null));
        Assert.Equal([1, 2], Ranks(round, [TieBreaker.TopShare]));
        Assert.Equal([2, 1], Ranks(round, [TieBreaker.NegativeShare, TieBreaker.TopShare]));
        Assert.Equal([1, 1], Ranks(round, [TieBreaker.Vote, TieBreaker.Inspection]));
        Assert.Equal([1, 1], Ranks(round, []));
    }

    [Fact]
    public void The_smaller_precedence_ranks_first_and_equal_ones_share_a_rank()
    {
        var round = Equal(3, 1, 1, 2);

        Assert.Equal([4, 1, 1, 3], Ranks(round, [TieBreaker.Vote, TieBreaker.Precedence]));
        Assert.Equal([1, 1, 1, 1], Ranks(round, null));
    }

    [Fact]
    public void The_ranking_of_a_round_over_all_classes_uses_the_ties_of_the_rules()
    {
        var rules = Equal(2, 1).Rules with
        {
            Ties = [TieBreaker.Precedence],
            Classes = [new("bureaus", new(), new Dictionary<string, decimal> { ["npc"] = 1 }), new("towns", new(), new Dictionary<string, decimal> { ["npc"] = 1 })],
        };
        rules = rules with { Units = [rules.Units[0], rules.Units[1] with { Class = "towns" }] };
        var ledgers = rules.Units.ToDictionary(unit => unit.Code, _ => new Evaluation.Assessment.UnitLedger([new("li", new Dictionary<string, decimal?> { ["visit"] = 8 })]));
        rules = rules with { Criteria = [new("visit", new(), CriterionSource.Assessed, 10)] };

        var ranking = RoundRanking.Of(rules, [VoteSums.None, VoteSums.None], ledgers, []).Answer;

        Assert.Equal([("u2", 1), ("u1", 2)], ranking.Round.Select(place => (place.Unit, place.Rank)));
    }

    private static IEnumerable<int> Ranks(SmallRound round, TieBreaker[]? ties)
    {
        round.Rules = round.Rules with { Ties = ties };
        return [.. round.InPaperOrder(unit => unit.Rank!.Value)];
    }

    /// <summary>Units with the same total and these precedences.</summary>
    private static SmallRound Equal(params int[] precedences)
    {
        var round = new SmallRound(string.Join(' ', precedences.Select((_, index) => $"u{index + 1}")));
        round.CountInspectionOnly();
        round.Rules = round.Rules with { Units = [.. round.Rules.Units.Zip(precedences, (unit, place) => unit with { Precedence = place })] };
        foreach (var unit in round.Rules.Units)
            round.Inspect(unit.Code, 80);
        return round;
    }
}
