using System.Collections.Frozen;

namespace Evaluation.Complaints;

/// <summary>
/// Renders acts on complaints as lines of a round's audit. They contain no text of a complaint or answer, no contact and no secret.
/// </summary>
internal static class ComplaintAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(ComplaintEvent));

    public static AuditLine Line(ComplaintEvent happened, Complaint complaint) =>
        new(happened.At, happened.By, Acts[happened.GetType()], $"{complaint.Id}, unit {complaint.Unit}{Describe(happened)}", Reason(happened));

    private static string Describe(ComplaintEvent happened) => happened switch
    {
        ComplaintReceived received => $", {received.Channel.ToString().ToLowerInvariant()}",
        ComplaintAssigned assigned => $": {assigned.To}",
        ComplaintAnswered answered => answered.Upheld ? ": upheld" : ": not upheld",
        ComplaintFindingMade made => $": {made.Finding} in {made.Round}",
        _ => "",
    };

    private static string? Reason(ComplaintEvent happened) => happened switch
    {
        ComplaintRejected rejected => rejected.Reason,
        ComplaintRestored restored => restored.Reason,
        ComplaintClosed closed => closed.Note,
        _ => null,
    };
}
