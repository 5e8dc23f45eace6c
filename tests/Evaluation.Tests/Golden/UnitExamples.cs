using Evaluation.Assessment;
using Evaluation.Evidence;
using Evaluation.Units;

namespace Evaluation.Tests.Golden;

/// <summary>Every event of a unit in every shape, as one history. Append only: the lines of <c>unit.txt</c> are in journals.</summary>
internal static class UnitExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    public static readonly UnitEvent[] All =
    [
        new LedgerCorrected("o-1",
            [
                new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 14.5m, ["safety"] = null }, "north", "现场查看", new(2020, 11, 30))),
                new SheetEntered(new("zhou", new Dictionary<string, decimal?> { ["results"] = 0m })),
                new ClaimDecided(new("results", 15m, 13.5m, "two documents are missing")),
                new ClaimDecided(new("safety", null)),
                new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 1.5m, "§ 12", "省级表彰", "wang", "li", "X办〔2020〕3号")),
                new AdjustmentEntered(new("late", AdjustmentKind.Daily, 2m, "§ 14", "reported late", "wang", "li")),
                new AdjustmentEntered(new("fire", AdjustmentKind.Deduction, 3m, "§ 15", "a fire", "wang", "li")),
                new SpotCheckEntered(new("c1", true, new(2020, 6, 1), "closed at noon")),
                new SpotCheckEntered(new("c2", false)),
                new FactStated(new("named-in-bulletin", "通报〔2020〕7号")),
                new FactStated(new("other")),
            ], At, "li"),
        new LedgerCorrected("o-2",
            [
                new SheetWithdrawn("zhou"), new AdjustmentWithdrawn("late"), new SpotCheckWithdrawn("c2"), new FactWithdrawn("other"),
            ], At.AddDays(1).ToUniversalTime(), "li"),
        new EvidenceFiled(
            "ev-1",
            new("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 52_428_800, "application/pdf", "安全生产责任书", EvidenceKind.Volume, "safety", new(2020, 3, 1)),
            At.AddDays(2), "u1-clerk"),
        new EvidenceReserved("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 52_428_800, At.AddDays(2).AddMinutes(10), At.AddDays(2), "u1-clerk"),
        new EvidenceReleased("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", At.AddDays(2), "u1-clerk"),
        new EvidenceWithdrawn("ev-1", "wrong year", At.AddDays(3), "u1-clerk"),
        new EvidenceReserved("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", 3, At.AddDays(4).AddMinutes(10), At.AddDays(4), "chen", EvidenceOwner.Inspection),
        new EvidenceReleased("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", At.AddDays(4), "chen", EvidenceOwner.Inspection),
        new EvidenceFiled(
            "iev-1", new("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", 3, "image/jpeg", "现场照片", EvidenceKind.Picture, null, new(2020, 11, 30)), At.AddDays(4), "chen"),
    ];
}
