using System.Globalization;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Complaints;

/// <summary>
/// The year in which a complaint is numbered: the one in which it is entered, by the time of China. A letter of December that is entered in
/// January has a number of the new year, so no number of a finished year is given any more.
/// </summary>
internal static class ComplaintYears
{
    public const string TimeZone = "Asia/Shanghai";

    public static string Of(DateTimeOffset instant) => instant.In(TimeZone).Year.ToString("D4", CultureInfo.InvariantCulture);

    public static DateOnly DayOf(DateTimeOffset instant) => instant.DayIn(TimeZone);

    /// <summary>The earlier years in which a call with the same key may have created a complaint.</summary>
    public static IEnumerable<string> Before(DateTimeOffset now) => Of(now - Limits.CreationKeyAge) is var earlier && earlier != Of(now) ? [earlier] : [];
}
