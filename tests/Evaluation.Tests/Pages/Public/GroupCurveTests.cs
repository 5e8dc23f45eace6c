using Evaluation.Cuts;
using Evaluation.Gateway.Pages.Public.Turnout;
using Evaluation.Scoring;

namespace Evaluation.Tests.Pages.Public;

/// <summary>The turnout of a group by day.</summary>
public sealed class GroupCurveTests
{
    private static readonly DateTimeOffset First = new(2020, 12, 1, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_curve_has_the_last_value_of_each_day_and_a_gap_where_the_number_was_hidden()
    {
        PastTurnout[] past = [At(0, 2), At(0.2, 4), At(1, null), At(2, 6)];
        var curve = Assert.Single(GroupCurve.Of(past, [new("g", 10, 10, 8), new("small", 5, 5, null)], First.AddDays(3), "Asia/Shanghai", null));
        Assert.Equal("g", curve.Group);
        Assert.Equal([0.4m, null, 0.6m, 0.8m], curve.Days);
        Assert.Empty(curve.Before);
    }

    [Fact]
    public void The_previous_round_is_the_second_line_where_its_number_is_shown()
    {
        PastTurnout[] past = [At(0, 2), At(1, 4)];
        GroupTurnout[] now = [new("g", 10, 10, 5)];
        Assert.Equal([0.1m, 0.25m], Assert.Single(GroupCurve.Of(past, now, First.AddDays(1.2), "Asia/Shanghai", ([At(0, 2)], [new("g", 20, 20, 5)], First.AddDays(1)))).Before);
        Assert.Empty(Assert.Single(GroupCurve.Of(past, now, First.AddDays(1.2), "Asia/Shanghai", ([At(0, 2)], [new("g", 20, 20, null)], First.AddDays(1)))).Before);
    }

    [Fact]
    public void A_round_of_one_day_has_no_curves() =>
        Assert.Empty(GroupCurve.Of([At(0, 2)], [new("g", 10, 10, 5)], First.AddHours(3), "Asia/Shanghai", null));

    private static PastTurnout At(double days, int? voted) => new(First.AddDays(days), [new("g", 10, 10, voted)]);
}
