using System.Buffers;
using Evaluation.Assessment;
using Evaluation.Awards;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Evaluation.Targets;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Entries = Evaluation.Testing.Specifications.Entries;

namespace Evaluation.Tests.Verification;

/// <summary>
/// An administrator who changes the program, or writes into the database, lets an account of their own making be the second person of an
/// act: the staff stream tells it.
/// </summary>
public sealed class SecondEyesRecordTests
{
    private const string Finding = "acted as the second person and was none", Unit = "unit-small.u1";

    /// <summary>When four eyes are turned on, the account is given to sun, and the acts happen.</summary>
    private static readonly DateTimeOffset On = Given.Now, Made = On.AddHours(1), Acts = On.AddHours(2);

    private static readonly Adjustment Bonus = new("adj-1", AdjustmentKind.Bonus, 2m, "§ 12", "a prize", "li");

    /// <summary>Every act that needs a second person, by the first person and the second.</summary>
    public static TheoryData<string> Kinds => ["answer", "filer", "destruction", "share", "again", "sheet", "approval", "rejection", "withdrawal", "prize", "signature"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_person_whose_account_the_first_one_made_within_the_round_is_found(string kind)
    {
        var said = await VerifyAsync(kind, "li", "sun", Acts, created: On);
        Assert.Contains($"'sun' {Finding}: 'li' made the account 'sun'", said, StringComparison.Ordinal);
        // Who made the account does not decide on its acts either.
        Assert.Contains($"'li' {Finding}: 'li' made the account 'sun'", await VerifyAsync(kind, "sun", "li", Acts, created: On), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_person_whom_somebody_else_made_or_made_before_the_round_is_none_of_it(string kind)
    {
        Assert.DoesNotContain(Finding, await VerifyAsync(kind, "wang", "sun", Acts, created: On), StringComparison.Ordinal);
        Assert.DoesNotContain(Finding, await VerifyAsync(kind, "li", "sun", Acts, created: Made.AddSeconds(1)), StringComparison.Ordinal);
        Assert.Contains(Finding, await VerifyAsync(kind, "li", "sun", Acts, created: Made), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_first_person_gives_after_the_act_is_no_finding_and_clocks_may_differ_by_two_minutes()
    {
        // Earlier sun had no account, which is another finding.
        Assert.DoesNotContain(Finding, await VerifyAsync("approval", "li", "sun", Made.AddSeconds(-1), created: On), StringComparison.Ordinal);
        Assert.DoesNotContain(Finding, await VerifyAsync("approval", "li", "sun", Made.AddMinutes(2), created: On), StringComparison.Ordinal);
        Assert.Contains(Finding, await VerifyAsync("approval", "li", "sun", Made.AddMinutes(2).AddSeconds(1), created: On), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_from_before_four_eyes_is_no_second_person_until_two_administrators_confirm_it()
    {
        StaffCommand[] switched =
        [
            new EnsureAdministrator("li", "key-li", On), new AddStaff("wang", [new(Role.Administrator)], "key-wang", On, "li"), new AddStaff("zhao", [new(Role.Reviewer)], "key-zhao", On, "li"),
            new ProposeStaff("li", new(ProposalKind.FourEyes), "r", Made, "li"), new ApproveProposal("p-1", [], Made, "wang"),
            new ProposeStaff("zhao", new(ProposalKind.Confirm, Names: ["zhao"]), "r", Made.AddHours(2), "li"), new ApproveProposal("p-2", [], Made.AddHours(2), "wang"),
        ];
        var created = On.AddMinutes(1);
        Assert.DoesNotContain(Finding, await VerifyAsync("approval", "wang", "zhao", Made.AddSeconds(-1), created, switched), StringComparison.Ordinal);
        Assert.Contains($"'zhao' {Finding}: The account 'zhao' is from before four eyes were on", await VerifyAsync("approval", "wang", "zhao", Made.AddHours(1), created, switched), StringComparison.Ordinal);
        Assert.DoesNotContain(Finding, await VerifyAsync("approval", "wang", "zhao", Made.AddHours(3), created, switched), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_four_eyes_are_off_nobody_is_asked_who_made_an_account() => Assert.DoesNotContain(
        Finding,
        await VerifyAsync("approval", "li", "sun", Acts, created: On, new EnsureAdministrator("li", "key-li", On), new AddStaff("sun", [new(Role.Reviewer)], "key-sun", Made, "li")),
        StringComparison.Ordinal);

    private static async Task<string> VerifyAsync(string kind, string first, string second, DateTimeOffset at, DateTimeOffset created, params StaffCommand[] staff)
    {
        var journal = new MemoryJournal();
        await using (var engine = new MailboxEngine(journal, new FakeTimeProvider(On), NullLogger<MailboxEngine>.Instance))
            foreach (var command in staff is [] ? Installed : staff)
                Assert.Null((await engine.SendAsync(StaffGrain.Ref, command)).Refusal);
        RoundEvent[] round = [new RoundCreated(Given.Rules, created, "li"), .. OfRound(kind, first, second, at)];
        await AppendAsync<RoundGrain, Round, RoundCommand, RoundEvent>(journal, "round-small", round);
        await AppendAsync<UnitGrain, UnitState, UnitCommand, UnitEvent>(journal, Unit, OfUnit(kind, first, second, at));
        await AppendAsync<AwardGrain, AwardBook, AwardCommand, AwardEvent>(journal, "awards-small", OfAwards(kind, first, second, at));
        await AppendAsync<TargetGrain, TargetBook, TargetCommand, TargetEvent>(journal, "targets-small", OfTargets(kind, first, second, at));
        return (await (await Insider.CopyAsync(journal)).VerifyAsync()).Said;
    }

    /// <summary>Two administrators, and the account sun that li proposed.</summary>
    private static StaffCommand[] Installed =>
    [
        new InstallFourEyes("li", "key-li", "wang", "key-wang", On),
        new ProposeStaff("sun", new(ProposalKind.Add, [new("sun", [new(Role.Reviewer)], "code-1")]), "r", Made, "li"),
        new ApproveProposal("p-1", ["code-2"], Made, "wang"),
        new TakeAccess("sun", "code-1", "code-2", "key-sun", null, Made),
    ];

    private static RoundEvent[] OfRound(string kind, string first, string second, DateTimeOffset at)
    {
        var (filer, proposer) = kind == "filer" ? (first, "wang") : ("wang", first);
        return kind switch
        {
            "answer" or "filer" =>
            [
                new ObjectionFiled("o-1", "u1", "/", "a text", 1, "the office", On, filer), new AnswerProposed("o-1", ObjectionDecision.Rejected, "no", [], On, proposer),
                new ObjectionAnswered("o-1", ObjectionDecision.Rejected, "no", [], proposer, false, at, second),
            ],
            "destruction" => [new KeyDestructionProposed(On, first, "r"), new KeyDestroyed(first, at, second)],
            "again" => [new KeyShareGiven("a", On, first), new KeyShareGiven("b", On, second), new KeyShareGiven("b", at, second, Again: true)],
            "share" => [new KeyShareGiven("a", On, first), new KeyShareGiven("b", at, second)],
            _ => [],
        };
    }

    private static UnitEvent[] OfUnit(string kind, string first, string second, DateTimeOffset at)
    {
        AdjustmentProposed proposed = new(Bonus with { ProposedBy = first }, On, first);
        return kind switch
        {
            "sheet" => [new SheetFiled("p", 1, new(new Dictionary<string, decimal?>()), null, On, first), new SheetReopened(first, "r", at, second)],
            "approval" => [proposed, new AdjustmentApproved(Bonus with { ProposedBy = first, ApprovedBy = second }, at, second)],
            "rejection" => [proposed, new AdjustmentRejected("adj-1", "r", at, second)],
            "withdrawal" => [proposed, new AdjustmentRetracted("adj-1", "r", at, second)],
            _ => [],
        };
    }

    private static AwardEvent[] OfAwards(string kind, string first, string second, DateTimeOffset at) => kind == "prize"
        ? [new SpecialAwardProposed(new("creative", new("创新奖"), "u1", "r", 1), On, first), new SpecialAwardApproved("creative", "u1", at, second)]
        : [];

    private static TargetEvent[] OfTargets(string kind, string first, string second, DateTimeOffset at) => kind == "signature"
        ? [new TargetsSet("u1", [], On, "li"), new TargetsSigned("u1", SigningSide.Unit, 1, On, first), new TargetsSigned("u1", SigningSide.Administration, 1, at, second)]
        : [];

    private static async Task AppendAsync<TAggregate, TState, TCommand, TEvent>(MemoryJournal journal, string stream, TEvent[] events)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        if (events.Length == 0)
            return;
        var written = events.Select(happened =>
        {
            var bytes = new ArrayBufferWriter<byte>();
            TAggregate.Write(happened, bytes);
            return bytes.WrittenSpan.ToArray();
        });
        var framed = Entries.Framed(stream, null, [.. written]);
        var entry = framed with { Payload = (byte[])[(byte)TAggregate.Format, .. framed.Payload.Span[1..]] };
        Assert.Equal(AppendResult.Appended, await journal.AppendAsync(entry with { Hash = Chain.Next(Chain.Genesis(stream), entry) }));
    }
}
