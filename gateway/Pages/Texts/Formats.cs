using System.Globalization;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>Dates and numbers as a reader of one language expects them, instants in a time zone.</summary>
/// <remarks>The framework's cultures are left out of the program, so the few forms that the pages need are written here.</remarks>
public sealed class Formats(Catalogue texts)
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private bool IsChinese => texts.Language == "zh";

    /// <summary>A whole number with groups of three: <c>1,234</c>.</summary>
    public string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number as exact as it is, with groups of three.</summary>
    public string Number(decimal number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A score with all the round's decimals.</summary>
    public string Fixed(decimal number, int decimals) => number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A share of 0 to 1 with one decimal: <c>64.2%</c>.</summary>
    public string Percent(decimal share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>A share of 0 to 1 as short as it can be said: <c>25%</c>.</summary>
    public string Share(decimal share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public string Day(DateOnly day) => IsChinese
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    /// <summary>To the minute, in the time zone, with its name.</summary>
    public string Instant(DateTimeOffset at, string timeZone) => $"{Moment(at, timeZone)}{Zone(at, timeZone)}";

    /// <summary>To the minute, in the time zone, without its name.</summary>
    public string Moment(DateTimeOffset at, string timeZone)
    {
        var local = Local(at, timeZone);
        return $"{Day(DateOnly.FromDateTime(local.DateTime))}{(IsChinese ? " " : ", ")}{local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>
    /// A deadline, to the minute, in the time zone. Midnight belongs to the day that ends with it: <c>12月6日24时</c>, not 7 December 00:00.
    /// </summary>
    public string Deadline(DateTimeOffset at, string timeZone)
    {
        var local = Local(at, timeZone);
        if (local.TimeOfDay != TimeSpan.Zero)
            return Moment(at, timeZone);
        var day = Day(DateOnly.FromDateTime(local.DateTime).AddDays(-1));
        return IsChinese ? day + "24时" : "the end of " + day;
    }

    /// <summary>A deadline with the name of the time zone.</summary>
    public string DeadlineInZone(DateTimeOffset at, string timeZone) => Deadline(at, timeZone) + Zone(at, timeZone);

    /// <summary>To the second, as short as a table wants it.</summary>
    public string Second(DateTimeOffset at, string timeZone) => Local(at, timeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private string Zone(DateTimeOffset at, string timeZone)
    {
        if (timeZone == "Asia/Shanghai")
            return IsChinese ? "（北京时间）" : " (Beijing time)";
        var offset = Local(at, timeZone).ToString("zzz", CultureInfo.InvariantCulture);
        return IsChinese ? $"（UTC{offset}）" : $" (UTC{offset})";
    }

    private static DateTimeOffset Local(DateTimeOffset at, string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at;
}
