using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rounds.Rules;
using Evaluation.Scoring;
using Evaluation.Staff;

namespace Evaluation.Tests.Formats;

/// <summary>One event of every type, and of every shape that a type can take. Written once and for all: a new shape is added at the end.</summary>
internal static class SampleEvents
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly BoxReport Report = new(2, 3, [new("npc", 2, 1), new("users", 5, 1)], new string('a', 64));

    public static IReadOnlyList<RoundEvent> Round =>
    [
        new RoundCreated(Rules, At, "admin"),
        new RulesReplaced(new RoundRules { Id = "r" }, At, "admin"),
        new AssessingOpened(At, "admin", "按计划"),
        new VotingOpened(At.AddHours(-1), At, "schedule"),
        new VotingPaused(At, "admin", "a \"reason\"\nin two lines"),
        new VotingResumed(At, "admin"),
        new VotingScheduled(At, At.AddDays(3), At, "admin", "extended"),
        new VotingScheduled(null, null, At, "admin"),
        new ScheduleMissed(At, At.AddDays(3), At, "schedule"),
        new SealingStarted(At, "admin"),
        new BoxCounted(1, Report, At, "schedule"),
        new RoundSealed(At, "schedule"),
        new ResultComputed(Result, At, "admin"),
        new ResultPublished(1, At, "admin"),
        new RoundFinalised(At, "admin"),
        new RoundArchived(At, "admin"),
        new RoundCancelled(At, "admin", "no quorum"),
        new CredentialsReserved("b1", "npc", 500, null, At, "admin"),
        new CredentialsReserved("b2", "users", 1, ["u01", "u02"], At, "admin"),
        new CredentialsSettled("b1", 500, At, "schedule"),
        new ActRefused("rules-replaced", "The rules were frozen.", At, "clerk"),
    ];

    public static IReadOnlyList<StaffEvent> Staff =>
    [
        new StaffAdded("li-wei", [new(Role.Inspector, "r"), new(Role.Unit, "r", "u01"), new(Role.Administrator)], new string('b', 64), At, "admin"),
        new RolesChanged("li-wei", [new(Role.Auditor), new(Role.Reviewer), new(Role.Operator)], At, "admin"),
        new KeyReplaced("li-wei", new string('c', 64), At, "system"),
        new StaffRemoved("li-wei", At, "admin"),
    ];

    public static IReadOnlyList<BoxEvent> Box =>
    [
        new CredentialsStored("b1", "npc", null, [Hash(1), Hash(2)]),
        new CredentialsStored("b2", "users", ["u01", "u02"], [Hash(3)]),
        new CredentialsVoided("b2"),
        new BoxOpened(new BoxShape(["npc", "users"], ["u01", "u02"], 5, 4, true)),
        new WindowSet(new BoxWindow(1, At, null, false, false)),
        new WindowSet(new BoxWindow(2, At, At.AddDays(3), true, false)),
        new BallotCast(Hash(1), 26_780_000, Ballot((0, 0x2_3_0_1_0, ""), (1, 0x0_0_0_0_3, "办事很快"))),
        new BoxClosed(At),
    ];

    private static CredentialHash Hash(byte first) => CredentialHash.Read([first, .. Enumerable.Range(0, CredentialHash.Bytes - 1).Select(i => (byte)(i * 7))]);

    private static byte[] Ballot(params (int Unit, ulong Marks, string Comment)[] slips)
    {
        var bytes = new byte[256];
        var length = 0;
        foreach (var (unit, marks, comment) in slips)
            length += Slips.Write(bytes.AsSpan(length), unit, marks, 5, System.Text.Encoding.UTF8.GetBytes(comment));
        return bytes[..length];
    }

    private static RoundRules Rules => new()
    {
        Id = "2020-social",
        Title = new("社会评价", "Social evaluation"),
        Basis = new("办法", "1号", "区委"),
        Period = new(new(2020, 1, 1), new(2020, 12, 31)),
        Visibility = Visibility.Administrators,
        BallotBoxes = 4,
        AllowRevote = false,
        Options = [new("A", new("满意"), 100m, AnswerBox.Top), new("B", new("一般"), 60.5m, AnswerBox.Neutral), new("D", new("不了解"))],
        Criteria = [new("duty", new("履职尽责"), CriterionSource.Vote, 20m), new("leadership", new("领导班子"), CriterionSource.Assessed, 15m)],
        Groups = [new("npc", new("人大代表"), 200)],
        Classes = [new("service", new("服务"), new Dictionary<string, decimal> { ["npc"] = 30m })],
        Units = [new("u01", new("中心"), "service", "# 报告"), new("u02", new("馆"), "service")],
        Policies = new() { DontKnow = new(60m), AwarenessMin = 0.5m, GroupMin = 6, CommentMin = 9, MissingGroup = MissingGroup.ClassMean, Decimals = 4 },
        Components = new() { Vote = 70, Inspection = 30, BonusCap = 3 },
        Panel = new() { Trim = PanelTrim.Total },
        Grades = [new("excellent", 90m, new("优秀"), 0.3m), new("fail", 0m)],
        Vetoes = [new("spot", new(FailedSpotChecks: 3), VetoEffect.Ineligible), new("named", new(Fact: "named"), VetoEffect.CapAt("fail"))],
    };

    private static RoundResult Result => new()
    {
        Round = "2020-social",
        Version = 1,
        ComputedAt = At,
        Turnout = [new("npc", 200, 198, 181), new("users", 10, 4, null)],
        Classes =
        [
            new("service",
            [
                new UnitResult
                {
                    Unit = "u01",
                    Rank = 1,
                    Band = 1,
                    Total = 91.24m,
                    Vote = 92.10m,
                    StandardError = 0.4127m,
                    Grade = "excellent",
                    Slips = 431,
                    Positive = new(0.94m, 0.91m, 0.96m),
                    Top = new(0.71m, 0.66m, 0.75m),
                    Groups = [new("npc", 181, 0.97m, 90.3m, true), new("users", null, null, null, false, "below-minimum")],
                    Criteria = [new("duty", 93m, new(0.95m, 0.92m, 0.97m), null)],
                    Vetoes = [new("spot", "3 failed spot checks", VetoEffect.Ineligible)],
                },
                new UnitResult { Unit = "u02", Incomplete = ["vote"] },
            ]),
        ],
    };
}
