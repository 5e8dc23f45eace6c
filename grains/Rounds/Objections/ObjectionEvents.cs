using Evaluation.Assessment;

namespace Evaluation.Rounds.Objections;

/// <param name="Version">The disputed version of the result.</param>
/// <param name="Person">The person who filed it; null for the account's own name.</param>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record ObjectionFiled(
    string Ticket, string Unit, string About, string Text, int Version, string? OnBehalfOf, DateTimeOffset At, string By, string? Reason = null,
    string? Person = null, CreationKey? Key = null) : RoundEvent(At, By, Reason);

public sealed record ObjectionAssigned(string Ticket, string To, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <param name="Person">The person who proposed it; null for the account's own name.</param>
public sealed record AnswerProposed(
    string Ticket, ObjectionDecision Decision, string Answer, IReadOnlyList<LedgerChange> Corrections, DateTimeOffset At, string By, string? Reason = null,
    string? Person = null)
    : RoundEvent(At, By, Reason);

/// <summary>The answer was approved by <c>By</c>. With corrections, the next version of the result is due.</summary>
/// <param name="Person">The person who approved it; null for the account's own name.</param>
public sealed record ObjectionAnswered(
    string Ticket, ObjectionDecision Decision, string Answer, IReadOnlyList<LedgerChange> Corrections, string ProposedBy, bool Late,
    DateTimeOffset At, string By, string? Reason = null, string? Person = null) : RoundEvent(At, By, Reason);
