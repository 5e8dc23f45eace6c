using System.Globalization;

namespace Evaluation.Gateway.Supervision;

/// <summary>A month in an address: <c>2011-03</c>.</summary>
public static class BulletinMonth
{
    /// <summary>Earlier months have no supervision, and the first ones of the calendar no instants in every time zone.</summary>
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public static string Word(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>
    /// The first day of the month. Refused with <see cref="RefusalCode.BadRequest"/> for another word, and for a month before 1900 or one
    /// that has not begun.
    /// </summary>
    /// <param name="month">Null for the month of <paramref name="today"/>.</param>
    public static Outcome<DateOnly> Read(string? month, DateOnly today)
    {
        var now = new DateOnly(today.Year, today.Month, 1);
        if (month is null)
            return now;
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return new Refusal(RefusalCode.BadRequest, "A month is written as 2011-03.", ("parameter", "month"));
        if (first < Earliest)
            return new Refusal(RefusalCode.BadRequest, $"The first month is {Word(Earliest)}.", ("parameter", "month"));
        return first <= now ? first : new Refusal(RefusalCode.BadRequest, $"The month {month} has not begun.", ("parameter", "month"));
    }
}
