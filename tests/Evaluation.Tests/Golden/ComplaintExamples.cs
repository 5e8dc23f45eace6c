using Evaluation.Complaints;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of the complaints of a year in every shape, as one history. Append only: the lines of <c>complaints.txt</c> are in journals.
/// </summary>
internal static class ComplaintExamples
{
    private static readonly DateTimeOffset At = new(2011, 3, 5, 9, 0, 0, 250, TimeSpan.FromHours(8));

    public static readonly ComplaintEvent[] All =
    [
        new ComplaintReceived(
            "2011-0001", "golden", "u1", "排队\n\"太久\"", "张三, 1", ComplaintChannel.Online, new(2011, 3, 5), new string('a', 64), new("key", "body"), At, Complaint.Public),
        new ComplaintReceived("2011-0002", "golden", "u2", "closed at noon", null, ComplaintChannel.Letter, new(2011, 3, 1), new string('b', 64), null, At, "wang", "王敏"),
        new ComplaintAssigned("2011-0001", "wang", At, "li"),
        new ComplaintReleased("2011-0001", "排队太久", At, "wang", "王敏"),
        new ComplaintAnswered("2011-0001", "已增设窗口", true, At, "wang"),
        new ComplaintFindingMade("2011-0001", "golden", "u1", "f-1", At, "wang"),
        new ComplaintClosed("2011-0001", null, At, "li"),
        new ComplaintRejected("2011-0002", "abuse", At, "li"),
        new ComplaintRestored("2011-0002", "it was none", At, "wang"),
    ];
}
