using Evaluation.Awards;
using Evaluation.Scoring;
using static Evaluation.Tests.Awards.GivenAwards;

namespace Evaluation.Tests.Awards;

public sealed class AwardFillingTests
{
    [Fact]
    public void Tiers_are_filled_by_rank_one_after_the_other() =>
        Assert.Equal(["u1 first", "u2 second", "u3 second"], Awarded(Fill(["u1 1", "u2 2", "u3 3", "u4 4"], "first 1", "second 2")));

    [Fact]
    public void A_unit_that_is_not_eligible_gets_nothing_and_takes_no_place() =>
        Assert.Equal(["u2 first", "u4 second"], Awarded(Fill(["u1! 1", "u2 2", "u3! 3", "u4 4"], "first 1", "second 1")));

    [Fact]
    public void A_tie_that_fits_into_a_tier_needs_no_decision() =>
        Assert.Equal(["u1 first", "u2 first", "u3 second"], Awarded(Fill(["u1 1", "u2 1", "u3 3"], "first 2", "second 1")));

    [Fact]
    public void A_tie_of_units_that_are_not_eligible_needs_no_decision() =>
        Assert.Equal(["u1 first", "u4 second"], Awarded(Fill(["u1 1", "u2! 1", "u3! 1", "u4 4"], "first 1", "second 1")));

    [Fact]
    public void A_tie_across_a_border_is_open_and_nothing_behind_it_is_filled()
    {
        var filling = Fill(["u1 1", "u2 2", "u3 2", "u4 4"], "first 2", "second 1");
        var tie = Assert.Single(filling.Ties);
        Assert.Equal(("first", 1, null), (tie.Tier, tie.Places, tie.Class));
        Assert.Equal(["u2", "u3"], tie.Units);
        Assert.Equal(["u1 first"], Awarded(filling));
    }

    [Fact]
    public void A_tie_at_the_end_of_the_last_tier_is_open() => Assert.Equal(["u2", "u3"], Assert.Single(Fill(["u1 1", "u2 2", "u3 2"], "first 2").Ties).Units);

    [Fact]
    public void A_tie_that_begins_behind_the_last_place_is_none()
    {
        var filling = Fill(["u1 1", "u2 2", "u3 2"], "first 1");
        Assert.Empty(filling.Ties);
        Assert.Equal(["u1 first"], Awarded(filling));
    }

    [Fact]
    public void A_decision_takes_the_place_and_the_other_units_of_the_tie_fall_to_the_next_tier()
    {
        var filling = Fill([new("u3", "first", "earlier")], ["u1 1", "u2 2", "u3 2", "u4 4"], "first 2", "second 2");
        Assert.Equal(["u1 first", "u3 first", "u2 second", "u4 second"], Awarded(filling));
        Assert.Equal([null, "earlier", null, null], filling.Awards.Select(award => award.Reason));
    }

    [Fact]
    public void A_tie_over_three_tiers_is_decided_tier_by_tier()
    {
        string[] tied = ["u1 1", "u2 1", "u3 1"];
        string[] tiers = ["first 1", "second 1", "third 1"];
        Assert.Equal("second", Assert.Single(Fill([new("u2", "first", "a")], tied, tiers).Ties).Tier);
        Assert.Equal(["u2 first", "u3 second", "u1 third"], Awarded(Fill([new("u2", "first", "a"), new("u3", "second", "b")], tied, tiers)));
    }

    [Fact]
    public void A_decision_for_too_many_units_leaves_the_tie_open() =>
        Assert.Single(Fill([new("u1", "first", "a"), new("u2", "first", "a")], ["u1 1", "u2 1", "u3 1"], "first 1").Ties);

    [Theory]
    [InlineData("u1", "first")]
    [InlineData("u2", "second")]
    [InlineData("u4", "first")]
    [InlineData("nobody", "first")]
    public void A_decision_where_the_rank_alone_decides_is_unused(string unit, string tier)
    {
        var filling = Fill([new("u3", "first", "earlier"), new(unit, tier, "why not")], ["u1 1", "u2 2", "u3 2", "u4 4"], "first 2", "second 2");
        Assert.Equal(unit, Assert.Single(filling.Unused).Unit);
    }

    [Fact]
    public void With_scope_class_every_class_has_the_places_and_its_own_tie()
    {
        RankPlace[] town = [new("u1", "town", 1, true), new("u2", "town", 1, true)];
        RankPlace[] school = [new("u3", "school", 1, true), new("u4", "school", 2, true)];
        var filling = AwardFilling.Of(new([], [town, school]), AwardScope.Class, [Tier("first", 1)], []);
        Assert.Equal("town", Assert.Single(filling.Ties).Class);
        Assert.Equal(["u3 first"], Awarded(filling));
    }

    /// <summary>However ties are decided, no unit with a worse rank gets a better tier, and no tier has more units than places.</summary>
    [Fact]
    public void Awards_never_contradict_the_ranks()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (ranked, rank) = (new List<RankPlace>(), 1);
            for (var unit = 0; unit < random.Next(1, 15); unit++)
            {
                if (random.Next(2) == 0)
                    rank = unit + 1;
                ranked.Add(new($"u{unit}", "c", rank, random.Next(5) > 0));
            }
            AwardTier[] tiers = [.. Enumerable.Range(0, random.Next(1, 4)).Select(tier => Tier($"t{tier}", random.Next(1, 5)))];
            var ranking = new RoundRanking(ranked, [ranked]);
            var decisions = new List<TieDecision>();
            var filling = AwardFilling.Of(ranking, AwardScope.Round, tiers, decisions);
            for (; filling.Ties.Count > 0; filling = AwardFilling.Of(ranking, AwardScope.Round, tiers, decisions))
                decisions.AddRange(filling.Ties[0].Units.OrderBy(_ => random.Next()).Take(filling.Ties[0].Places).Select(unit => new TieDecision(unit, filling.Ties[0].Tier, "drawn")));

            Assert.Empty(filling.Unused);
            var placed = filling.Awards.ToDictionary(award => award.Unit, award => Array.FindIndex(tiers, tier => tier.Code == award.Tier));
            var eligible = ranked.Where(place => place.IsEligible).ToList();
            Assert.Equal(Math.Min(eligible.Count, tiers.Sum(tier => tier.Count)), placed.Count);
            Assert.All(tiers, tier => Assert.True(filling.Awards.Count(award => award.Tier == tier.Code) <= tier.Count));
            Assert.All(placed.Keys, unit => Assert.Contains(eligible, place => place.Unit == unit));
            foreach (var better in eligible)
                foreach (var worse in eligible.Where(place => place.Rank > better.Rank))
                    Assert.True(placed.GetValueOrDefault(better.Unit, tiers.Length) <= placed.GetValueOrDefault(worse.Unit, tiers.Length), $"seed {seed}: {better.Unit}, {worse.Unit}");
        }
    }

    private static AwardFilling Fill(string[] places, params string[] tiers) => Fill([], places, tiers);

    private static AwardFilling Fill(TieDecision[] decisions, string[] places, params string[] tiers) => AwardFilling.Of(
        Ranking(places), AwardScope.Round,
        [.. tiers.Select(tier => tier.Split(' ')).Select(tier => Tier(tier[0], int.Parse(tier[1], System.Globalization.CultureInfo.InvariantCulture)))], decisions);

    private static IEnumerable<string> Awarded(AwardFilling filling) => filling.Awards.Select(award => $"{award.Unit} {award.Tier}");
}
