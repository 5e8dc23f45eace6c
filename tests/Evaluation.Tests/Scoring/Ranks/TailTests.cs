using Evaluation.Rounds.Computing;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring.Ranks;

/// <summary>The lists at the bottom of a class (F24).</summary>
public sealed class TailTests
{
    private const int Seeds = 200;

    [Fact]
    public void The_last_units_below_the_bound_are_on_the_list_and_keep_their_grade()
    {
        var round = Ranked([new("warned", 3, Below: 75)], 90, 74.99m, 75, 70, 60, 76);
        round.Rules = round.Rules with { Grades = [new("good", 70), new("fail", 0)] };

        Assert.Equal([null, "warned", null, "warned", "warned", null], round.InPaperOrder(unit => unit.Tail));
        Assert.Equal(["good", "good", "good", "good", "fail", "good"], round.InPaperOrder(unit => unit.Grade));
    }

    [Fact]
    public void The_published_total_decides_whether_a_unit_is_below_the_bound()
    {
        // 74.995 is published as 75.00.
        var round = Ranked([new("warned", 3, Below: 75)], 74.995m, 74.994m);

        Assert.Equal([null, "warned"], round.InPaperOrder(unit => unit.Tail));
    }

    [Fact]
    public void A_list_takes_no_more_units_than_it_has_places() =>
        Assert.Equal([null, null, "warned", "warned"], Ranked([new("warned", 2)], 90, 80, 70, 60).InPaperOrder(unit => unit.Tail));

    [Theory]
    [InlineData(null, new string?[] { null, null, null, "warned" })]
    [InlineData(TailTies.Out, new string?[] { null, null, null, "warned" })]
    [InlineData(TailTies.In, new string?[] { null, "warned", "warned", "warned" })]
    public void Units_that_share_the_last_place_are_on_the_list_as_ties_say(TailTies? ties, string?[] tail) =>
        Assert.Equal(tail, Ranked([new("warned", 2, Ties: ties)], 90, 70, 70, 60).InPaperOrder(unit => unit.Tail));

    [Fact]
    public void A_full_list_takes_no_tie() =>
        Assert.Equal([null, null, null, "warned"], Ranked([new("warned", 1, Ties: TailTies.In)], 90, 70, 70, 60).InPaperOrder(unit => unit.Tail));

    [Fact]
    public void A_rank_that_does_not_fit_closes_the_list() =>
        Assert.Equal([null, null, null, null], Ranked([new("warned", 1)], 90, 80, 70, 70).InPaperOrder(unit => unit.Tail));

    [Fact]
    public void Entries_take_units_in_order_from_the_last_rank_up()
    {
        var round = Ranked([new("dismissed", 1, Below: 60), new("warned", 2, Below: 75)], 90, 74, 65, 59, 50);

        Assert.Equal([null, null, "warned", "warned", "dismissed"], round.InPaperOrder(unit => unit.Tail));
    }

    [Fact]
    public void Units_that_a_list_has_no_room_for_go_to_the_next() =>
        Assert.Equal([null, "warned", "warned"], Ranked([new("dismissed", 1), new("warned", 2)], 90, 50, 50).InPaperOrder(unit => unit.Tail));

    [Fact]
    public void A_veto_last_is_the_last_rank()
    {
        var round = Ranked([new("warned", 1)], 95, 80, 70);
        round.Inspect("u1", 95, VetoEffect.Last);

        Assert.Equal(["warned", null, null], round.InPaperOrder(unit => unit.Tail));
    }

    [Fact]
    public void A_veto_last_with_a_total_above_the_bound_takes_no_place()
    {
        var round = Ranked([new("warned", 1, Below: 75)], 95, 80, 70);
        round.Inspect("u1", 95, VetoEffect.Last);

        Assert.Equal([null, null, "warned"], round.InPaperOrder(unit => unit.Tail));
    }

    [Fact]
    public void A_unit_without_a_rank_is_on_no_list()
    {
        var round = Ranked([new("warned", 2)], 90, 80);
        round.Rules = round.Rules with { Units = [.. round.Rules.Units, new("u3", new(), "bureaus")] };

        Assert.Equal(["warned", "warned", null], round.InPaperOrder(unit => unit.Tail));
    }

    [Fact]
    public void A_round_without_a_tail_has_no_such_figure() =>
        Assert.DoesNotContain(UnitFigures.Of(Ranked([], 90).Result("u1")), figure => figure.Pointer == "/tail");

    [Fact]
    public void No_unit_on_a_list_ranks_before_one_that_could_have_its_place()
    {
        var random = new Random(24);
        for (var seed = 0; seed < Seeds; seed++)
        {
            decimal[] totals = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (decimal)random.Next(60, 90))];
            decimal? below = random.Next(2) == 0 ? null : random.Next(60, 90);
            var entry = new TailEntry("warned", random.Next(1, totals.Length + 1), Below: below, Ties: random.Next(2) == 0 ? TailTies.Out : TailTies.In);
            var round = Ranked([entry], totals);
            var units = round.Result();
            var listed = units.Where(unit => unit.Tail is not null).ToList();

            Assert.All(listed, unit => Assert.True(below is null || unit.Total < below));
            Assert.All(units.Where(unit => unit.Tail is null && (below is null || unit.Total < below)), unit => Assert.All(listed, other => Assert.True(other.Total < unit.Total)));
            if (entry.Ties == TailTies.Out)
                Assert.True(listed.Count <= entry.Places);
            else
                Assert.True(listed.GroupBy(unit => unit.Rank).Skip(1).Sum(rank => rank.Count()) < entry.Places);
        }
    }

    [Fact]
    public void A_version_in_which_only_the_tail_of_a_unit_changes_stores_its_place()
    {
        var before = Ranked([new("warned", 1)], 90, 80, 70);
        var after = Ranked([new("warned", 2)], 90, 80, 70);
        RoundResult one = new() { Classes = [new("bureaus", before.Result())] }, other = new() { Classes = [new("bureaus", after.Result())] };
        var changes = ResultChanges.Between(one, other);

        Assert.Equal([new UnitPlace("u2", 2, 1, null, "warned")], Assert.Single(changes.Classes).Places.Select(place => place with { Band = 1 }));
        Assert.Equal(
            other.Classes[0].Units.Select(unit => (unit.Unit, unit.Tail)), changes.ApplyTo(one, other).Classes[0].Units.Select(unit => (unit.Unit, unit.Tail)));
    }

    private static SmallRound Ranked(TailEntry[] tail, params decimal[] totals)
    {
        var round = new SmallRound(string.Join(' ', totals.Select((_, index) => $"u{index + 1}")));
        round.CountInspectionOnly();
        round.Rules = round.Rules with { Tail = tail.Length == 0 ? null : tail };
        foreach (var (index, total) in totals.Index())
            round.Inspect($"u{index + 1}", total);
        return round;
    }
}
