using Evaluation.Cuts;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Turnout;

/// <summary>The turnout of a round over time, of the groups whose number of voters is shown now.</summary>
/// <param name="Points">Oldest first; the last one is the turnout that the page shows.</param>
public sealed record TurnoutSeries(IReadOnlyList<TurnoutPoint> Points)
{
    /// <summary>A line of fewer points says nothing that the table does not say.</summary>
    public const int PointsMin = 3;

    /// <summary>The last point of each day, with the voters of that day.</summary>
    public IReadOnlyList<(DateOnly Day, int Added, TurnoutPoint End)> Days
    {
        get
        {
            var before = 0;
            return [.. Points.GroupBy(point => DateOnly.FromDateTime(point.At.DateTime)).Select(day => Of(day.Key, day.Last()))];

            (DateOnly, int, TurnoutPoint) Of(DateOnly day, TurnoutPoint end)
            {
                var added = end.Voted - before;
                before = end.Voted;
                return (day, added, end);
            }
        }
    }

    /// <param name="past">The kept turnout, oldest first.</param>
    /// <param name="now">The turnout that the page shows.</param>
    /// <param name="at">Its time: now, or the close.</param>
    public static TurnoutSeries Of(IReadOnlyList<PastTurnout> past, IReadOnlyList<GroupTurnout> now, DateTimeOffset at, string timeZone)
    {
        // A group that is hidden now is left out everywhere, so that nothing can be found by subtraction.
        HashSet<string> shown = [.. now.Where(group => group.Voted is not null).Select(group => group.Group)];
        return new([.. past.Where(hour => hour.At < at).Select(hour => Point(hour.At, hour.Groups)), Point(at, now)]);

        TurnoutPoint Point(DateTimeOffset time, IReadOnlyList<GroupTurnout> groups)
        {
            GroupTurnout[] counted = [.. groups.Where(group => shown.Contains(group.Group) && group.Voted is not null)];
            // The codes of the shown groups now: those of a past hour may not all have been issued yet, and a share of them would fall.
            return new(time.In(timeZone), counted.Sum(group => group.Voted!.Value), now.Where(group => shown.Contains(group.Group)).Sum(group => group.Issued));
        }
    }
}

/// <summary>The turnout at a time, in the round's time zone.</summary>
/// <param name="Issued">The codes of the shown groups.</param>
public sealed record TurnoutPoint(DateTimeOffset At, int Voted, int Issued)
{
    public decimal Share => Issued == 0 ? 0 : Math.Min(1, (decimal)Voted / Issued);
}
