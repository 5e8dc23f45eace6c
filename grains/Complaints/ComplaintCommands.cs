using Evaluation.Runtime;

namespace Evaluation.Complaints;

/// <summary>A command to the complaints of a year. <c>At</c> is the server's clock. The sender has checked the rights.</summary>
public abstract record ComplaintCommand;

/// <summary>
/// Takes in a complaint under the next number of the year. A repeat with the same key changes nothing and gets the first one. Refused with
/// <see cref="RefusalCode.KeyReused"/> for another body, and with <see cref="RefusalCode.TooManyEntries"/> in a year that is full.
/// </summary>
/// <param name="SecretHash">The hash of a secret that no other complaint has, unless <paramref name="Key"/> is the same.</param>
/// <param name="By">Null for anybody without an account.</param>
public sealed record ReceiveComplaint(
    string Round, string Unit, string Text, string? Contact, ComplaintChannel Channel, DateOnly ReceivedOn, string SecretHash, CreationKey? Key, DateTimeOffset At, Actor? By)
    : ComplaintCommand, ICommand<ComplaintBook, ReceivedComplaint>
{
    public ReceivedComplaint Answer(ComplaintBook state) => state.Find(Key, At, SecretHash)!;
}

/// <summary>A complaint as its receipt names it.</summary>
/// <param name="IsOfSecret">
/// Whether its secret is the one that was sent. False when a key was repeated from which no secret is derived: nobody knows the first one
/// any more, except its receiver.
/// </param>
public sealed record ReceivedComplaint(Complaint Complaint, bool IsOfSecret);

/// <summary>An act on one complaint. Refused with <see cref="RefusalCode.NoSuchComplaint"/>.</summary>
/// <param name="Complaint">Its id.</param>
public abstract record ComplaintAct(string Complaint, DateTimeOffset At, Actor By) : ComplaintCommand, ICommand<ComplaintBook, Complaint>
{
    public Complaint Answer(ComplaintBook state) => state.Find(Complaint)!;
}

/// <param name="To">A reviewer or administrator.</param>
public sealed record AssignComplaint(string Complaint, string To, DateTimeOffset At, Actor By) : ComplaintAct(Complaint, At, By);

/// <summary>Shows a redacted text to the unit, instead of any earlier one.</summary>
/// <param name="BasedOn">
/// The versions of the complaint that the sender has read. Refused with <see cref="RefusalCode.Stale"/> when there is another.
/// Null for any.
/// </param>
public sealed record ReleaseComplaint(string Complaint, string Text, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null) : ComplaintAct(Complaint, At, By);

/// <summary>Answers a complaint, or revises its answer until it is closed.</summary>
/// <param name="BasedOn">As in <see cref="ReleaseComplaint"/>.</param>
public sealed record AnswerComplaint(string Complaint, string Text, bool Upheld, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null)
    : ComplaintAct(Complaint, At, By);

/// <summary>Records the finding that was made of an upheld complaint. Only the first one counts.</summary>
public sealed record RecordComplaintFinding(string Complaint, ComplaintFinding Finding, DateTimeOffset At, Actor By) : ComplaintAct(Complaint, At, By);

/// <summary>Rejects a complaint as abuse. It is kept, hidden from the unit, and counted nowhere.</summary>
public sealed record RejectComplaint(string Complaint, string Reason, DateTimeOffset At, Actor By) : ComplaintAct(Complaint, At, By);

/// <summary>Takes a rejection back.</summary>
public sealed record RestoreComplaint(string Complaint, string Reason, DateTimeOffset At, Actor By) : ComplaintAct(Complaint, At, By);

/// <summary>Closes an answered complaint.</summary>
public sealed record CloseComplaint(string Complaint, string? Note, DateTimeOffset At, Actor By) : ComplaintAct(Complaint, At, By);
