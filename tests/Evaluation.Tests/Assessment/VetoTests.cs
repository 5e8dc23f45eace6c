using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Assessment;

/// <summary>Vetoes: rules over facts that change rank, grade or eligibility and not the score (F18).</summary>
public sealed class VetoTests
{
    private static readonly Veto ThreeChecks = new("spot-checks", new(FailedSpotChecks: 3), VetoEffect.Ineligible, new("抽查不合格累计3次", "Three failed spot checks"));
    private static readonly Veto Bulletin = new("bulletin", new(Fact: "named-in-bulletin"), VetoEffect.Ineligible, new("受到上级通报", "Named in a higher bulletin"));

    [Theory]
    [InlineData(2, 5, false)]
    [InlineData(3, 0, true)]
    [InlineData(4, 1, true)]
    public void A_veto_applies_from_its_number_of_failed_spot_checks_on(int failed, int passed, bool applies)
    {
        var round = Round(ThreeChecks);
        for (var check = 0; check < failed + passed; check++)
            round.Check("u1", failed: check < failed);

        Assert.Equal(applies, round.Result("u1").Vetoes.Count == 1);
        Assert.Equal(!applies, round.Result("u1").Eligible);
    }

    [Theory]
    [InlineData("2020-01-01", true)]
    [InlineData("2020-12-31", true)]
    [InlineData("2019-12-31", false)]
    [InlineData("2021-01-01", false)]
    [InlineData(null, true)]
    public void A_spot_check_counts_in_the_period_of_the_round(string? on, bool counts)
    {
        var round = Round(ThreeChecks with { When = new(FailedSpotChecks: 1) });
        round.Rules = round.Rules with { Period = new(new(2020, 1, 1), new(2020, 12, 31)) };
        round.Check("u1", failed: true, on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(counts, round.Result("u1").Vetoes.Count == 1);
    }

    [Fact]
    public void Without_a_period_every_spot_check_counts()
    {
        var round = Round(ThreeChecks with { When = new(FailedSpotChecks: 1) });
        round.Check("u1", failed: true, new(1999, 1, 1));

        Assert.Equal("1 failed spot check", Assert.Single(round.Result("u1").Vetoes).Fact);
    }

    [Fact]
    public void A_stated_fact_triggers_the_veto_that_names_it_and_no_other()
    {
        var round = Round(ThreeChecks, Bulletin, new("fine", new(Fact: "fined"), VetoEffect.Last));
        round.State("u1", "named-in-bulletin");
        round.State("u1", "unheard-of");

        Assert.Equal(["bulletin"], round.Result("u1").Vetoes.Select(veto => veto.Veto));
        Assert.Empty(round.Result("u2").Vetoes);
    }

    [Fact]
    public void The_fact_is_given_in_both_languages()
    {
        var round = Round(ThreeChecks, Bulletin);
        for (var check = 0; check < 4; check++)
            round.Check("u1", failed: true);
        round.State("u1", "named-in-bulletin", "X办通报〔2020〕9号");
        round.State("u1", "named-in-bulletin", "X办通报〔2020〕12号");
        round.State("u1", "named-in-bulletin");

        Assert.Equal(
            [
                new VetoResult("spot-checks", "4 failed spot checks", VetoEffect.Ineligible, new("抽查不合格4次", "4 failed spot checks")),
                new VetoResult(
                    "bulletin", "Named in a higher bulletin (X办通报〔2020〕12号, X办通报〔2020〕9号)", VetoEffect.Ineligible,
                    new("受到上级通报（X办通报〔2020〕12号、X办通报〔2020〕9号）", "Named in a higher bulletin (X办通报〔2020〕12号, X办通报〔2020〕9号)")),
            ],
            round.Result("u1").Vetoes);
    }

    [Fact]
    public void A_fact_of_a_veto_without_a_label_is_given_by_its_name()
    {
        var round = Round(Bulletin with { Label = null });
        round.State("u1", "named-in-bulletin", "No. 9");

        Assert.Equal(new LocalText("named-in-bulletin（No. 9）", "named-in-bulletin (No. 9)"), Assert.Single(round.Result("u1").Vetoes).Words);
    }

    [Theory]
    // The effect, and of the vetoed unit: rank, grade, whether eligible; of the other: rank and grade. One place of two for the first
    // grade.
    [InlineData(null, 1, "excellent", true, 2, "good")]
    [InlineData("ineligible", 1, "good", false, 2, "excellent")]
    [InlineData("cap", 1, "pass", true, 2, "excellent")]
    [InlineData("last", 2, "good", true, 1, "excellent")]
    public void Each_effect_changes_rank_grade_or_eligibility_and_not_the_score(string? effect, int rank, string grade, bool eligible, int otherRank, string otherGrade)
    {
        var round = Round(Bulletin with { Effect = effect switch { "cap" => VetoEffect.CapAt("pass"), "last" => VetoEffect.Last, _ => VetoEffect.Ineligible } });
        round.Rules = round.Rules with { Grades = [round.Rules.Grades[0] with { Quota = 0.5m }, .. round.Rules.Grades.Skip(1)] };
        if (effect is not null)
            round.State("u1", "named-in-bulletin");

        Assert.Equal((95m, rank, grade, eligible), Standing("u1"));
        Assert.Equal((92m, otherRank, otherGrade, true), Standing("u2"));

        (decimal?, int?, string?, bool) Standing(string unit) => round.Result(unit) is var result ? (result.Total, result.Rank, result.Grade, result.Eligible) : default;
    }

    [Fact]
    public void An_incomplete_unit_publishes_its_vetoes()
    {
        var round = new AssessedRound();
        round.Rules = round.Rules with { Vetoes = [Bulletin] };
        round.State("u1", "named-in-bulletin");

        Assert.Equal((null, false), (round.Result("u1").Rank, round.Result("u1").Eligible));
        Assert.Equal(["bulletin"], round.Result("u1").Vetoes.Select(veto => veto.Veto));
    }

    // Two units with 95 and 92 points.
    private static AssessedRound Round(params Veto[] vetoes)
    {
        var round = new AssessedRound("u1 u2");
        round.Rules = round.Rules with { Vetoes = vetoes };
        round.Sheet("u1", "95");
        round.Sheet("u2", "92");
        return round;
    }
}
