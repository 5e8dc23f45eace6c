using System.Text.Json.Serialization;

namespace Evaluation.Honours;

/// <summary>The days of a term, from the first one to the exclusive end.</summary>
/// <remarks>
/// A term that renews another one without a gap is counted from the first day of the first term, so that a clamped end does not move the
/// later ones: two terms of six months from 31 August end on 28 February and on 31 August.
/// </remarks>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day after the term.</param>
/// <param name="ReexamineBy">The day of the re-examination; null for a title without one.</param>
/// <param name="CountedFrom">The first day of the first of the joined terms.</param>
/// <param name="CountedMonths">Calendar months from <paramref name="CountedFrom"/> to <paramref name="Until"/>.</param>
public sealed record TermSpan(DateOnly From, DateOnly Until, DateOnly? ReexamineBy, DateOnly CountedFrom, int CountedMonths)
{
    /// <summary>No term begins earlier.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>No term begins later, so that every end is a day of the calendar.</summary>
    public static readonly DateOnly Latest = new(2999, 12, 31);

    /// <summary>
    /// A term that joins no other one. It ends after the months of the title, on the same day of the month, or on the last day of a month
    /// that does not have that day.
    /// </summary>
    public static TermSpan First(DateOnly from, Title title) => Counted(from, from, 0, title);

    /// <summary>The term that follows this one without a gap.</summary>
    public TermSpan Next(Title title) => Counted(Until, CountedFrom, CountedMonths, title);

    /// <summary>Whether the days are those that follow from the months. For a verification.</summary>
    [JsonIgnore]
    public bool IsCounted => CountedFrom.AddMonths(CountedMonths) == Until && CountedFrom <= From && From < Until;

    private static TermSpan Counted(DateOnly from, DateOnly start, int months, Title title) => new(
        from, start.AddMonths(months + title.TermMonths), title.ReexaminationMonths is { } reexamination ? start.AddMonths(months + reexamination) : null, start,
        months + title.TermMonths);
}
