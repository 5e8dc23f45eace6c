using Evaluation.Assessment;
using Evaluation.Runtime;

namespace Evaluation.Rounds.Objections;

/// <summary>A command to a round about objections. The sender has checked the role.</summary>
public abstract record ObjectionCommand : RoundCommand, ICommand<Round, Objection>
{
    Objection ICommand<Round, Objection>.Answer(Round state) => Find(state.Objections);

    /// <summary>The objection that the command concerns.</summary>
    private protected abstract Objection Find(ObjectionBook book);
}

/// <summary>A command that concerns one objection.</summary>
/// <param name="Ticket">The objection's id.</param>
public abstract record TicketCommand(string Ticket) : ObjectionCommand
{
    private protected override Objection Find(ObjectionBook book) => book.Find(Ticket)!;
}

/// <summary>
/// Files an objection. A command with the same unit, figure, text, account and person it is filed for is the same objection, whenever it is
/// repeated.
/// </summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="About">The pointer of the disputed figure.</param>
/// <param name="Text">The objection.</param>
/// <param name="Version">The disputed version; null for the newest.</param>
/// <param name="OnBehalfOf">The person for whom it is filed; null when <paramref name="By"/> is the unit.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that files it.</param>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
/// <param name="Key">A command with the same key is the same objection too. Null for none.</param>
public sealed record FileObjection(
    string Unit, string About, string Text, int? Version, string? OnBehalfOf, DateTimeOffset At, string By, string? Person = null, CreationKey? Key = null) : ObjectionCommand, IRepeatable
{
    private protected override Objection Find(ObjectionBook book) => book.Find(this)!;
}

/// <summary>Assigns an objection to a reviewer. It replaces an earlier assignment.</summary>
/// <param name="Ticket">The objection's id.</param>
/// <param name="To">The reviewer's account.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that assigns.</param>
/// <param name="BasedOn">
/// The numbers of assignments that may be replaced, 0 for none: see <see cref="Objection.AssignmentCount"/>. Refused with <see
/// cref="RefusalCode.Stale"/> when there is another number. Null for any.
/// </param>
public sealed record AssignObjection(string Ticket, string To, DateTimeOffset At, string By, IReadOnlyList<long>? BasedOn = null) : TicketCommand(Ticket);

/// <summary>Proposes an answer. It replaces an earlier proposal that was not approved.</summary>
/// <param name="Ticket">The objection's id.</param>
/// <param name="Decision">Whether the objection is upheld.</param>
/// <param name="Answer">The text for the objector.</param>
/// <param name="Corrections">Changes of the unit's ledger; empty unless the objection is upheld.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that proposes.</param>
/// <param name="BasedOn">
/// The numbers of proposals that may be replaced, 0 for none: see <see cref="Objection.ProposalCount"/>. Refused with <see
/// cref="RefusalCode.Stale"/> when there is another number. Null for any.
/// </param>
/// <param name="Checked">
/// For an upheld objection: the check of the corrections. Refused as <see cref="CheckedCorrections.IsMissing"/> says without it, and when
/// another correction was approved since.
/// </param>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
public sealed record ProposeAnswer(
    string Ticket, ObjectionDecision Decision, string Answer, IReadOnlyList<LedgerChange> Corrections, DateTimeOffset At, string By, IReadOnlyList<long>? BasedOn = null,
    CheckedCorrections? Checked = null, string? Person = null) : TicketCommand(Ticket);

/// <summary>Approves the proposed answer. Refused for the person who proposed it or filed the objection.</summary>
/// <param name="Proposal">The number of the proposal that was read; null for the current one.</param>
/// <param name="Checked">For an upheld objection: the check of the proposed corrections, as in <see cref="ProposeAnswer"/>.</param>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
public sealed record ApproveAnswer(string Ticket, int? Proposal, DateTimeOffset At, string By, CheckedCorrections? Checked = null, string? Person = null) : TicketCommand(Ticket);
