using Evaluation.Rules;

namespace Evaluation.Tests.Scoring;

public sealed class GradeTests
{
    [Fact]
    public void The_published_total_decides_the_grade()
    {
        var round = Graded(quota: null, 89.995m, 89.994m, 59, 12);

        Assert.Equal(["excellent", "good", "fail", "fail"], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void A_total_below_every_grade_has_none()
    {
        var round = Graded(quota: null, 50);
        round.Rules = round.Rules with { Grades = [new("pass", 60)] };

        Assert.Null(round.Result("u1").Grade);
    }

    [Fact]
    public void Places_are_rounded_down_and_the_others_fall_to_the_next_grade()
    {
        var round = Graded(quota: 0.7m, 95, 94, 93, 92);

        Assert.Equal(["excellent", "excellent", "good", "good"], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void Incomplete_units_count_in_the_number_of_places()
    {
        var round = Graded(quota: 0.5m, 95, 94);
        round.Rules = round.Rules with { Units = [.. round.Rules.Units, new("u3", new(), "bureaus"), new("u4", new(), "bureaus")] };

        Assert.Equal(["excellent", "excellent", null, null], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void Units_that_share_a_rank_get_places_together_or_not_at_all()
    {
        Assert.Equal(["excellent", "excellent", "good", "good"], Graded(quota: 0.5m, 95, 95, 94, 93).InPaperOrder(unit => unit.Grade));
        Assert.Equal(["excellent", "good", "good", "good"], Graded(quota: 0.5m, 95, 94, 94, 93).InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void No_unit_gets_a_place_that_a_better_ranked_unit_did_not_get()
    {
        var round = Graded(quota: 0.4m, 95, 95, 95, 94, 93);

        Assert.All(round.Result(), unit => Assert.Equal("good", unit.Grade));
    }

    [Fact]
    public void A_later_grade_can_have_a_quota()
    {
        var round = Graded(quota: 0.25m, 95, 94, 93, 92);
        round.Rules = round.Rules with { Grades = [round.Rules.Grades[0], round.Rules.Grades[1] with { Quota = 0.5m }, .. round.Rules.Grades.Skip(2)] };

        Assert.Equal(["excellent", "good", "good", "pass"], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void An_ineligible_unit_keeps_its_rank_and_its_place_goes_to_the_next_unit()
    {
        var round = Graded(quota: 0.5m, 95, 94, 93, 92);
        round.Inspect("u1", 95, VetoEffect.Ineligible);

        Assert.Equal(["good", "excellent", "excellent", "good"], round.InPaperOrder(unit => unit.Grade));
        Assert.Equal([1, 2, 3, 4], round.InPaperOrder(unit => unit.Rank!.Value));
        Assert.Equal([false, true, true, true], round.InPaperOrder(unit => unit.Eligible));
    }

    [Fact]
    public void An_ineligible_unit_that_shares_a_rank_does_not_keep_the_others_out()
    {
        var round = Graded(quota: 0.5m, 95, 95, 80, 80);
        round.Inspect("u1", 95, VetoEffect.Ineligible);
        round.Rules = round.Rules with { Grades = [round.Rules.Grades[0] with { Quota = 0.25m }, .. round.Rules.Grades.Skip(1)] };

        Assert.Equal(["good", "excellent", "good", "good"], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void A_capped_unit_gets_no_better_grade_and_takes_no_place_of_it()
    {
        var round = Graded(quota: 0.5m, 95, 94);
        round.Inspect("u1", 95, VetoEffect.CapAt("pass"));

        Assert.Equal(["pass", "excellent"], round.InPaperOrder(unit => unit.Grade));
        Assert.True(round.Result("u1").Eligible);
    }

    [Fact]
    public void A_cap_does_not_raise_a_worse_grade()
    {
        var round = Graded(quota: null, 30);
        round.Inspect("u1", 30, VetoEffect.CapAt("pass"));

        Assert.Equal("fail", round.Result("u1").Grade);
    }

    [Fact]
    public void The_strictest_of_several_vetoes_decides()
    {
        var round = Graded(quota: null, 95);
        round.Inspect("u1", 95, VetoEffect.Ineligible, VetoEffect.CapAt("pass"), VetoEffect.CapAt("good"));

        Assert.Equal(("pass", false), (round.Result("u1").Grade, round.Result("u1").Eligible));
    }

    private static SmallRound Graded(decimal? quota, params decimal[] totals)
    {
        var round = new SmallRound(string.Join(' ', totals.Index().Select(total => $"u{total.Index + 1}")));
        round.CountInspectionOnly();
        round.Rules = round.Rules with { Grades = [new("excellent", 90, null, quota), new("good", 80), new("pass", 60), new("fail", 0)] };
        foreach (var (index, total) in totals.Index())
            round.Inspect($"u{index + 1}", total);
        return round;
    }
}
