using System.Globalization;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Shared.Parts;

/// <summary>
/// Typed days that are possible but unusual, such as a visit after the period of the round. A page asks about them once; the same form sent
/// again is carried out.
/// </summary>
/// <param name="Field">The key of the text that names the field.</param>
/// <param name="Usual">The days between which such a day usually lies.</param>
/// <param name="Days">The unusual days, in order.</param>
public sealed record DayDoubts(string Field, Period Usual, IReadOnlyList<DateOnly> Days)
{
    /// <summary>The name of the hidden field with the days that the person was asked about.</summary>
    public const string Asked = "sure";

    public string AskedDays => string.Join(' ', Days.Select(day => day.DayNumber));

    /// <summary>The doubts about a form; null for none, and where the form says that the person was asked about these days.</summary>
    /// <param name="field">The key of the text that names the field.</param>
    /// <param name="usual">Null where any day is usual.</param>
    /// <param name="typed">The days as typed. A text that is no possible day is left to the faults of the form.</param>
    public static DayDoubts? Of(IFormCollection form, string field, Period? usual, params IEnumerable<string> typed)
    {
        if (usual is null)
            return null;
        var unusual = typed.Select(Day).OfType<DateOnly>().Where(day => WorkDays.Fault(day) is null && (day < usual.From || day > usual.To));
        var doubts = new DayDoubts(field, usual, [.. unusual.Distinct().Order()]);
        return doubts.Days.Count == 0 || form[Asked] == doubts.AskedDays ? null : doubts;
    }

    /// <summary>The doubts about a last day of a finding: before the period of the round, or more than a year after it.</summary>
    public static DayDoubts? OfDue(IFormCollection form, string field, Period? period, string typed) => Of(form, field, Around(period, 0, 1), typed);

    /// <summary>The period with some years before and after it.</summary>
    public static Period? Around(Period? period, int yearsBefore, int yearsAfter) =>
        period is null ? null : new(Moved(period.From, -yearsBefore), Moved(period.To, yearsAfter));

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A stored period may end in the last year of the calendar.</summary>
    private static DateOnly Moved(DateOnly day, int years) => day.Year + years is >= 1 and <= 9999 ? day.AddYears(years) : day;
}
