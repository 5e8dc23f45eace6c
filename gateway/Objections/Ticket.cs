using Evaluation.Assessment;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds.Objections;

namespace Evaluation.Gateway.Objections;

/// <summary>Who looks at an objection.</summary>
internal enum TicketReader
{
    /// <summary>Everybody, once the result is published.</summary>
    Anybody,

    /// <summary>The unit that filed it.</summary>
    Objector,

    /// <summary>The round's administrators, reviewers and auditors.</summary>
    Staff,
}

/// <summary>
/// An objection. Everybody sees its number, unit, figure, state and the answer that was given; the unit that filed it also its text; the round's staff also
/// who is behind it, what is proposed and who answered. What the reader may not see is null.
/// </summary>
/// <param name="ResultVersion">The version that an upheld objection led to.</param>
public sealed record Ticket(
    string Id, string Unit, string About, int Version, ObjectionState State, DateTimeOffset FiledAt, TicketAnswer? Answer, int? ResultVersion,
    string? Text, string? FiledBy, string? OnBehalfOf, string? AssignedTo, ProposedAnswer? Proposal)
{
    internal static Ticket Of(Objection objection, TicketReader reader, string timeZone)
    {
        var (isStaff, isTheirs) = (reader == TicketReader.Staff, reader >= TicketReader.Objector);
        return new(
            objection.Id,
            objection.Unit,
            objection.About,
            objection.Version,
            objection.State,
            objection.FiledAt.In(timeZone),
            objection.Answer is { } answer ? TicketAnswer.Of(answer, isStaff, timeZone) : null,
            objection.LedTo,
            isTheirs ? objection.Text : null,
            isTheirs ? objection.FiledBy : null,
            isStaff ? objection.OnBehalfOf : null,
            isStaff ? objection.AssignedTo : null,
            isStaff && objection.Proposal is { } proposal ? proposal with { At = proposal.At.In(timeZone) } : null);
    }
}

/// <param name="Late">Given after the window had closed.</param>
public sealed record TicketAnswer(
    ObjectionDecision Decision, string Text, DateTimeOffset At, bool Late, IReadOnlyList<LedgerChange>? Corrections, string? ProposedBy, string? ApprovedBy)
{
    internal static TicketAnswer Of(GivenAnswer answer, bool isStaff, string timeZone) => new(
        answer.Decision,
        answer.Text,
        answer.At.In(timeZone),
        answer.Late,
        isStaff ? answer.Corrections : null,
        isStaff ? answer.ProposedBy : null,
        isStaff ? answer.ApprovedBy : null);
}
