using System.Globalization;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Advising;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Operations;

/// <summary>Figures and instants of operations in words of one language, as of one instant.</summary>
public sealed class OperationsWords(Catalogue texts, Formats formats, OperationsReport report)
{
    private TimeZoneInfo Zone { get; } =
        TimeZoneInfo.TryFindSystemTimeZoneById(report.Votes is [var vote, ..] ? vote.TimeZone : new RoundRules().TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Hours and minutes.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string ClockWithSeconds(DateTimeOffset at) => Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A past instant: today at 02:00.</summary>
    public string When(DateTimeOffset at) => (Day(report.At).DayNumber - Day(at).DayNumber) switch
    {
        0 => texts.Say("ops.today", Clock(at)),
        1 => texts.Say("ops.yesterday", Clock(at)),
        _ => texts.Say("ops.onDay", DayAndMonth(Day(at)), Clock(at)),
    };

    /// <summary>An instant to come. Midnight belongs to the day that it ends.</summary>
    public string Deadline(DateTimeOffset at)
    {
        if (Local(at).TimeOfDay == TimeSpan.Zero)
            return texts.Say("ops.midnight", DayAndMonth(Day(at).AddDays(-1)));
        return Day(at) == Day(report.At) ? texts.Say("ops.today", Clock(at)) : texts.Say("ops.onDay", DayAndMonth(Day(at)), Clock(at));
    }

    /// <summary>A length of time in one unit, or in days and hours.</summary>
    public string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => texts.Say("ops.spanSeconds", FigureText.Tenths(span.TotalSeconds)),
        { TotalMinutes: < 2 } => texts.Say("ops.spanSeconds", (int)span.TotalSeconds),
        { TotalHours: < 2 } => texts.Say("ops.spanMinutes", (int)span.TotalMinutes),
        { TotalDays: < 2 } => texts.Say("ops.spanHours", (int)span.TotalHours),
        { TotalDays: < 7, Hours: > 0 } => texts.Say("ops.spanDaysHours", span.Days, span.Hours),
        _ => texts.Say("ops.spanDays", span.Days),
    };

    public string Until(DateTimeOffset at) => Span(at > report.At ? at - report.At : TimeSpan.Zero);

    public string Since(DateTimeOffset at) => Span(at < report.At ? report.At - at : TimeSpan.Zero);

    public string Title(Advice advice) => texts.Say("ops.is-" + advice.Rule, Facts(advice));

    public string Act(Advice advice) => texts["ops.do-" + advice.Rule];

    /// <summary>The link to the section of the handbook.</summary>
    public string Section(Advice advice) => texts.Say("ops.handbook", texts["ops.at-" + advice.Rule]);

    public string Outcome(VerificationOutcome outcome) => texts[$"ops.outcome-{char.ToLowerInvariant(outcome.ToString()[0])}{outcome.ToString()[1..]}"];

    private object?[] Facts(Advice advice) => [.. advice.Facts.Select(fact => fact.Value switch
    {
        string[] names => string.Join(texts["ops.listSeparator"], names),
        LocalText title => title.In(texts.Language),
        TimeSpan span => Span(span),
        DateTimeOffset at => at > report.At ? Deadline(at) : When(at),
        decimal share => FigureText.PerCent((double)share),
        long count => formats.Count(count),
        VerificationOutcome outcome => Outcome(outcome),
        var other => other,
    })];

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    private string DayAndMonth(DateOnly day)
    {
        var whole = formats.Day(day);
        var year = day.Year.ToString(CultureInfo.InvariantCulture);
        return whole.Replace(year + "年", "", StringComparison.Ordinal).Replace(" " + year, "", StringComparison.Ordinal);
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
