using Evaluation.Assessment;

namespace Evaluation.Tests.Assessment;

/// <summary>Bonuses, deductions and the daily score: F6 and F19.</summary>
public sealed class AdjustmentTests
{
    [Theory]
    // The proposer, the approver, and whether the adjustment counts.
    [InlineData("li", "wang", true)]
    [InlineData("li", null, false)]
    [InlineData("li", "li", false)]
    public void An_adjustment_counts_when_somebody_other_than_the_proposer_approved_it(string proposedBy, string? approvedBy, bool counts)
    {
        var round = Inspected(80, daily: false);
        round.Adjust("u1", AdjustmentKind.Bonus, 2, proposedBy, approvedBy);
        round.Adjust("u1", AdjustmentKind.Deduction, 5.5m, proposedBy, approvedBy);
        round.Adjust("u1", AdjustmentKind.Daily, 90, proposedBy, approvedBy);

        var unit = round.Result("u1");
        Assert.Equal(counts ? (76.5m, 2m, 5.5m) : (80m, 0m, 0m), (unit.Total!.Value, unit.Bonus, unit.Deductions));
    }

    [Fact]
    public void Bonuses_count_up_to_the_cap_and_deductions_without_a_limit()
    {
        var round = Inspected(80, daily: false);
        foreach (var points in new[] { 2m, 1.5m, 0.25m })
            round.Adjust("u1", AdjustmentKind.Bonus, points, "li", "wang");
        round.Adjust("u1", AdjustmentKind.Deduction, 60, "li", "wang");
        round.Adjust("u1", AdjustmentKind.Deduction, 30, "li", "wang");

        // 80 + 3 − 90: a total may fall below 0.
        Assert.Equal((-7m, 3m, 90m), (round.Result("u1").Total, round.Result("u1").Bonus, round.Result("u1").Deductions));
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData("12.5", 87.5)]
    [InlineData("60 40", 0)]
    [InlineData("60 40 0.5", 0)]
    public void The_daily_score_is_100_less_the_daily_deductions_and_at_least_0(string deductions, decimal daily)
    {
        var round = Inspected(80, daily: true);
        foreach (var points in deductions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            round.Adjust("u1", AdjustmentKind.Daily, decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), "li", "wang");

        Assert.Equal((daily, 0m, 0m), (round.Result("u1").Daily, round.Result("u1").Bonus, round.Result("u1").Deductions));
        Assert.Equal(40 + (daily / 2), round.Result("u1").Total);
    }

    [Fact]
    public void Without_a_share_in_the_total_there_is_no_daily_score() => Assert.Null(Inspected(80, daily: false).Result("u1").Daily);

    [Fact]
    public void A_unit_without_ledger_entries_has_a_daily_score_and_lacks_the_other_components()
    {
        var round = new AssessedRound();
        round.Rules = round.Rules with { Components = new() { Vote = 0, Inspection = 40, Self = 30, Daily = 30 } };

        Assert.Equal(100, round.Result("u1").Daily);
        Assert.Equal(["inspection", "self"], round.Result("u1").Incomplete);
    }

    private static AssessedRound Inspected(int score, bool daily)
    {
        var round = new AssessedRound();
        round.Rules = round.Rules with { Components = new() { Vote = 0, Inspection = daily ? 50 : 100, Daily = daily ? 50 : 0, BonusCap = 3 } };
        round.Sheet("u1", $"{score}");
        return round;
    }
}
