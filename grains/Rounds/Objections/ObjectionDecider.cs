using System.Diagnostics;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Rounds.Objections;

/// <summary>
/// The rules of filing, assigning, proposing and approving. All objections must be answered before a round becomes final, so only a
/// published round has open ones.
/// </summary>
internal static class ObjectionDecider
{
    public static Decision<RoundEvent> Decide(Round round, ObjectionCommand command) => command switch
    {
        FileObjection file => File(round, file),
        AssignObjection assign => Find(round, assign.Ticket, objection => Assign(objection, assign)),
        ProposeAnswer propose => Find(round, propose.Ticket, objection => Propose(round, objection, propose)),
        ApproveAnswer approve => Find(round, approve.Ticket, objection => Approve(round, objection, approve)),
        _ => throw new UnreachableException($"{round.State} × {command.GetType().Name}"),
    };

    /// <summary>
    /// Returns the objection if this answer could be proposed now, apart from the corrections of an upheld one; otherwise the refusal that
    /// the proposal would get.
    /// </summary>
    public static Outcome<Objection> Check(Round round, ViewAnswerCheck check)
    {
        if (round.Objections.Find(check.Ticket) is not { } objection)
            return NoSuchObjection(check.Ticket);
        if (objection.Answer is not null)
            return Answered(objection);
        return check.Decision != ObjectionDecision.Upheld && check.Corrections.Count > 0 ? CorrectionCheck.OnlyUpheld : objection;
    }

    public static Refusal NoSuchObjection(string ticket) => new(RefusalCode.NoSuchObjection, $"The round has no objection '{ticket}'.", ("objection", ticket));

    private static Decision<RoundEvent> File(Round round, FileObjection file)
    {
        var book = round.Objections;
        if (book.Keys.Find(file.Key, file.At).IsRefused(out var reused))
            return reused;
        if (book.Find(file) is not null)
            return Decision<RoundEvent>.NothingToDo;
        if (!LifeCycle.IsPublic(round.State))
            return RoundDecider.WrongState(round.State, "be objected to", RoundState.Published);
        if (round.State != RoundState.Published || book.Window is not { } window || window.IsOver(file.At))
        {
            return new Refusal(
                RefusalCode.ObjectionWindowClosed, "Objections are accepted only within the objection window.", ("from", book.Window?.From), ("until", book.Window?.Until));
        }
        if (round.Rules!.Units.All(unit => unit.Code != file.Unit))
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{file.Unit}'.", ("unit", file.Unit));
        var version = file.Version ?? round.Versions.Count;
        if (version < 1 || version > round.Versions.Count)
            return RoundDecider.NoSuchVersion(round);
        if (!UnitFigures.Has(round.Versions[version - 1].Unit(file.Unit), file.About))
        {
            return new Refusal(
                RefusalCode.NoSuchFigure, $"The result of '{file.Unit}' has no figure '{file.About}'. Figures go by pointers such as /total or /groups/<group>/score; / is the whole.", ("about", file.About));
        }
        if (book.Objections.Count >= Limits.ObjectionsPerRound || book.Objections.Count(objection => objection.Unit == file.Unit) >= Limits.ObjectionsPerUnit)
            return new Refusal(RefusalCode.TooManyObjections, $"The limit of {Limits.ObjectionsPerUnit} objections about one unit, or of {Limits.ObjectionsPerRound} in one round, is reached.");
        return new ObjectionFiled(book.NextTicket, file.Unit, file.About, file.Text, version, file.OnBehalfOf, file.At, file.By, Person: file.Person, Key: file.Key);
    }

    private static Decision<RoundEvent> Assign(Objection objection, AssignObjection assign)
    {
        if (objection.AssignedTo == assign.To)
            return Decision<RoundEvent>.NothingToDo;
        if (objection.Answer is not null)
            return Answered(objection);
        return Stale.Refuse(assign.BasedOn, objection.AssignmentCount, "The assignment") is { } stale
            ? stale
            : new ObjectionAssigned(assign.Ticket, assign.To, assign.At, assign.By);
    }

