using Evaluation.Rounds;

namespace Evaluation.Tests.Rounds;

/// <summary>Which numbers of voters are shown, at a group minimum of 3.</summary>
public sealed class TurnoutSuppressionTests
{
    private const int GroupMin = 3;

    [Fact]
    public void Numbers_from_the_minimum_on_are_shown() => AssertShown("yes yes", Group(10, 3, 3), Group(10, 9, 9));

    [Fact]
    public void A_number_below_the_minimum_is_hidden_and_the_group_with_the_fewest_credentials_with_it() =>
        AssertShown("no yes no yes", Group(10, 2, 2), Group(30, 20, 20), Group(8, 8, 8), Group(8, 5, 5));

    [Fact]
    public void Two_hidden_numbers_need_no_third() => AssertShown("no no yes", Group(10, 2, 2), Group(10, 0, 0), Group(10, 5, 5));

    [Fact]
    public void A_group_without_credentials_hides_nothing_and_no_second() => AssertShown("no yes", Group(0, 0, 0), Group(10, 5, 5));

    [Fact]
    public void The_last_group_that_is_shown_goes_too() => AssertShown("no no", Group(10, 1, 1), Group(10, 5, 5));

    [Fact]
    public void A_number_is_hidden_that_says_more_voted_than_the_shown_slips_account_for() =>
        AssertShown("no no", Group(10, 6, 5, 1), Group(10, 9, 9, 9));

    [Fact]
    public void A_number_is_shown_that_the_shown_slips_account_for() => AssertShown("yes", Group(10, 6, 6, 1));

    [Fact]
    public void A_number_is_shown_whatever_it_is_while_every_unit_is_above_the_minimum() => AssertShown("yes", Group(10, 9, 3, 3));

    [Fact]
    public void Where_credentials_are_limited_to_units_a_small_unit_hides_the_number() =>
        AssertShown("no", Group(10, 6, 9, 1) with { Raters = [10, 4] });

    [Fact]
    public void A_unit_that_nobody_of_the_group_may_rate_is_no_small_unit() => AssertShown("yes", Group(10, 6, 6, 0) with { Raters = [10, 0] });

    [Fact]
    public void A_minimum_of_one_hides_only_what_is_zero()
    {
        Assert.Equal([false, true], TurnoutSuppression.Shown([Group(10, 0, 0), Group(10, 1, 0, 1)], 1));
        Assert.Equal([true], TurnoutSuppression.Shown([Group(10, 0, 0)], 0));
    }

    private static GroupTotals Group(int issued, int voted, params int[] slips) => new(issued, voted, slips, [.. slips.Select(_ => issued)]);

    private static void AssertShown(string expected, params GroupTotals[] groups) =>
        Assert.Equal(expected, string.Join(' ', TurnoutSuppression.Shown(groups, GroupMin).Select(shown => shown ? "yes" : "no")));
}
