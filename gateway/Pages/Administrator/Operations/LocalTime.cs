using System.Globalization;

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>Local times of a time zone as a field of a form shows and sends them.</summary>
public static class LocalTime
{
    private const string ToMinute = "yyyy-MM-dd'T'HH:mm";
    private const string ToSecond = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>The forms in which browsers send a local time.</summary>
    private static readonly string[] Forms = [ToMinute, ToSecond, ToSecond + ".FFFFFFF"];

    /// <summary>Years for which every local time is an instant in every time zone.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 9000;

    public static TimeZoneInfo Zone(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The instant as the text of a field: to the minute, or to the second where it has seconds. Empty for none.</summary>
    public static string Text(DateTimeOffset? at, string timeZone)
    {
        if (at is not { } instant)
            return "";
        var local = TimeZoneInfo.ConvertTime(instant, Zone(timeZone));
        return local.ToString(local.Second == 0 ? ToMinute : ToSecond, CultureInfo.InvariantCulture);
    }

    /// <summary>The local time that a text names; null for another text.</summary>
    public static DateTime? Read(string text) =>
        DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    /// <summary>
    /// The instants that have this local time, earliest first: one on most days, none where clocks are put forward over it, two where they
    /// are put back over it. None in a year in which some time zone has no instants.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> Instants(DateTime local, string timeZone)
    {
        if (local.Year is < FirstYear or > LastYear)
            return [];
        var zone = Zone(timeZone);
        TimeSpan[] offsets = zone.IsInvalidTime(local) ? [] : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        return [.. offsets.OrderDescending().Select(offset => new DateTimeOffset(local, offset))];
    }

    /// <summary>The offset from UTC, as <c>+02:00</c>.</summary>
    public static string Offset(DateTimeOffset at) => at.ToString("zzz", CultureInfo.InvariantCulture);
}
