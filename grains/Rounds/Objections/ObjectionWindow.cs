namespace Evaluation.Rounds.Objections;

/// <summary>The time in which objections are accepted: from publication until <paramref name="Until"/>, exclusive.</summary>
public sealed record ObjectionWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Days of the objection window when the rules do not set them.</summary>
    public const int UsualDays = 7;

    public bool IsOver(DateTimeOffset at) => at >= Until;

    /// <summary>
    /// The end of <paramref name="days"/> whole days after the day of publication, in the round's time zone. For 0 days it is the instant
    /// of publication, so there is no window.
    /// </summary>
    public static DateTimeOffset EndOf(DateTimeOffset publishedAt, int days, string timeZone)
    {
        if (days == 0)
            return publishedAt;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var midnight = TimeZoneInfo.ConvertTime(publishedAt, zone).Date.AddDays(days + 1);
        // Where clocks are put forward at midnight, the day begins later.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new(midnight, zone.GetUtcOffset(midnight));
    }
}
