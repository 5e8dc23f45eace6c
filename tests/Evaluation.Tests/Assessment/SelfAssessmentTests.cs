using Evaluation.Assessment;
using Evaluation.Scoring;

namespace Evaluation.Tests.Assessment;

/// <summary>Claimed and accepted points (F7).</summary>
public sealed class SelfAssessmentTests
{
    [Fact]
    public void The_score_is_computed_from_accepted_points_and_the_claim_is_published_too()
    {
        // A civilised unit's report: eight criteria of 100 points, 97 claimed, one point of the last not accepted.
        decimal[] maxima = [15, 16, 13, 12, 9, 9, 8, 18];
        decimal[] claimed = [15, 16, 13, 12, 8, 8, 8, 17];
        var round = Filed(maxima);
        foreach (var (index, points) in claimed.Index())
            round.Claim("u1", $"item{index + 1}", points, index == 7 ? 16 : points);
        round.Sheet("u1", "15 15 12 12 9 7 8 15");

        var unit = round.Result("u1");
        Assert.Equal((96m, 93m), (unit.Self, unit.Inspection));
        Assert.Equal(new AssessedResult("item8", 18, 17, 16, 15), unit.Assessed![7]);
        Assert.Equal((97m, 96m, 93m), (unit.Assessed.Sum(item => item.Claimed), unit.Assessed.Sum(item => item.Accepted), unit.Assessed.Sum(item => item.Inspected)));
    }

    [Theory]
    // Maxima of 20 and 30; claimed and accepted of each, and the score. A dash is nothing.
    [InlineData("20 20", "30 24", 88)]
    [InlineData("20 20", "- -", 100)]
    [InlineData("20 5", "- -", 25)]
    [InlineData("- 0", "30 30", 60)]
    [InlineData("- -", "- -", null)]
    [InlineData("20 20", "30 -", null)]
    [InlineData("20 20", "", null)]
    [InlineData("", "", null)]
    public void A_score_needs_a_decision_on_every_claim_and_leaves_out_items_not_applicable(string first, string second, int? score)
    {
        var round = Filed(20, 30);
        Claim("item1", first);
        Claim("item2", second);

        Assert.Equal(score, round.Result("u1").Self);
        Assert.Equal(score is null ? ["self"] : [], round.Result("u1").Incomplete);

        void Claim(string criterion, string claim)
        {
            if (claim.Split(' ') is [var claimed, var accepted])
                round.Claim("u1", criterion, Points(claimed), Points(accepted));
        }
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 50)]
    public void A_filed_claim_of_not_applicable_needs_a_decision(bool isOpen, int? score)
    {
        var round = Filed(20, 30);
        round.Claim("u1", "item1", 20, 10);
        round.Claim("u1", new Claim("item2", null, IsOpen: isOpen));

        Assert.Equal(score, round.Result("u1").Self);
        Assert.Equal(score is null ? ["self"] : [], round.Result("u1").Incomplete);
    }

    [Fact]
    public void A_claim_for_a_criterion_that_is_not_assessed_does_not_count()
    {
        var round = Filed(20);
        round.Claim("u1", "item1", 20, 10);
        round.Claim("u1", "weather", 100, 100);

        Assert.Equal(50, round.Result("u1").Self);
    }

    [Fact]
    public void A_round_without_assessed_criteria_publishes_no_assessed_points()
    {
        var round = new AssessedRound();
        round.Rules = round.Rules with { Criteria = [], Components = new() { Vote = 0, Daily = 100 } };

        Assert.Null(round.Result("u1").Assessed);
    }

    [Fact]
    public void Points_are_published_with_the_rounds_decimals()
    {
        var round = Filed(20);
        round.Rules = round.Rules with { Policies = new() { Decimals = 1 } };
        round.Claim("u1", "item1", 19.25m, 18.75m);
        round.Sheet("u1", "17");
        round.Sheet("u1", "18");
        round.Sheet("u1", "18");

        Assert.Equal([new AssessedResult("item1", 20, 19.3m, 18.8m, 17.7m)], round.Result("u1").Assessed);
    }

    private static AssessedRound Filed(params decimal[] maxima)
    {
        var round = new AssessedRound("u1", maxima);
        round.Rules = round.Rules with { Components = new() { Vote = 0, Self = 100 } };
        return round;
    }

    private static decimal? Points(string text) => text == "-" ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