    private static Decision<RoundEvent> Propose(Round round, Objection objection, ProposeAnswer propose)
    {
        LedgerChange[] corrections = [.. propose.Corrections.Select(change => change.SignedBy(propose.By, approver: null))];
        if (objection.Answer is { } given)
        {
            // A repeated proposal that was approved in the meantime changes nothing.
            LedgerChange[] approved = [.. corrections.Select(change => change.SignedBy(propose.By, given.ApprovedBy))];
            var isSame = (given.ProposedBy, given.Decision, given.Text) == (propose.By, propose.Decision, propose.Answer) && LedgerJson.Same(given.Corrections, approved);
            return isSame ? Decision<RoundEvent>.NothingToDo : Answered(objection);
        }
        if (objection.Proposal is { } standing && (standing.By, standing.Decision, standing.Text) == (propose.By, propose.Decision, propose.Answer) && LedgerJson.Same(standing.Corrections, corrections))
            return Decision<RoundEvent>.NothingToDo;
        if (Stale.Refuse(propose.BasedOn, objection.ProposalCount, "The proposed answer") is { } stale)
            return stale;
        if (Refuse(round, propose.Decision, corrections, propose.Checked) is { } refusal)
            return refusal;
        return new AnswerProposed(propose.Ticket, propose.Decision, propose.Answer, corrections, propose.At, propose.By, Person: propose.Person);
    }

    private static Decision<RoundEvent> Approve(Round round, Objection objection, ApproveAnswer approve)
    {
        if (objection.Answer is { } given)
        {
            var isSame = given.ApprovedBy == approve.By && (approve.Proposal ?? objection.ProposalCount) == objection.ProposalCount;
            return isSame ? Decision<RoundEvent>.NothingToDo : Answered(objection);
        }
        if (objection.Proposal is not { } proposal)
            return new Refusal(RefusalCode.NothingProposed, "No answer has been proposed yet.");
        if (approve.Proposal is { } read && read != proposal.Number)
            return new Refusal(RefusalCode.ProposalReplaced, $"The current proposal is number {proposal.Number}. Read it first.", ("proposal", proposal.Number));
        var approver = Actor.Of(approve.By, approve.Person);
        if (approver.IsSamePersonAs(proposal.Proposer))
            return SamePerson(approver, "proposed this answer", proposal.Proposer);
        if (approver.IsSamePersonAs(objection.Filer))
            return SamePerson(approver, "filed this objection", objection.Filer);
        // Another answer may have made the same correction since the proposal.
        if (Refuse(round, proposal.Decision, proposal.Corrections, approve.Checked?.Proposal == proposal.Number ? approve.Checked : null) is { } refusal)
            return refusal;
        LedgerChange[] corrections = [.. proposal.Corrections.Select(change => change.SignedBy(proposal.By, approve.By))];
        return new ObjectionAnswered(
            approve.Ticket, proposal.Decision, proposal.Text, corrections, proposal.By, Late: round.Objections.Window!.IsOver(approve.At), approve.At, approve.By, Person: approve.Person);
    }

    private static Refusal SamePerson(Actor approver, string did, Actor first) => new(
        RefusalCode.SamePerson,
        $"'{approver.Account}' {did}{(first.Account == approver.Account ? "" : $" with the account '{first.Account}'")}; another person must approve it.",
        ("by", approver.Account));

    private static Refusal? Refuse(Round round, ObjectionDecision decision, IReadOnlyList<LedgerChange> corrections, CheckedCorrections? made) => decision switch
    {
        ObjectionDecision.Upheld => made?.Approved == round.Objections.Approved && (corrections.Count > 0 || round.Rules!.Combine is not null) ? null : CheckedCorrections.Missing,
        _ => corrections.Count == 0 ? null : CorrectionCheck.OnlyUpheld,
    };

    private static Decision<RoundEvent> Find(Round round, string ticket, Func<Objection, Decision<RoundEvent>> decide) =>
        round.Objections.Find(ticket) is { } objection
            ? decide(objection)
            : NoSuchObjection(ticket);

    private static Refusal Answered(Objection objection) =>
        new(RefusalCode.ObjectionAnswered, $"Objection {objection.Id} has been answered; the answer is final.", ("objection", objection.Id));
}
