using Evaluation.Rules;

namespace Evaluation.Tests.Scoring;

public sealed class BandTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.000001, 2)]
    public void A_band_ends_where_the_difference_exceeds_196_standard_errors(decimal deduction, int band)
    {
        var round = new SmallRound("u1 u2");
        round.Rules = round.Rules with { Options = [Worth(100), Worth(70), Worth(56), Worth(16)] };
        round.Cast("u1", "npc", "A", "B");
        round.Cast("u2", "npc", "C", "D");
        round.Know("u2", new() { Deductions = deduction });

        // Totals 85 and 36 with errors of 15 and 20: 1.96·√(15² + 20²) = 49 = 85 − 36.
        Assert.Equal([1, band], round.InPaperOrder(unit => unit.Band!.Value));

        static Option Worth(decimal value) => new("x", new(), value);
    }

    [Fact]
    public void A_unit_is_compared_with_the_first_unit_of_the_band_and_not_with_its_neighbour()
    {
        var round = new SmallRound("u1 u2 u3 u4");
        foreach (var unit in new[] { "u1", "u2", "u3", "u4" })
            round.Cast(unit, "npc", "A", "B");
        round.Know("u2", new() { Deductions = 30m });
        round.Know("u3", new() { Deductions = 60m });
        round.Know("u4", new() { Deductions = 90m });

        // Each total of 85, 55, 25, −5 has an error of 15: 1.96·√450 = 41.6.
        Assert.Equal([1, 1, 2, 2], round.InPaperOrder(unit => unit.Band!.Value));
    }

    [Fact]
    public void The_band_of_a_unit_ranked_last_by_a_veto_depends_on_the_distance_of_its_total()
    {
        var round = new SmallRound("u1 u2");
        round.CountInspectionOnly();
        round.Inspect("u1", 95, VetoEffect.Last);
        round.Inspect("u2", 60);

        Assert.Equal([2, 1], round.InPaperOrder(unit => unit.Band!.Value));
    }

    [Theory]
    [InlineData("u2", "u3")]
    [InlineData("u3", "u2")]
    public void Units_that_share_a_rank_share_its_band_in_any_order(string even, string uneven)
    {
        var round = new SmallRound("u1 u2 u3", criteria: "duty conduct");
        round.Cast("u1", "npc", "AA", "AA");
        round.Cast(even, "npc", "AB", "BA");
        round.Cast(uneven, "npc", "AA", "BB");

        Assert.Equal([(1, 1), (2, 2), (2, 2)], round.InPaperOrder(unit => (unit.Rank!.Value, unit.Band!.Value)));
    }
}
