using Evaluation.Cuts;
using Evaluation.Gateway.Pages.Public.Turnout;
using Evaluation.Scoring;

namespace Evaluation.Tests.Cuts;

/// <summary>The turnout over time: one entry an hour, and only of groups that are shown.</summary>
public sealed class PastTurnoutTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 10, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly AloneCut _cuts = new();

    [Fact]
    public void The_last_cut_of_an_hour_is_kept()
    {
        foreach (var (minutes, voted) in new[] { (10, 5), (20, 6), (50, 7), (60, 8), (130, 9) })
            _cuts.Do(new TakeCut(Nine.AddMinutes(minutes), 5, [], [Group("users", voted)]));
        Assert.Equal([(50, 7), (60, 8), (130, 9)], _cuts.Do(new ViewPastTurnout()).Hours.Select(hour => ((int)(hour.At - Nine).TotalMinutes, hour.Groups[0].Voted!.Value)));
    }

    [Fact]
    public void A_repeated_cut_keeps_nothing_twice()
    {
        var cut = new TakeCut(Nine, 5, [], [Group("users", 5)]);
        _cuts.Do(cut);
        _cuts.Do(cut);
        Assert.Single(_cuts.Do(new ViewPastTurnout()).Hours);
    }

    [Fact]
    public void A_group_that_is_hidden_now_is_in_no_sum()
    {
        PastTurnout[] past = [new(Nine, [Group("npc", 7), Group("users", 10)]), new(Nine.AddHours(1), [Group("npc", null), Group("users", 20)])];
        var series = TurnoutSeries.Of(past, [Group("npc", null), Group("users", 50)], Nine.AddHours(20), "Asia/Shanghai");
        Assert.Equal([(10, 100), (20, 100), (50, 100)], series.Points.Select(point => (point.Voted, point.Issued)));
        Assert.Equal([(10, 20), (11, 30)], series.Days.Select(day => (day.Day.Day, day.Added)));
    }

    private static GroupTurnout Group(string code, int? voted) => new(code, 200, 100, voted);
}
