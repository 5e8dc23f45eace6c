using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds.Objections;

namespace Evaluation.Gateway.Objections;

/// <summary>The readers of an objection, from the fewest fields to the most.</summary>
internal enum TicketReader
{
    /// <summary>The public, once the result is published.</summary>
    Anybody,

    /// <summary>The unit that filed the objection.</summary>
    Objector,

    /// <summary>The round's administrators, reviewers and auditors.</summary>
    Staff,
}

/// <summary>
/// An objection as one reader sees it. The public sees number, unit, figure, state and the given answer. The unit that filed it also sees
/// its text. The round's staff also sees for whom it was filed, the proposal, and who answered. Fields that the reader may not see are
/// null.
/// </summary>
/// <param name="ResultVersion">The version of the result that was computed from the objection's corrections.</param>
public sealed record Ticket(
    string Id, string Unit, string About, int Version, ObjectionState State, DateTimeOffset FiledAt, TicketAnswer? Answer, int? ResultVersion,
    string? Text, string? FiledBy, string? OnBehalfOf, string? AssignedTo, ProposedAnswer? Proposal)
{
    /// <summary>The number of answers proposed so far. It is sent as the entity tag, to staff only.</summary>
    [JsonIgnore]
    public int? ProposalCount { get; private init; }

    /// <summary>The number of assignments so far. It is sent as the entity tag of the assignment, to staff only.</summary>
    [JsonIgnore]
    public int? AssignmentCount { get; private init; }

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
            isStaff && objection.Proposal is { } proposal ? proposal with { At = proposal.At.In(timeZone) } : null)
        {
            ProposalCount = isStaff ? objection.ProposalCount : null,
            AssignmentCount = isStaff ? objection.AssignmentCount : null,
        };
    }
}

/// <summary>The given answer as one reader sees it.</summary>
/// <param name="Late">Whether the answer was given after the window had closed.</param>
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
