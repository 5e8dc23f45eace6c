using Evaluation.Assessment;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Golden;

/// <summary>Every event of a round in every shape, as one history. Append only: the lines of <c>round.txt</c> are in journals.</summary>
internal static class RoundExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly RoundRules Rules = new()
    {
        Id = "golden",
        Title = new LocalText("测评", "Round <&>"),
        BallotBoxes = 2,
        Options = [new("A", new("满意"), 100, AnswerBox.Top), new("D", new("不了解"))],
        Criteria = [new("duty", new("履职尽责"), CriterionSource.Vote, 20.5m), new("results", new("实绩"), CriterionSource.Assessed, 16)],
        Groups = [new("npc", new("人大代表"), 10), new("users", new(En: "Users"), 20)],
        Classes = [new("service", new("单位"), new Dictionary<string, decimal> { ["npc"] = 30, ["users"] = 70 })],
        Units = [new("u1", new("中心"), "service", "# 报告"), new("u2", new("馆"), "service")],
    };

    private static readonly RoundResult Result = new()
    {
        Round = "golden",
        Version = 1,
        ComputedAt = At,
        Turnout = [new("npc", 10, 5, 4), new("users", 20, 3, null)],
        Classes =
        [
            new("service",
            [
                new()
                {
                    Unit = "u1",
                    Rank = 1,
                    Band = 1,
                    Total = 91.20m,
                    Vote = 92.1m,
                    Inspection = 89.25m,
                    Self = 88m,
                    Daily = 100m,
                    Bonus = 1.5m,
                    Deductions = 0.25m,
                    StandardError = 0.4123m,
                    Grade = "excellent",
                    Slips = 4,
                    Positive = new(0.94m, 0.91m, 0.96m),
                    Top = new(0.71m, 0.66m, 0.75m),
                    Groups =
                    [
                        new("npc", 4, 0.97m, 90.3m, true), new("users", null, null, null, false, "below-minimum"),
                    ],
                    Criteria = [new("duty", 93.0m, new(0.95m, 0.92m, 0.97m), new(0.7m, 0.6m, 0.8m))],
                },
                new()
                {
                    Unit = "u2",
                    Eligible = false,
                    Incomplete = ["vote", "inspection"],
                    Vetoes =
                    [
                        new("spot-checks", "3 failed spot checks", VetoEffect.Ineligible), new("bulletin", "named", VetoEffect.CapAt("pass")),
                        new("other", "被通报", VetoEffect.Last),
                    ],
                    Criteria = [new("duty", null, null, null)],
                },
            ]),
        ],
    };

    private static readonly UnitResult Unrated = new()
    {
        Unit = "u1",
        Incomplete = ["vote"],
        Vetoes = [new("spot-checks", "3 failed spot checks", VetoEffect.Ineligible, new("抽查不合格3次", "3 failed spot checks"))],
        NotRated = "no-slips",
        Assessed = [new("results", 16, 15, 13.5m, 14.25m), new("other", 9, null, null, null)],
    };

    private static readonly Adjustment Prize = new("prize", AdjustmentKind.Bonus, 1.5m, "§ 12", "省级表彰", "wang", "li");

    private static readonly UnitResult Combined = new() { Unit = "u1", Rank = 1, Total = 90.33m, StandardError = 0.378m, Parts = [new("golden-h1", 2, "u0", 100, 90.33m)] };

    private static readonly CarriedTail[] Tails = [new("warned", new("预警", "Warned")), new("golden-q1:last")];

    public static readonly RoundEvent[] All =
    [
        new RoundCreated(Rules, At, "li"),
        new RulesReplaced(Rules with { AllowRevote = false }, At, "li", "打字错误 \"typing error\""),
        new CredentialsReserved("b1", "npc", 5, null, At, "li"),
        new CredentialsReserved("b2", "users", 9, ["u2", "u1"], At, "li"),
        new CredentialsSettled("b1", 5, At, "schedule"),
        new CredentialsSettled("b2", 3, At, "schedule", "the call was interrupted"),
        new VotingScheduled(At, null, At, "li"),
        new VotingScheduled(At, At.AddDays(3), At, "li", "by order"),
        new ScheduleMissed(At, At.AddDays(3), At.AddDays(4), "schedule"),
        new AssessingOpened(At, "li"),
        new VotingOpened(At.ToUniversalTime(), At, "schedule", "open"),
        new ActRefused("rules-replaced", "The rules were frozen when the round was opened; it is voting now.", At, "wang"),
        new VotingPaused(At, "li", "a power cut"),
        new VotingResumed(At, "li"),
        new SealingStarted(At, "schedule"),
        new BoxCounted(0, new(4, 6, [new("npc", 5, 4), new("users", 1, 0)], new string('a', 64)), At, "schedule"),
        new BoxCounted(1, new(0, 0, [], new string('b', 64)), At, "schedule"),
        new RoundSealed(At, "schedule"),
        new ResultComputed(Result, At, "li"),
        new ResultPublished(1, At, "li"),
        new RoundFinalised(At, "li"),
        new RoundArchived(At, "li"),
        new RoundCancelled(At, "li", "never mind"),
        new RulesReplaced(Rules with { Policies = new() { ObjectionDays = 14 } }, At, "li"),
        new ResultPublished(1, At, "li", "公示", At.AddDays(14)),
        new ObjectionFiled("o-1", "u2", "/inspection", "第一张\n第二张 <&>", 1, null, At, "unit-two"),
        new ObjectionFiled("o-2", "u1", "/", "all of it", 1, "张三, tel. 1", At, "wang"),
        new ObjectionAssigned("o-1", "wang", At, "li"),
        new AnswerProposed("o-1", ObjectionDecision.Upheld, "漏记一项", [new AdjustmentEntered(Prize with { ApprovedBy = null }), new FactWithdrawn("named")], At, "wang"),
        new AnswerProposed("o-2", ObjectionDecision.Rejected, "nothing is wrong", [], At, "wang"),
        new ObjectionAnswered("o-1", ObjectionDecision.Upheld, "漏记一项", [new AdjustmentEntered(Prize), new FactWithdrawn("named")], "wang", false, At, "li"),
        new ObjectionAnswered("o-2", ObjectionDecision.Rejected, "nothing is wrong", [], "wang", true, At.AddDays(15), "li"),
        new ResultComputed(Result with { Version = 2 }, At, "li", null, "o-1", new Dictionary<string, UnitLedger> { ["u2"] = new(
            [new("chen", new Dictionary<string, decimal?> { ["results"] = 14.5m })], [new("results", 15m, 13m, "late")], [Prize], [new("c1", true)], [new("named")]) }),
        new ResultComputed(Result with { Version = 3, Classes = [new("service", [Unrated])] }, At, "li", null, "o-2"),
        new CredentialsReserved("b3", "npc", 2, null, At, "li", null, Held: true),
        new CredentialsSettled("b3", 2, At, "schedule"),
        new CredentialsEnabled("b3", At, "schedule"),
        new VoidingStarted("b1", At, "li", "发错了 \"wrong file\""),
        new VoidingRefused("b1", At, "schedule"),
        new CredentialsEnabled("b1", At, "schedule"),
        new VoidingStarted("b3", At, "li", "lost"),
        new BatchVoided("b3", At, "schedule"),
        new ComputationStarted(At, "li"),
        new ComputationStarted(At, "li", "inspection was called off", AcceptsIncomplete: true),
        new ComputationStopped("Unit u1 has sheets of panel north and panel south.", At, "li"),
        new LedgersOpened(At, "schedule"),
        new AssessmentReopened(At, "li", "漏登一张考评表"),
        new ResultPublished(3, At, "li", null, At.AddDays(30)),
        new ResultComputed(Result with { Version = 4 }, At, "li", "by order", LedgerVersions: new Dictionary<string, long> { ["u1"] = 1, ["u2"] = 7 }, AcceptsIncomplete: true),
        new ResultPublished(4, At, "li", null, At.AddDays(30)),
        new ObjectionFiled("o-3", "u2", "/", "again", 2, "the office", At, "wang", Person: "王敏"),
        new AnswerProposed("o-3", ObjectionDecision.Rejected, "no", [], At, "zhao-2", Person: "Zhao"),
        new ObjectionAnswered("o-3", ObjectionDecision.Rejected, "no", [], "zhao-2", false, At, "li-2", Person: "李"),
        new ResultComputed(
            new() { Round = "golden", Version = 5, ComputedAt = At }, At, "li", null, "o-3", LedgerVersions: new Dictionary<string, long> { ["u1"] = 9 },
            Changes: new([new("service", [Unrated], [new("u2", 1, 2, "pass")], ["u2", "u1"])], [new("npc", 5, 5, 4)])),
        new ResultComputed(new() { Round = "golden", Version = 6, ComputedAt = At }, At, "li", null, "o-3", Changes: new([new("service", [], [new("u2")])])),
        new ObjectionFiled("o-4", "u1", "/total", "too low", 6, null, At, "unit-one", Key: new("0a", "0b")),
        new RegisterNamed(RoundRegisters.Honours, At, "schedule"),
        new ResultComputed(
            new() { Round = "golden", Version = 7, ComputedAt = At }, At, "li", null, "o-3", LedgerVersions: new Dictionary<string, long> { ["u1"] = 9 },
            Changes: new([new("service", [], [new("u2", 2, 1, "pass", "warned")])]),
            Tails: [new("golden-2019", 2, "warned", new Dictionary<string, string> { ["u1"] = "u0" }, new("上年度", "Last year"), new("预警")), new("other", 1, "last", new Dictionary<string, string>())]),
        new ResultComputed(
            new() { Round = "golden", Version = 8, ComputedAt = At, Classes = [new("service", [Combined])] }, At, "li", null, "o-3",
            Pinned: [new("golden-h1", 2, [new("u1", new Fraction(271, 3), new Fraction(1, 7), Unrated.Vetoes, "u0"), new("u2")])]),
        new ResultComputed(
            new() { Round = "golden", Version = 9, ComputedAt = At, Classes = [new("service", [Combined with { Parts = [Combined.Parts![0] with { Tails = Tails }] }])] }, At, "li", null, "o-3",
            Pinned: [new("golden-h1", 3, [new("u1", 90, Tails: Tails, Compared: true)])]),
        new KeyCommitted("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", At, "zhao"),
        new KeyShareGiven("a", At, "zhao"),
        new KeyShareGiven("b", At, "li-2", Person: "李"),
        new VotesRecorded(new string('c', 64), 12, 345, 6, At, "schedule"),
        new VotesRecorded(new string('d', 64), 12, 345, 0, At, "schedule", LeftOut: 2),
        new KeyDestructionProposed(At, "li", "不再需要", "李"),
        new KeyDestroyed("li", At, "wang", "不再需要"),
        new KeyDestroyed("li", At, "li", "不再需要", "李", OneConfirmation: true),
        new ResultComputed(new() { Round = "golden", Version = 10, ComputedAt = At }, At, "li", null, "o-3", Changes: new([]), Recount: new string('e', 64)),
        new RecordKept("保险柜 2", At, "zhao", Person: "赵"),
        new CredentialsReserved("b5", "npc", 20, null, At, "li", null, Held: true, Spares: 4),
        new SlipRevocationStarted("b5", "c2VhbGVkIHNsaXA=", "c2VhbGVkIHNwYXJl", At, "li", "遗失"),
        new SlipRevocationStarted("b5", "c2VhbGVkIHNsaXA=", null, At, "li", "遗失"),
        new SlipRevoked(1, "b5", true, At, "schedule"),
        new SlipRevocationRefused(2, "b5", At, "schedule"),
        new CredentialsReserved("b4", "npc", 2, null, At, "li-2", null, Held: true, Person: "李"),
        new SecondPartsFetched("b4", At, "zhao"),
        new SecondPartsFetched("b4", At, "wang-2", Person: "王"),
        new CredentialsSettled("b4", 0, At, "schedule"),
        new KeyShareGiven("b", At, "li-3", Person: "李", Again: true),
        new SecondPartsFetched("b4", At, "wang", Person: "王", Again: true),
    ];
}
