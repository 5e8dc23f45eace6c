using System.Collections.Frozen;

namespace Evaluation.Complaints;

/// <summary>
/// Renders acts on complaints as lines of a round's audit. They contain no text of a complaint or answer, no contact and no secret.
/// </summary>
internal static class ComplaintAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(ComplaintEvent));

    public static AuditLine Line(ComplaintEvent happened, Complaint complaint) =>
        new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of($"{complaint.Id}, unit {complaint.Unit}{Describe(happened)}"), Reason(happened));

    private static FormattableString? Describe(ComplaintEvent happened) => happened switch
    {
        ComplaintReceived received => $", {received.Channel}",
        ComplaintAssigned assigned => $": {assigned.To}",
        ComplaintAnswered { Upheld: true } => $": upheld",
        ComplaintAnswered => $": not upheld",
        ComplaintFindingMade made => $": {made.Finding} in {made.Round}",
        _ => null,
    };

    private static string? Reason(ComplaintEvent happened) => happened switch
    {
        ComplaintRejected rejected => rejected.Reason,
        ComplaintRestored restored => restored.Reason,
        ComplaintClosed closed => closed.Note,
        _ => null,
    };
}
