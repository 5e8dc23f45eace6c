using Evaluation.Rules;

namespace Evaluation.Tests.Scoring;

public sealed class RankingTests
{
    [Fact]
    public void Units_with_equal_figures_share_a_rank()
    {
        var round = Inspected(90, 80, 80, 70);

        Assert.Equal([1, 2, 2, 4], round.Result().Select(unit => unit.Rank!.Value));
        Assert.Equal(["u1", "u2", "u3", "u4"], round.Result().Select(unit => unit.Unit));
    }

    [Fact]
    public void Totals_that_differ_only_before_rounding_have_different_ranks()
    {
        var round = Inspected(80.001m, 80.002m);

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));
        Assert.Equal([80m, 80m], round.InPaperOrder(unit => unit.Total!.Value));
    }

    [Fact]
    public void Of_equal_totals_the_better_vote_ranks_first()
    {
        var round = FourLevels("u1 u2");
        round.Rules = round.Rules with { Components = new() { Vote = 50, Inspection = 50 } };
        round.Cast("u1", "npc", "A", "D");
        round.Cast("u2", "npc", "B", "B");
        round.Inspect("u1", 80);
        round.Inspect("u2", 70);

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));
    }

    [Fact]
    public void Of_equal_votes_the_greater_top_share_ranks_first()
    {
        var round = FourLevels("u1 u2");
        round.Cast("u1", "npc", "B", "B");
        round.Cast("u2", "npc", "A", "C");

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));
    }

    [Fact]
    public void Of_equal_top_shares_the_smaller_negative_share_ranks_first()
    {
        var round = FourLevels("u1 u2");
        round.Cast("u1", "npc", "B", "D");
        round.Cast("u2", "npc", "C", "C");

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));
    }

    [Fact]
    public void Of_equal_answers_the_better_inspection_ranks_first()
    {
        var round = new SmallRound("u1 u2");
        round.Cast("u1", "npc", "A");
        round.Cast("u2", "npc", "A");
        round.Inspect("u2", 10);
        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));

        round.Inspect("u1", 10);
        Assert.Equal([1, 1], round.InPaperOrder(unit => unit.Rank!.Value));
    }

    [Fact]
    public void A_unit_without_shares_ranks_behind_an_equal_unit_with_shares()
    {
        var round = new SmallRound("u1 u2");
        round.CountInspectionOnly();
        round.Inspect("u1", 80);
        round.Inspect("u2", 80);
        round.Cast("u2", "npc", "C");

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));
    }

    [Fact]
    public void Incomplete_units_come_last_in_paper_order_without_a_rank()
    {
        var round = new SmallRound("u1 u2 u3 u4");
        round.CountInspectionOnly();
        round.Inspect("u2", 50);
        round.Inspect("u4", 60);

        Assert.Equal([("u4", 1), ("u2", 2), ("u1", null), ("u3", null)], round.Result().Select(unit => (unit.Unit, unit.Rank)));
    }

    [Fact]
    public void A_unit_with_the_veto_last_ranks_behind_all_others_and_keeps_its_score()
    {
        var round = Inspected(95, 90, 60);
        round.Inspect("u1", 95, VetoEffect.Last);

        Assert.Equal([("u2", 1), ("u3", 2), ("u1", 3)], round.Result().Select(unit => (unit.Unit, unit.Rank!.Value)));
        Assert.Equal(95m, round.Result("u1").Total);
        Assert.Equal(VetoEffect.Last, Assert.Single(round.Result("u1").Vetoes).Effect);
    }

    [Fact]
    public void A_unit_with_a_veto_shares_no_rank_with_an_equal_unit()
    {
        var round = Inspected(80, 80);
        round.Inspect("u1", 80, VetoEffect.Last);

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Rank!.Value));
    }

    // Values 100, 80, 60, 40 in the boxes top, positive, neutral, negative.
    private static SmallRound FourLevels(string units)
    {
        var round = new SmallRound(units);
        round.Rules = round.Rules with
        {
            Options =
            [
                new("A", new(), 100, AnswerBox.Top), new("B", new(), 80, AnswerBox.Positive),
                new("C", new(), 60, AnswerBox.Neutral), new("D", new(), 40, AnswerBox.Negative),
            ],
        };
        return round;
    }

    private static SmallRound Inspected(params decimal[] scores)
    {
        var round = new SmallRound(string.Join(' ', scores.Index().Select(score => $"u{score.Index + 1}")));
        round.CountInspectionOnly();
        foreach (var (index, score) in scores.Index())
            round.Inspect($"u{index + 1}", score);
        return round;
    }
}
