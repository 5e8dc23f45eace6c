using Evaluation.Honours;
using Evaluation.Rules;

namespace Evaluation.Gateway.Honours;

/// <summary>An honour as the public reads it.</summary>
/// <param name="Until">The first day after the term.</param>
/// <param name="ReexamineBy">Null for titles without a re-examination.</param>
/// <param name="State">Today, in the time zone of the honour's round, or of Shanghai without one.</param>
/// <param name="ConsecutiveTerms">This term and those before it that join without a gap, also under former codes of the unit.</param>
/// <param name="DueOn">
/// The re-examination or the end of the term, whichever comes first; null for an honour that was withdrawn or renewed.
/// </param>
/// <param name="Round">Null for none, and for an internal round that the reader does not see.</param>
/// <param name="Renews">The honour that this one renews; null for none.</param>
/// <param name="RenewedBy">The honour that continues this one; null for none.</param>
/// <param name="Withdrawn">Null unless it was withdrawn.</param>
public sealed record HonourView(
    string Id,
    string Title,
    LocalText Label,
    HonourLevel Level,
    string Unit,
    DateOnly From,
    DateOnly Until,
    DateOnly? ReexamineBy,
    HonourState State,
    int ConsecutiveTerms,
    DateOnly? DueOn,
    string? Document,
    string? Round,
    string? Renews,
    string? RenewedBy,
    WithdrawalView? Withdrawn)
{
    /// <param name="now">The server's clock.</param>
    public static HonourView Of(HonourTerm term, DateTimeOffset now) => new(
        term.Honour.Id, term.Title.Code, term.Title.Label, term.Title.Level, term.Honour.Unit, term.Honour.Span.From, term.Honour.Span.Until, term.Honour.Span.ReexamineBy,
        term.StateOn(Today(term.Honour, now)), term.ConsecutiveTerms, term.DueOn, term.Honour.Document, term.Honour.Round, term.Honour.Renews, term.RenewedBy,
        term.Honour.Withdrawn is { } withdrawn ? new(withdrawn.On, withdrawn.Grounds) : null);

    /// <summary>The day in the zone of the honour.</summary>
    public static DateOnly Today(Honour honour, DateTimeOffset now) => now.DayIn(honour.TimeZone);
}

/// <summary>The withdrawal of an honour.</summary>
/// <param name="On">The first day without the title.</param>
public sealed record WithdrawalView(DateOnly On, string Grounds);
