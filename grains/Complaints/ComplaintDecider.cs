using System.Diagnostics;
using static Evaluation.Complaints.ComplaintState;

namespace Evaluation.Complaints;

/// <summary>The rules of receiving complaints and of the acts on them. A repeated act changes nothing.</summary>
internal static class ComplaintDecider
{
    /// <summary>The same for an unknown complaint, a wrong secret and a complaint that the caller may not see.</summary>
    public static readonly Refusal NoSuchComplaint = new(RefusalCode.NoSuchComplaint, "There is no such complaint, or it cannot be read with this.");

    public static Decision<ComplaintEvent> Decide(ComplaintBook book, ComplaintCommand command) => command switch
    {
        ReceiveComplaint receive => Receive(book, receive),
        ComplaintAct act => book.Find(act.Complaint) is { } complaint ? Decide(complaint, act) : NoSuchComplaint,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<ComplaintEvent> Receive(ComplaintBook book, ReceiveComplaint receive)
    {
        var known = book.Keys.Find(receive.Key, receive.At);
        if (known.IsRefused(out var reused))
            return reused;
        if (known.Answer is not null)
            return Decision<ComplaintEvent>.NothingToDo;
        if (book.Complaints.Count >= Limits.ComplaintsPerYear)
            return new Refusal(RefusalCode.TooManyEntries, $"A year has at most {Limits.ComplaintsPerYear} complaints.", ("complaintsPerYear", Limits.ComplaintsPerYear));
        return new ComplaintReceived(
            book.NextId, receive.Round, receive.Unit, receive.Text, receive.Contact, receive.Channel, receive.ReceivedOn, receive.SecretHash, receive.Key, receive.At,
            receive.By?.Account ?? Complaint.Public, receive.By?.StoredPerson);
    }

    private static Decision<ComplaintEvent> Decide(Complaint complaint, ComplaintAct act) => act switch
    {
        AssignComplaint assign => Assign(complaint, assign),
        ReleaseComplaint release => Release(complaint, release),
        AnswerComplaint answer => Answer(complaint, answer),
        RecordComplaintFinding record => RecordFinding(complaint, record),
        RejectComplaint reject => Reject(complaint, reject),
        RestoreComplaint restore => Restore(complaint, restore),
        CloseComplaint close => Close(complaint, close),
        _ => throw new UnreachableException(act.GetType().Name),
    };

    private static Decision<ComplaintEvent> Assign(Complaint complaint, AssignComplaint assign)
    {
        if (complaint.State is Closed or Rejected)
            return WrongState(complaint, "be assigned", Received, Assigned, Answered);
        return complaint.AssignedTo == assign.To
            ? Decision<ComplaintEvent>.NothingToDo
            : new ComplaintAssigned(assign.Complaint, assign.To, assign.At, assign.By.Account, assign.By.StoredPerson);
    }

    private static Decision<ComplaintEvent> Release(Complaint complaint, ReleaseComplaint release)
    {
        if (complaint.State == Rejected)
            return WrongState(complaint, "be released", Received, Assigned, Answered, Closed);
        if (complaint.Released == release.Text)
            return Decision<ComplaintEvent>.NothingToDo;
        return Stale.Refuse(release.BasedOn, complaint.Version, "The complaint") is { } stale
            ? stale
            : new ComplaintReleased(release.Complaint, release.Text, release.At, release.By.Account, release.By.StoredPerson);
    }

    private static Decision<ComplaintEvent> Answer(Complaint complaint, AnswerComplaint answer)
    {
        if (complaint.State != Rejected && complaint.Answer is { } standing && (standing.Text, standing.Upheld) == (answer.Text, answer.Upheld))
            return Decision<ComplaintEvent>.NothingToDo;
        if (complaint.State is Closed or Rejected)
            return WrongState(complaint, "be answered", Received, Assigned, Answered);
        if (Stale.Refuse(answer.BasedOn, complaint.Version, "The complaint") is { } stale)
            return stale;
        if (complaint.Finding is not null && !answer.Upheld)
            return new Refusal(RefusalCode.WrongState, "A finding has been made of this complaint, so it stays upheld.", ("state", Word(complaint.State)));
        return new ComplaintAnswered(answer.Complaint, answer.Text, answer.Upheld, answer.At, answer.By.Account, answer.By.StoredPerson);
    }

    private static Decision<ComplaintEvent> RecordFinding(Complaint complaint, RecordComplaintFinding record)
    {
        if (complaint.Finding is not null)
            return Decision<ComplaintEvent>.NothingToDo;
        if (!complaint.MayBecomeFinding)
            return new Refusal(RefusalCode.WrongState, "A finding is made of a complaint that was answered and upheld.", ("state", Word(complaint.State)));
        var (round, unit, id) = record.Finding;
        return new ComplaintFindingMade(record.Complaint, round, unit, id, record.At, record.By.Account, record.By.StoredPerson);
    }

    private static Decision<ComplaintEvent> Reject(Complaint complaint, RejectComplaint reject)
    {
        if (complaint.RejectedFor == reject.Reason)
            return Decision<ComplaintEvent>.NothingToDo;
        return complaint.State is Received or Assigned
            ? new ComplaintRejected(reject.Complaint, reject.Reason, reject.At, reject.By.Account, reject.By.StoredPerson)
            : WrongState(complaint, "be rejected", Received, Assigned);
    }

    private static Decision<ComplaintEvent> Restore(Complaint complaint, RestoreComplaint restore)
    {
        if (complaint.RestoredFor == restore.Reason)
            return Decision<ComplaintEvent>.NothingToDo;
        return complaint.State == Rejected
            ? new ComplaintRestored(restore.Complaint, restore.Reason, restore.At, restore.By.Account, restore.By.StoredPerson)
            : WrongState(complaint, "be restored", Rejected);
    }

    private static Decision<ComplaintEvent> Close(Complaint complaint, CloseComplaint close)
    {
        if (complaint.State == Closed && complaint.ClosingNote == close.Note)
            return Decision<ComplaintEvent>.NothingToDo;
        return complaint.State == Answered
            ? new ComplaintClosed(close.Complaint, close.Note, close.At, close.By.Account, close.By.StoredPerson)
            : WrongState(complaint, "be closed", Answered);
    }

    private static Refusal WrongState(Complaint complaint, string act, params ComplaintState[] allowed)
    {
        string[] words = [.. allowed.Select(Word)];
        return new(
            RefusalCode.WrongState, $"The complaint is {Word(complaint.State)}; it can {act} while it is {string.Join(", ", words)}.", ("state", Word(complaint.State)), ("allowedFrom", words));
    }

    private static string Word(ComplaintState state) => state.ToString().ToLowerInvariant();
}
