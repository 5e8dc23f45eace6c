using Evaluation.Targets;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of a round's targets in every shape, as one history. Append only: the lines of <c>targets.txt</c> are in journals.
/// </summary>
internal static class TargetExamples
{
    private static readonly DateTimeOffset At = new(2011, 1, 10, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly Target Roads = new("t1", "道路维修", "完成 12 公里", new(2011, 6, 30), "李某");

    public static readonly TargetEvent[] All =
    [
        new TargetsSet("u1", [Roads, new("t2", "Parks", "", new(2011, 12, 31), "Wang")], At, "li"),
        new TargetsSigned("u1", SigningSide.Administration, 1, At.AddDays(1), "li"),
        new TargetsSigned("u1", SigningSide.Unit, 1, At.AddDays(2), "u1-office") { Person = "wang 王" },
        new ProgressReported("u1", "t1", ProgressState.Partly, "完成 5 公里", ["ev-1"], At.AddDays(90), "u1-office"),
        new ProgressReported("u1", "t1", ProgressState.Done, null, null, At.AddDays(160).ToUniversalTime(), "u1-office"),
        new TargetGraded("u1", "t1", TargetGrade.Excellent, "按期完成", At.AddDays(200), "chen"),
        new TargetGraded("u1", "t2", TargetGrade.Fail, null, At.AddDays(200), "chen"),
        new TargetsAmended("u1", [Roads with { DueOn = new(2011, 9, 30) }], "汛期延长", At.AddDays(210), "li"),
        new TargetsSigned("u1", SigningSide.Unit, 2, At.AddDays(211), "u1-office") { Person = "wang 王" },
    ];

    public static string Signer(TargetBook book) => Assert.Single(book.Of("u1").Signatures).Person;
}
