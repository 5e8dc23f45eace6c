using Evaluation.Rounds;

namespace Evaluation.Tests.Rounds;

/// <summary>Which numbers of voters are shown, at a group minimum of 3.</summary>
public sealed class TurnoutSuppressionTests
{
    private const int GroupMin = 3;

    [Fact]
    public void Numbers_at_or_above_the_minimum_are_shown() => AssertShown("yes yes", Group(10, 3, 3), Group(10, 9, 9));

    [Fact]
    public void A_number_below_the_minimum_is_hidden_together_with_the_group_with_the_fewest_credentials() =>
        AssertShown("no yes no yes", Group(10, 2, 2), Group(30, 20, 20), Group(8, 8, 8), Group(8, 5, 5));

    [Fact]
    public void Two_hidden_numbers_need_no_further_one() => AssertShown("no no yes", Group(10, 2, 2), Group(10, 0, 0), Group(10, 5, 5));

    [Fact]
    public void A_group_without_credentials_hides_no_other_group() => AssertShown("no yes", Group(0, 0, 0), Group(10, 5, 5));

    [Fact]
    public void The_only_remaining_group_is_hidden_too() => AssertShown("no no", Group(10, 1, 1), Group(10, 5, 5));

    [Fact]
    public void A_number_above_the_shown_slips_is_hidden() =>
        AssertShown("no no", Group(10, 6, 5, 1), Group(10, 9, 9, 9));

    [Fact]
    public void A_number_covered_by_the_shown_slips_is_shown() => AssertShown("yes", Group(10, 6, 6, 1));

    [Fact]
    public void Every_number_is_shown_while_every_unit_is_above_the_minimum() => AssertShown("yes", Group(10, 9, 3, 3));

    [Fact]
    public void Where_credentials_are_limited_to_units_a_small_unit_hides_the_number() =>
        AssertShown("no", Group(10, 6, 9, 1) with { Raters = [10, 4] });

    [Fact]
    public void A_unit_that_no_credential_of_the_group_may_rate_is_not_small() => AssertShown("yes", Group(10, 6, 6, 0) with { Raters = [10, 0] });

    [Fact]
    public void A_minimum_of_one_hides_only_zero()
    {
        Assert.Equal([false, true], TurnoutSuppression.Shown([Group(10, 0, 0), Group(10, 1, 0, 1)], 1));
        Assert.Equal([true], TurnoutSuppression.Shown([Group(10, 0, 0)], 0));
    }

    private static GroupTotals Group(int issued, int voted, params int[] slips) => new(issued, voted, slips, [.. slips.Select(_ => issued)]);

    private static void AssertShown(string expected, params GroupTotals[] groups) =>
        Assert.Equal(expected, string.Join(' ', TurnoutSuppression.Shown(groups, GroupMin).Select(shown => shown ? "yes" : "no")));
}
