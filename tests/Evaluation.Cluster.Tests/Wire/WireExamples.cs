using System.Collections.Immutable;
using Evaluation.Ballots;
using Evaluation.Reading;
using Evaluation.Rounds;
using Evaluation.Rounds.Rules;
using Evaluation.Scoring;
using Evaluation.Seam;
using Evaluation.Staff;
using Evaluation.Tests;
using Evaluation.Tests.Golden;

namespace Evaluation.Cluster.Tests.Wire;

/// <summary>Of every command and every answer at least one example, with each of its parts filled and, where a part may be missing, one without.</summary>
internal static class WireExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly RoundRules Rules = RoundExamples.All.OfType<RoundCreated>().First().Rules;

    private static readonly RoundResult Result = RoundExamples.All.OfType<ResultComputed>().First().Result;

    private static readonly RoleGrant[] Roles = [new(Role.Administrator), new(Role.Unit, "golden", "u1")];

    private static readonly BoxReport Report = new(3, 12L << 32, [new("npc", 5, 3)], "0f");

    public static IReadOnlyList<object> All { get; } = [.. Boxes(), .. Rounds(), .. Staff(), Done.It];

    public static IReadOnlyList<Refusal> Refusals { get; } =
    [
        Refusal.Busy,
        new(RefusalCode.WrongState, "The round is draft.", ("state", "draft"), ("allowedFrom", new[] { "voting", "paused" })),
        new(RefusalCode.NotOpen, "Voting opens later.", ("opensAt", At), ("closesAt", null), ("soon", true)),
        new(RefusalCode.RollExceeded, "Too many.", ("roll", 10), ("issued", 1L << 40)),
        new(RefusalCode.InvalidDefinition, "Two faults.", ("faults", new[] { new Fault("/units/0", "is missing"), new Fault("", "太长 \"<&>\"") })),
    ];

    private static object[] Boxes() =>
    [
        new OpenBox(Given.Shape, Given.Window),
        new OpenBox(Given.Shape, new(7, At, null, Paused: true, Closed: true)),
        new StoreCredentials("batch", "npc", null, [Given.Credential(1), new(UInt128.MaxValue), default]),
        new StoreCredentials("batch", "npc", ["u1", "u2"], []),
        new VoidCredentials("batch"),
        Given.Ballot(1, "u1:AA", "u2:BC 很好"),
        new CastBallot(new(UInt128.MaxValue), DateTimeOffset.MaxValue, []),
        new CastBallot(default, new(At.DateTime, TimeSpan.FromMinutes(-570)), [1, 2, 3]),
        new ViewProgress(Given.Credential(2)),
        ViewTurnout.Now,
        new SealBox(At),
        ViewTally.Final,
        new CredentialsKept(3),
        new BallotCounted(uint.MaxValue, 20, int.MaxValue),
        new Progress(uint.MaxValue, [0, 2], [1]),
        new Progress(null, [], []),
        new BoxTurnout(1L << 40, [new("npc", 5, 3), new("users", 7, 0)]),
        Report,
        Tallied(),
        new Tally(),
    ];

    private static object[] Rounds() =>
    [
        new CreateRound(Rules, At, "li"),
        new CreateRound(Given.AssessedRules, At, "li"),
        new ReplaceRules(Rules, At, "li"),
        new MoveRound(RoundState.Voting, At, "li", "it is time"),
        new MoveRound(RoundState.Sealed, At, "li", null),
        new ScheduleRound(At, At.AddDays(1), At, "li", "longer"),
        new ScheduleRound(null, null, At, "li", null),
        new KeepTime(At),
        new ReserveCredentials("batch", "npc", 3, ["u1"], At, "li"),
        new ReserveCredentials("batch", "npc", 3, null, At, "li"),
        new SettleCredentials("batch", 2, At, "interrupted"),
        new CountBox(1, Report, At),
        new RecordResult(Result, At, "li", "seen"),
        ViewRound.Now,
        ViewRules.Now,
        ViewAudit.Now,
        new ViewResult(2),
        new ViewResult(null),
        Rules,
        Given.AssessedRules,
        Result,
        new AuditTrail([new(At, "li", "voting-opened", "with detail", "with reason"), new(At, "li", "round-sealed", null, null)]),
        new RoundView(
            "golden", new("测评", "Round"), "Asia/Shanghai", Visibility.Public, RoundState.Sealing, 2, At, At.AddDays(1), Given.Window, true, 8, [1, 7],
            [new("npc", 10, 5)], [new("batch", "npc", 3, At)], 60, 1),
        new RoundView("golden", new("测评"), "Asia/Shanghai", Visibility.Sealed, RoundState.Draft, 1, null, null, null, false, 1, [], [], [], 0, 0),
    ];

    private static object[] Staff() =>
    [
        new EnsureAdministrator("li", "hash", At),
        new AddStaff("li", Roles, "hash", At, "wang"),
        new ChangeRoles("li", Roles, At, "wang"),
        new ReplaceKey("li", "hash", At, "wang"),
        new RemoveStaff("li", At, "wang"),
        ViewStaff.Now,
        new StaffRoster
        {
            Version = 1L << 40,
            Accounts = ImmutableSortedDictionary.Create<string, StaffAccount>(StringComparer.Ordinal).Add("b", new("b", Roles, "hash")).Add("Z", new("Z", [], "hash")).Add("a", new("a", [], "hash")),
            Audit = [new(At, "li", "staff-added", "b", null)],
        },
        new StaffRoster(),
    ];

    private static Tally Tallied()
    {
        var tally = new Tally();
        tally.Add(new SlipPattern(ushort.MaxValue, byte.MaxValue, ulong.MaxValue), int.MaxValue);
        tally.Add(new SlipPattern(0, 0, 0));
        tally.Add(new SlipPattern(1, 2, 0x3210));
        return tally;
    }
}
