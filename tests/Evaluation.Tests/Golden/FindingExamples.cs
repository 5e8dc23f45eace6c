using Evaluation.Findings;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of a round's findings in every shape, as one history. Append only: the lines of <c>findings.txt</c> are in journals.
/// </summary>
internal static class FindingExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    public static readonly FindingEvent[] All =
    [
        new FindingOpened("u1", "f-1", "消防通道\n堵塞", new(2020, 12, 10), At, "wang", "safety", 1, ["ev-1"], new("0a", "0b")) { Person = "wang-lei" },
        new FindingOpened("u1", "f-2", "a blocked door", new(2020, 11, 1), At.AddMinutes(1), "wang"),
        new FindingOpened("u2", "f-1", "of a complaint", new(2020, 12, 20), At.AddMinutes(2), "li", Notice: 2, Complaint: "2020-0007"),
        new FindingReplied("u1", "f-1", "cleared", At.AddDays(1), "u1-clerk", ["ev-2"]),
        new FindingVerified("u1", "f-1", false, At.AddDays(2), "wang", "still blocked", new(2020, 12, 20)),
        new FindingReplied("u1", "f-1", "cleared now", At.AddDays(3), "u1-clerk"),
        new FindingVerified("u1", "f-1", true, At.AddDays(4).ToUniversalTime(), "wang"),
        new FindingClosed("u1", "f-1", At.AddDays(5), "li", "done") { Person = "li-na" },
    ];
}
