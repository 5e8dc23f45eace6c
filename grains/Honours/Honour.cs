namespace Evaluation.Honours;

/// <summary>One term for which a unit holds a title.</summary>
/// <param name="Id"><c>h-1</c>, <c>h-2</c>, …; never used again.</param>
/// <param name="Title">The title's code.</param>
/// <param name="Unit">The unit's code when the title was conferred.</param>
/// <param name="Span">The days of the term.</param>
/// <param name="Document">The document that confers the title.</param>
/// <param name="Round">The round that the honour follows from; null for none.</param>
/// <param name="TimeZone">The zone in which "today" is judged: that of the round.</param>
/// <param name="Related">The other codes of the unit, as the rounds named them when the title was conferred.</param>
/// <param name="Renews">The honour that this one renews; null for none.</param>
/// <param name="Withdrawn">Null while it is not withdrawn.</param>
public sealed record Honour(
    string Id,
    string Title,
    string Unit,
    TermSpan Span,
    string? Document,
    string? Round,
    string TimeZone,
    IReadOnlyList<RelatedUnit> Related,
    string? Renews,
    Withdrawal? Withdrawn = null)
{
    /// <summary>The zone of honours without a round.</summary>
    public const string UsualTimeZone = "Asia/Shanghai";

    /// <summary>The first day on which the unit does not hold the title any more: the end of the term, or the withdrawal.</summary>
    public DateOnly HeldUntil
    {
        get
        {
            if (Withdrawn is not { } withdrawn || withdrawn.On >= Span.Until)
                return Span.Until;
            return withdrawn.On > Span.From ? withdrawn.On : Span.From;
        }
    }

    /// <summary>Whether a term of the same title that begins on this day continues this one.</summary>
    public bool IsJoinedBy(DateOnly from) => Span.Until == from && (Withdrawn is null || Withdrawn.On > from);

    /// <summary>Whether the unit holds the title on a day of <paramref name="span"/>.</summary>
    public bool Overlaps(TermSpan span) => Span.From < span.Until && span.From < HeldUntil;
}

/// <summary>The withdrawal of an honour.</summary>
/// <param name="On">The first day on which the unit does not hold the title any more.</param>
public sealed record Withdrawal(DateOnly On, string Grounds, DateTimeOffset At, string By);

/// <summary>Another code of a unit: a former code, or the code of the unit that continues it.</summary>
/// <param name="Before">
/// The code means this unit in terms that begin before this day; later it means another unit. Null: it means no other unit.
/// </param>
public sealed record RelatedUnit(string Code, DateOnly? Before = null)
{
    /// <summary>Whether an honour was conferred on the unit under this code.</summary>
    public bool Means(Honour honour) => honour.Unit == Code && (Before is null || honour.Span.From < Before);
}
