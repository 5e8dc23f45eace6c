using Evaluation.Cuts;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Turnout;

/// <summary>The turnout of one group by day, beside that of the same group in the previous round.</summary>
/// <param name="Days">The share at the end of each day since the opening; null for a day at which it was not shown.</param>
/// <param name="Before">The same of the previous round, as far as it has been published; empty without one.</param>
public sealed record GroupCurve(string Group, IReadOnlyList<decimal?> Days, IReadOnlyList<decimal?> Before)
{
    /// <summary>The groups whose number of voters is shown now, each with at least two days.</summary>
    /// <param name="at">The time of <paramref name="now"/>: now, or the close.</param>
    /// <param name="before">The past and the final turnout of the previous round, with its close; null without one.</param>
    public static IReadOnlyList<GroupCurve> Of(
        IReadOnlyList<PastTurnout> past, IReadOnlyList<GroupTurnout> now, DateTimeOffset at, string timeZone, (IReadOnlyList<PastTurnout> Past, IReadOnlyList<GroupTurnout> Final, DateTimeOffset At)? before) =>
    [
        .. now.Where(group => group is { Voted: not null, Issued: > 0 }).Select(group => new GroupCurve(
                group.Group, Of(group, past, at, timeZone),
                before is var (hours, final, close) && final.FirstOrDefault(known => known.Group == group.Group) is { Voted: not null, Issued: > 0 } known ? Of(known, hours, close, timeZone) : []))
            .Where(curve => curve.Days.Count(share => share is not null) > 1),
    ];

    /// <summary>Shares of the codes that the group has at the end. A group that was hidden at a time has no value there.</summary>
    private static IReadOnlyList<decimal?> Of(GroupTurnout end, IReadOnlyList<PastTurnout> past, DateTimeOffset at, string timeZone)
    {
        (DateTimeOffset At, int? Voted)[] points = [.. past.Where(hour => hour.At < at).Select(hour => (hour.At, hour.Groups.FirstOrDefault(group => group.Group == end.Group)?.Voted)), (at, end.Voted)];
        var byDay = points.Where(point => point.Voted is not null).GroupBy(point => point.At.DayIn(timeZone)).ToDictionary(day => day.Key, day => day.Last().Voted!.Value);
        var (first, last) = (points[0].At.DayIn(timeZone), at.DayIn(timeZone));
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(day => byDay.TryGetValue(first.AddDays(day), out var voted) ? Math.Min(1, (decimal)voted / end.Issued) : default(decimal?))];
    }
}
