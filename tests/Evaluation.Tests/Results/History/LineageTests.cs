using Evaluation.Results.History;

namespace Evaluation.Tests.Results.History;

/// <summary>The rounds of a unit and the predecessors of each.</summary>
public sealed class LineageTests
{
    [Fact]
    public void Rounds_are_listed_oldest_first_in_any_order_of_input() =>
        AssertHistory("a", "r2018/a; r2019/a after r2018/a; r2020/a after r2019/a", YearlyRounds.Of(2020, "a:1"), YearlyRounds.Of(2018, "a:1"), YearlyRounds.Of(2019, "a:1 b:1"));

    [Fact]
    public void A_round_without_a_period_is_ordered_by_its_publication_day() =>
        AssertHistory(
            "a", "r2018/a; between/a after r2018/a; r2019/a after between/a",
            YearlyRounds.Of(2019, "a:1"), YearlyRounds.Of(2018, "a:1"), YearlyRounds.Of("between", "a:1", rules => rules, new(2019, 3, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_year_without_an_evaluation_of_the_unit_is_skipped() =>
        AssertHistory("a", "r2018/a; r2020/a after r2018/a", YearlyRounds.Of(2018, "a:1"), YearlyRounds.Of(2019, "b:1"), YearlyRounds.Of(2020, "a:1"));

    [Fact]
    public void A_renamed_unit_keeps_its_history() =>
        AssertHistory("new", "r2018/old; r2019/new after r2018/old; r2020/new after r2019/new", YearlyRounds.Of(2018, "old:1"), YearlyRounds.Of(2019, "new<old:1"), YearlyRounds.Of(2020, "new:1"));

    [Fact]
    public void A_unit_renamed_twice_keeps_its_whole_history() =>
        AssertHistory("c", "r2018/a; r2019/b after r2018/a; r2020/c after r2019/b", YearlyRounds.Of(2018, "a:1"), YearlyRounds.Of(2019, "b<a:1"), YearlyRounds.Of(2020, "c<b:1"));

    [Fact]
    public void A_former_code_named_every_year_is_followed_once() =>
        AssertHistory("new", "r2018/old; r2019/new after r2018/old; r2020/new after r2019/new", YearlyRounds.Of(2018, "old:1"), YearlyRounds.Of(2019, "new<old:1"), YearlyRounds.Of(2020, "new<old:1"));

    [Fact]
    public void A_merged_unit_continues_each_of_its_predecessors() =>
        AssertHistory("ab", "r2018/a; r2018/b; r2019/ab after r2018/a, r2018/b; r2020/ab after r2019/ab", YearlyRounds.Of(2018, "a:1 b:1"), YearlyRounds.Of(2019, "ab<a+b:1"), YearlyRounds.Of(2020, "ab:1"));

    [Fact]
    public void A_unit_that_absorbs_another_continues_both() =>
        AssertHistory("a", "r2018/a; r2018/b; r2019/a after r2018/a, r2018/b", YearlyRounds.Of(2018, "a:1 b:1"), YearlyRounds.Of(2019, "a<b:1"));

    [Fact]
    public void Predecessors_last_evaluated_in_different_years_are_all_followed() =>
        AssertHistory("ab", "r2017/b; r2018/a; r2019/ab after r2018/a, r2017/b", YearlyRounds.Of(2017, "b:1"), YearlyRounds.Of(2018, "a:1"), YearlyRounds.Of(2019, "ab<a+b:1"));

    [Fact]
    public void A_reused_code_belongs_to_another_unit() =>
        AssertHistory("new", "r2018/old; r2019/new after r2018/old; r2020/new after r2019/new", YearlyRounds.Of(2018, "old:1"), YearlyRounds.Of(2019, "new<old:1"), YearlyRounds.Of(2020, "new:1 old:1"));

    [Fact]
    public void A_former_unit_keeps_its_history_and_names_its_successors()
    {
        PublishedRound[] rounds = [YearlyRounds.Of(2018, "old:1"), YearlyRounds.Of(2019, "new<old:1 half<old:1"), YearlyRounds.Of(2020, "new:1")];
        AssertHistory("old", "r2018/old", rounds);
        Assert.Equal(["half", "new"], UnitHistory.Of("old", rounds)!.Successors);
        Assert.Empty(UnitHistory.Of("new", rounds)!.Successors);
    }

    [Fact]
    public void An_unknown_unit_has_no_history()
    {
        Assert.Null(UnitHistory.Of("x", [YearlyRounds.Of(2018, "a:1")]));
        Assert.Null(UnitHistory.Of("x", []));
    }

    [Fact]
    public void Circular_former_codes_terminate() =>
        AssertHistory("a", "r2018/a; r2019/b after r2018/a; r2020/a after r2019/b", YearlyRounds.Of(2018, "a:1"), YearlyRounds.Of(2019, "b<a:1"), YearlyRounds.Of(2020, "a<b:1"));

    private static void AssertHistory(string unit, string expected, params PublishedRound[] rounds) => Assert.Equal(expected, string.Join("; ", UnitHistory.Of(unit, rounds)!.Rounds.Select(round =>
        $"{round.Round}/{round.Unit}{(round.Changes.Count == 0 ? "" : " after " + string.Join(", ", round.Changes.Select(change => $"{change.Round}/{change.Unit}")))}")));
}
