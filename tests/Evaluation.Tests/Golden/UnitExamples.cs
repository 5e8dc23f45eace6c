using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Evidence;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

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
        new LedgerClosed(1, At.AddDays(3), "li"),
        new LedgerOpened(2, At.AddDays(4), "li"),
        new SelfAssessmentFiled(
            2,
            new(
                [
                    new("results", new(14.5m), "缺一份材料", ["ev-1"],
                        [
                            new("达标率", new("98.50"), "%", FigurePrecision.Exact, 197, 200, new(2020, 10, 12)), new("人次", FigureValue.Of(423), "人", FigurePrecision.About),
                            new("户数", new("160余家次"), "家次", FigurePrecision.AtLeast),
                        ]),
                    new("safety", new(null), "no such duty"),
                ],
                14.5m, true, "## 履职\n\n已完成。"),
            [new("results", 14.5m, IsOpen: true), new("safety", null, IsOpen: true)], At.AddDays(5), "u1-clerk") { Person = "zhang" },
        new ClaimReviewed(new("results", 14.5m, 13m, "一份无效"), 2, At.AddDays(6), "li"),
        new ClaimReviewed(new("safety", null, 0m, "the duty exists"), 2, At.AddDays(6), "li"),
        new SelfAssessmentReopened(2, 4, [new("results", 14.5m, IsOpen: true), new("safety", null, IsOpen: true)], "附件不全", At.AddDays(7), "li"),
        new SelfAssessmentFiled(
            4, new([new("results", new(15m)), new("safety", new(null), "no such duty")]), [new("results", 15m, IsOpen: true), new("safety", null, 0m, "the duty exists")], At.AddDays(8), "u1-clerk"),
        new EvidenceWithdrawn("ev-1", "wrong year", At.AddDays(3), "u1-clerk"),
        new EvidenceReserved("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", 3, At.AddDays(4).AddMinutes(10), At.AddDays(4), "chen", EvidenceOwner.Inspection),
        new EvidenceReleased("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", At.AddDays(4), "chen", EvidenceOwner.Inspection),
        new EvidenceFiled(
            "iev-1", new("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", 3, "image/jpeg", "现场照片", EvidenceKind.Picture, null, new(2020, 11, 30)), At.AddDays(4), "chen"),
        new SheetFiled(
            "north", 3,
            new(
                new Dictionary<string, decimal?> { ["results"] = 14.5m, ["safety"] = null }, new Dictionary<string, string> { ["safety"] = "无此\n职责" }, "现场 \"查看\"",
                new(2020, 10, 21, 9, 30, 0, TimeSpan.FromHours(8)), "X办〔2020〕9号", ["iev-7"]),
            new(2020, 10, 21), At.AddDays(3), "chen") { Person = "chen-yu" },
        new SheetFiled("north", 1, new(new Dictionary<string, decimal?> { ["results"] = 0m }), null, At.AddDays(3).ToUniversalTime(), "zhou"),
        new SheetReopened("chen", "the file was found", At.AddDays(4), "li"),
        new SpotCheckRecorded(new("sc-1", true, new(2020, 12, 2), "锁门", ["ev-1"]), At.AddDays(3), "wang", new("0a", "0b")) { Person = "wang-lei" },
        new SpotCheckRecorded(new("sc-2", false, new(2020, 12, 3)), At.AddDays(3), "wang"),
        new SpotCheckRetracted("sc-1", "the wrong unit", At.AddDays(4), "li"),
        new FactRecorded("fact-3", new("other", "通报〔2020〕8号", new(2020, 12, 4), "a note", ["ev-1"]), At.AddDays(4), "li", new("0c", "0d")),
        new FactRecorded("fact-4", new("named-in-bulletin"), At.AddDays(4), "li"),
        new FactRetracted("other", "revoked", At.AddDays(5), "li") { Person = "li-na" },
        new AdjustmentProposed(
            new("adj-1", AdjustmentKind.Bonus, 2m, "§ 12", "省级表彰", "wang", null, "X办〔2020〕9号", "a note", ["ev-1"]), At.AddDays(5), "wang", new("0e", "0f")) { Person = "wang-lei" },
        new AdjustmentProposed(new("adj-2", AdjustmentKind.Daily, 0.5m, "§ 14", "late", "wang"), At.AddDays(5), "wang"),
        new AdjustmentApproved(new("adj-1", AdjustmentKind.Bonus, 2m, "§ 12", "省级表彰", "wang", "li", "X办〔2020〕9号", "a note", ["ev-1"]), At.AddDays(6), "li"),
        new AdjustmentRejected("adj-2", "no proof", At.AddDays(6), "li"),
        new AdjustmentRetracted("adj-1", "entered twice", At.AddDays(7), "zhao"),
        new EvidenceFiled("ev-2", new(new string('a', 64), 5, "text/plain", "notes", EvidenceKind.Other, null, new(2020, 12, 1)), At.AddDays(8), "unit-two", new("0c", "0d")),
        new AdjustmentProposed(
            new("adj-3", AdjustmentKind.Bonus, 3m, "荣誉", "省级表彰", "wang", Entry: "honour", Level: "province"), At.AddDays(8), "wang"),
        new SheetFiled("lead", 1, new(new Dictionary<string, decimal?> { ["safety"] = 8m }), null, At.AddDays(8), "wu", "leaders", "2020-Q1"),
        new SheetReopened("wu", "a figure was wrong", At.AddDays(8), "li", "2020-Q1"),
        new SelfAssessmentReopened(4, 5, [new("results", 15m, IsOpen: true), new("safety", null, IsOpen: true)], "by quarter", At.AddDays(9), "li"),
        new SelfAssessmentFiled(
            5, new([new("results", new(15m), Period: "2020-Q1"), new("safety", new(null), "no such duty")]),
            [new("results", 15m, IsOpen: true, Period: "2020-Q1"), new("safety", null, 0m, "the duty exists")], At.AddDays(9), "u1-clerk"),
        new ClaimReviewed(new("results", 15m, 14m, "one is missing", Period: "2020-Q1"), 2, At.AddDays(9), "li"),
        new LedgerClosed(3, At.AddDays(10), "li", [new("wu", 80m, "leaders"), new("li-na", 20.5m, "leaders")]),
        new LedgerCorrected(
            "o-9",
            [
                new SheetEntered(new("wu", new Dictionary<string, decimal?> { ["safety"] = 9m }, "lead", By: "leaders", Period: "2020-Q1")), new SheetWithdrawn("zhou", "2020-Q2"),
                new ClaimDecided(new("results", 15m, 15m, Period: "2020-Q1")),
            ],
            At.AddDays(11), "li"),
    ];
}
