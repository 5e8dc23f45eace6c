namespace Evaluation.Rounds.Objections;

/// <summary>When a published result may be objected to: from its publication until just before <paramref name="Until"/>.</summary>
public sealed record ObjectionWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>How many days a round is open to objections when its rules do not say.</summary>
    public const int UsualDays = 7;

    public bool IsOver(DateTimeOffset at) => at >= Until;

    /// <summary>
    /// The end of the last of <paramref name="days"/> whole days after the day of publication, as clocks in the time zone show it; for 0 days, the
    /// publication itself: there is no window.
    /// </summary>
    public static DateTimeOffset EndOf(DateTimeOffset publishedAt, int days, string timeZone)
    {
        if (days == 0)
            return publishedAt;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var midnight = TimeZoneInfo.ConvertTime(publishedAt, zone).Date.AddDays(days + 1);
        // Where clocks are put forward at midnight, the day begins a little later.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new(midnight, zone.GetUtcOffset(midnight));
    }
}
