using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Tests.Scoring.Ranks;

/// <summary>Places by a quota with a rounding, and by class (F24).</summary>
public sealed class PlacesTests
{
    // Hubei: five units and a quota of 30 % give 1.5 places.
    [Theory]
    [InlineData(null, 1)]
    [InlineData(QuotaRounding.Down, 1)]
    [InlineData(QuotaRounding.HalfUp, 2)]
    [InlineData(QuotaRounding.Up, 2)]
    public void Five_units_and_a_quota_of_30_percent_have_places_by_the_rounding(QuotaRounding? rounding, int places)
    {
        var round = Ranked(99, 98, 97, 96, 95);
        round.Rules = round.Rules with { Grades = [new("excellent", 90, Quota: 0.3m, Rounding: rounding), new("good", 0)] };

        Assert.Equal(places, round.Result().Count(unit => unit.Grade == "excellent"));
    }

    [Fact]
    public void Every_quota_gives_places_that_its_rounding_says()
    {
        for (var units = 0; units <= 40; units++)
        {
            for (var percent = 0; percent <= 100; percent++)
            {
                Fraction quota = percent / 100m;
                var exact = quota * units;
                var (down, half, up) = (Of(QuotaRounding.Down), Of(QuotaRounding.HalfUp), Of(QuotaRounding.Up));
                Assert.Equal(exact.Floor(), down);
                Assert.Equal(exact - down >= 0.5m ? down + 1 : down, half);
                Assert.Equal(exact == down ? down : down + 1, up);
                Assert.True(up <= units);

                Fraction Of(QuotaRounding rounding) => Places.OfQuota<Fraction>(rounding, quota, units);
            }
        }
    }

    [Fact]
    public void Places_by_class_are_those_of_the_class()
    {
        var round = Ranked(99, 98, 97, 96);
        round.Rules = round.Rules with { Grades = [new("excellent", 90, Places: new Dictionary<string, int> { ["bureaus"] = 3 }), new("good", 0)] };

        Assert.Equal(["excellent", "excellent", "excellent", "good"], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void A_class_that_is_not_listed_has_no_limit()
    {
        var round = Ranked(99, 98, 97, 96);
        round.Rules = round.Rules with { Grades = [new("excellent", 90, Places: new Dictionary<string, int> { ["towns"] = 1 }), new("good", 0)] };

        Assert.All(round.Result(), unit => Assert.Equal("excellent", unit.Grade));
    }

    [Fact]
    public void A_class_with_no_place_gets_the_next_grade()
    {
        var round = Ranked(99, 98);
        round.Rules = round.Rules with { Grades = [new("excellent", 90, Places: new Dictionary<string, int> { ["bureaus"] = 0 }), new("good", 0)] };

        Assert.All(round.Result(), unit => Assert.Equal("good", unit.Grade));
    }

    private static SmallRound Ranked(params decimal[] totals)
    {
        var round = new SmallRound(string.Join(' ', totals.Select((_, index) => $"u{index + 1}")));
        round.CountInspectionOnly();
        foreach (var (index, total) in totals.Index())
            round.Inspect($"u{index + 1}", total);
        return round;
    }
}
