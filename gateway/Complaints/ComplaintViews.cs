using Evaluation.Complaints;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Complaints;

/// <summary>The readers of a complaint, from the fewest fields to the most.</summary>
internal enum ComplaintReader
{
    /// <summary>Reads nothing, and does not learn that there is such a complaint.</summary>
    Nobody,

    /// <summary>The unit's account: the released text only.</summary>
    Unit,

    /// <summary>An auditor: every field, and no act.</summary>
    Auditor,

    /// <summary>A reviewer or administrator of a round that has the unit.</summary>
    Official,
}

/// <summary>The receipt of a complaint.</summary>
/// <param name="Secret">
/// Opens the complaint: <c>Authorization: Complaint &lt;secret&gt;</c>. No other answer contains it. Null for a repeat with an
/// <c>Idempotency-Key</c> that is too short to derive it from: then only the first answer has it.
/// </param>
public sealed record ComplaintReceipt(string Id, string? Secret);

/// <summary>
/// A complaint as one reader sees it. The person who complained sees its state and its answer; the unit sees the released text; staff sees
/// everything but the secret. Fields that the reader may not see are null.
/// </summary>
/// <param name="Text">For the unit, the released text.</param>
/// <param name="Released">The text that the unit may read.</param>
public sealed record ComplaintView(
    string Id, string Unit, ComplaintState State, DateOnly ReceivedOn, string? Text, GivenComplaintAnswer? Answer,
    string? Round = null, ComplaintChannel? Channel = null, string? Contact = null, DateTimeOffset? EnteredAt = null, string? EnteredBy = null, string? AssignedTo = null,
    string? Released = null, ComplaintFinding? Finding = null, string? RejectedFor = null, DateTimeOffset? ClosedAt = null, string? ClosingNote = null)
{
    internal static ComplaintView OfPerson(Complaint complaint) =>
        new(complaint.Id, complaint.Unit, complaint.State, complaint.ReceivedOn, null, GivenComplaintAnswer.Of(complaint.Answer, isStaff: false));

    internal static ComplaintView OfUnit(Complaint complaint) =>
        new(complaint.Id, complaint.Unit, complaint.State, complaint.ReceivedOn, complaint.Released, null, complaint.Round);

    internal static ComplaintView OfStaff(Complaint complaint) => new(
        complaint.Id, complaint.Unit, complaint.State, complaint.ReceivedOn, complaint.Text, GivenComplaintAnswer.Of(complaint.Answer, isStaff: true), complaint.Round,
        complaint.Channel, complaint.Contact, complaint.EnteredAt.In(ComplaintYears.TimeZone), complaint.EnteredBy == Complaint.Public ? null : complaint.EnteredBy,
        complaint.AssignedTo, complaint.Released, complaint.Finding, complaint.RejectedFor, complaint.ClosedAt.In(ComplaintYears.TimeZone), complaint.ClosingNote);
}

/// <summary>The answer as one reader sees it.</summary>
/// <param name="By">For staff only.</param>
public sealed record GivenComplaintAnswer(string Text, bool Upheld, DateTimeOffset At, string? By)
{
    internal static GivenComplaintAnswer? Of(ComplaintAnswer? answer, bool isStaff) =>
        answer is null ? null : new(answer.Text, answer.Upheld, answer.At.In(ComplaintYears.TimeZone), isStaff ? answer.By : null);
}
