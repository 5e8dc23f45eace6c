using Evaluation.Results.History;

namespace Evaluation.Tests.History;

/// <summary>Which rounds are a unit's, and which of them each one goes on from.</summary>
public sealed class LineageTests
{
    [Fact]
    public void Rounds_come_oldest_first_whatever_the_order_in_which_they_are_given() =>
        AssertHistory("a", "r2018/a; r2019/a after r2018/a; r2020/a after r2019/a", Years.Of(2020, "a:1"), Years.Of(2018, "a:1"), Years.Of(2019, "a:1 b:1"));

    [Fact]
    public void A_round_without_a_period_stands_by_the_day_of_its_publication() =>
        AssertHistory(
            "a", "r2018/a; between/a after r2018/a; r2019/a after between/a",
            Years.Of(2019, "a:1"), Years.Of(2018, "a:1"), Years.Of("between", "a:1", rules => rules, new(2019, 3, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_year_in_which_a_unit_was_not_evaluated_is_passed_over() =>
        AssertHistory("a", "r2018/a; r2020/a after r2018/a", Years.Of(2018, "a:1"), Years.Of(2019, "b:1"), Years.Of(2020, "a:1"));

    [Fact]
    public void A_renamed_unit_keeps_its_history() =>
        AssertHistory("new", "r2018/old; r2019/new after r2018/old; r2020/new after r2019/new", Years.Of(2018, "old:1"), Years.Of(2019, "new<old:1"), Years.Of(2020, "new:1"));

    [Fact]
    public void A_unit_renamed_twice_keeps_all_of_it() =>
        AssertHistory("c", "r2018/a; r2019/b after r2018/a; r2020/c after r2019/b", Years.Of(2018, "a:1"), Years.Of(2019, "b<a:1"), Years.Of(2020, "c<b:1"));

    [Fact]
    public void A_former_code_that_is_said_again_every_year_is_not_gone_back_to_twice() =>
        AssertHistory("new", "r2018/old; r2019/new after r2018/old; r2020/new after r2019/new", Years.Of(2018, "old:1"), Years.Of(2019, "new<old:1"), Years.Of(2020, "new<old:1"));

    [Fact]
    public void A_merged_unit_goes_on_from_each_that_was_merged() =>
        AssertHistory("ab", "r2018/a; r2018/b; r2019/ab after r2018/a, r2018/b; r2020/ab after r2019/ab", Years.Of(2018, "a:1 b:1"), Years.Of(2019, "ab<a+b:1"), Years.Of(2020, "ab:1"));

    [Fact]
    public void A_unit_that_takes_another_in_goes_on_from_itself_and_from_the_other() =>
        AssertHistory("a", "r2018/a; r2018/b; r2019/a after r2018/a, r2018/b", Years.Of(2018, "a:1 b:1"), Years.Of(2019, "a<b:1"));

    [Fact]
    public void Merged_units_that_were_last_evaluated_in_different_years_are_each_gone_back_to() =>
        AssertHistory("ab", "r2017/b; r2018/a; r2019/ab after r2018/a, r2017/b", Years.Of(2017, "b:1"), Years.Of(2018, "a:1"), Years.Of(2019, "ab<a+b:1"));

    [Fact]
    public void A_code_that_is_given_anew_is_somebody_elses() =>
        AssertHistory("new", "r2018/old; r2019/new after r2018/old; r2020/new after r2019/new", Years.Of(2018, "old:1"), Years.Of(2019, "new<old:1"), Years.Of(2020, "new:1 old:1"));

    [Fact]
    public void A_unit_that_is_no_more_has_the_history_that_it_had_and_names_its_successors()
    {
        PublishedRound[] rounds = [Years.Of(2018, "old:1"), Years.Of(2019, "new<old:1 half<old:1"), Years.Of(2020, "new:1")];
        AssertHistory("old", "r2018/old", rounds);
        Assert.Equal(["half", "new"], UnitHistory.Of("old", rounds)!.Successors);
        Assert.Empty(UnitHistory.Of("new", rounds)!.Successors);
    }

    [Fact]
    public void A_unit_of_no_round_has_no_history()
    {
        Assert.Null(UnitHistory.Of("x", [Years.Of(2018, "a:1")]));
        Assert.Null(UnitHistory.Of("x", []));
    }

    [Fact]
    public void Former_codes_that_run_in_a_circle_over_the_years_still_end() =>
        AssertHistory("a", "r2018/a; r2019/b after r2018/a; r2020/a after r2019/b", Years.Of(2018, "a:1"), Years.Of(2019, "b<a:1"), Years.Of(2020, "a<b:1"));

    private static void AssertHistory(string unit, string expected, params PublishedRound[] rounds) => Assert.Equal(expected, string.Join("; ", UnitHistory.Of(unit, rounds)!.Rounds.Select(round =>
        $"{round.Round}/{round.Unit}{(round.Changes.Count == 0 ? "" : " after " + string.Join(", ", round.Changes.Select(change => $"{change.Round}/{change.Unit}")))}")));
}
