using Evaluation.Assessment;
using Evaluation.Runtime;

namespace Evaluation.Rounds.Objections;

/// <summary>A command to a round that concerns objections. Who has the role for it is decided before it is sent.</summary>
public abstract record ObjectionCommand : RoundCommand;

/// <summary>
/// Files an objection. Sent again by the same account with the same unit, figure, text and person behind it, it is the same objection, whatever time it is.
/// </summary>
/// <param name="Version">Null for the newest.</param>
/// <param name="OnBehalfOf">Null when <paramref name="By"/> is the unit.</param>
public sealed record FileObjection(
    string Unit, string About, string Text, int? Version, string? OnBehalfOf, DateTimeOffset At, string By) : ObjectionCommand, ICommand<Objection>;

public sealed record AssignObjection(string Ticket, string To, DateTimeOffset At, string By) : ObjectionCommand, ICommand<Objection>;

/// <summary>Proposes an answer, in place of one that was proposed before and not approved.</summary>
public sealed record ProposeAnswer(
    string Ticket, ObjectionDecision Decision, string Answer, IReadOnlyList<LedgerChange> Corrections, DateTimeOffset At, string By) : ObjectionCommand, ICommand<Objection>;

/// <summary>Asks whether such an answer could be proposed now; refused as the proposal would be. Changes nothing.</summary>
public sealed record ViewAnswerCheck(string Ticket, ObjectionDecision Decision, IReadOnlyList<LedgerChange> Corrections, string By) : ObjectionCommand, ICommand<Objection>;

/// <summary>Gives the proposed answer. Only for somebody who neither proposed it nor filed the objection.</summary>
/// <param name="Proposal">The number of the proposal that was read; null for the one that stands.</param>
public sealed record ApproveAnswer(string Ticket, int? Proposal, DateTimeOffset At, string By) : ObjectionCommand, ICommand<Objection>;

public sealed record ViewObjection(string Ticket) : ObjectionCommand, ICommand<Objection>;

public sealed record ViewObjections : ObjectionCommand, ICommand<ObjectionList>
{
    public static readonly ViewObjections Now = new();
}

/// <summary>A round's objections in the order of filing.</summary>
public sealed record ObjectionList(IReadOnlyList<Objection> Objections);
