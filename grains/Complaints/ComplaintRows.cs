using Evaluation.Results.Exports;

namespace Evaluation.Complaints;

/// <summary>Complaints as a table for staff, in the order of their numbers. It has no secret.</summary>
public static class ComplaintRows
{
    public static readonly ExportTable Table = new(
        new("投诉登记", "Complaints"),
        [
            new("id", "编号", "Number"), new("round", "轮次", "Round"), new("unit", "单位编号", "Unit"), new("state", "状态", "State"),
            new("receivedOn", "收到日期", "Received on"), new("enteredAt", "登记时间", "Entered at"), new("channel", "渠道", "Channel"), new("text", "内容", "Text"),
            new("contact", "联系方式", "Contact"), new("released", "转单位内容", "Released text"), new("assignedTo", "承办人", "Assigned to"), new("answer", "答复", "Answer"),
            new("upheld", "是否属实", "Upheld"), new("finding", "问题编号", "Finding"), new("rejectedFor", "不予受理原因", "Rejected for"), new("closedAt", "办结时间", "Closed at"),
        ]);

    public static ExportRow Of(Complaint complaint, Func<DateTimeOffset, DateTimeOffset> zoned) => new(
    [
        complaint.Id, complaint.Round, complaint.Unit, Word(complaint.State), complaint.ReceivedOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        zoned(complaint.EnteredAt), Word(complaint.Channel), complaint.Text, complaint.Contact, complaint.Released, complaint.AssignedTo, complaint.Answer?.Text,
        complaint.Answer is { } answer ? answer.Upheld : Cell.None, complaint.Finding?.Id, complaint.RejectedFor, complaint.ClosedAt is { } closed ? zoned(closed) : Cell.None,
    ]);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
