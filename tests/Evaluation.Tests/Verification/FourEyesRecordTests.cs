using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Verification;

/// <summary>Since four eyes are on, everything that an account was given has two people in the record, or it is found.</summary>
public sealed class FourEyesRecordTests
{
    private static readonly StaffCommand[] Honest =
    [
        new InstallFourEyes("li", "key-li", "wang", "key-wang", Given.Now),
        new ProposeStaff("sun", new(ProposalKind.Add, [new("sun", [new(Role.Auditor)], "code-1"), new("zhou", [], "code-3")]), "r", Given.Now, "li"),
        new ApproveProposal("p-1", ["code-2", "code-4"], Given.Now, "wang"),
        new TakeAccess("sun", "code-1", "code-2", "key-sun", null, Given.Now),
        new ProposeStaff("sun", new(ProposalKind.Roles, Roles: [new(Role.Reviewer)]), "r", Given.Now, "wang"),
        new ApproveProposal("p-2", [], Given.Now, "li"),
        new ProposeStaff("sun", new(ProposalKind.Access, Code: "code-5"), "r", Given.Now, "wang"),
        new ApproveProposal("p-3", ["code-6"], Given.Now, "li"),
        new ProposeStaff("li", new(ProposalKind.Person, Person: "Li"), "r", Given.Now, "wang"),
        new ApproveProposal("p-4", [], Given.Now, "li"),
        new ProposeStaff("sun", new(ProposalKind.ProviderId, ProviderId: "id"), "r", Given.Now, "wang"),
        new RejectProposal("p-5", "no", Given.Now, "li"),
        new ReplaceKey("li", "own", Given.Now, "li"),
        new ChangeRoles("sun", [], Given.Now, "li"),
        new RemoveAccess("zhou", Given.Now, "li"),
        new BreakGlass("rescue", "key-rescue", "r", Given.Now),
        new CompleteBreakGlass(Given.Now.AddDays(1)),
        new BreakGlass("sun", "key-again", "r", Given.Now.AddDays(1)),
        new CancelBreakGlass(Given.Now.AddDays(1), "wang"),
    ];

    [Fact]
    public async Task An_honest_record_has_no_finding()
    {
        var (code, said) = await (await RecordAsync(Honest)).VerifyAsync();
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task The_agreement_of_two_administrators_and_a_confirmation_have_no_finding()
    {
        var insider = await RecordAsync(
            new EnsureAdministrator("li", "key-li", Given.Now), new AddStaff("wang", [new(Role.Administrator)], "key-wang", Given.Now, "li"), new AddStaff("zhao", [], "key-zhao", Given.Now, "li"),
            new ProposeStaff("li", new(ProposalKind.FourEyes), "r", Given.Now, "li"), new ApproveProposal("p-1", [], Given.Now, "wang"),
            new ProposeStaff("zhao", new(ProposalKind.Confirm, Names: ["zhao"]), "r", Given.Now, "li"), new ApproveProposal("p-2", [], Given.Now, "wang"));
        var (code, said) = await insider.VerifyAsync();
        Assert.True(code == 0, said);
    }

    [Theory]
    // The approval is by the proposer.
    [InlineData("proposal-approved", "\"by\":\"wang\"", "\"by\":\"li\"", "approved the own proposal p-1")]
    // The approval is of another proposal.
    [InlineData("proposal-approved", "\"id\":\"p-1\"", "\"id\":\"p-9\"", "p-9 was approved and is not pending")]
    // Another role than proposed.
    [InlineData("staff-added", "auditor", "administrator", "'sun' was given something that the proposal p-1 does not say")]
    // No proposal.
    [InlineData("roles-changed", ",\"proposal\":\"p-2\"", "", "gave the account 'sun' something without a second person")]
    // Another code than the proposer's.
    [InlineData("access-offered", "code-5", "code-7", "'sun' was given something that the proposal p-3 does not say")]
    [InlineData("person-named", "\"person\":\"Li\"", "\"person\":\"Sun\"", "'li' was given something that the proposal p-4 does not say")]
    // An access that nobody has offered.
    [InlineData("access-taken", "\"proposal\":\"p-1\"", "\"proposal\":\"p-9\"", "took an access of 'sun' that was not offered")]
    // The owner's key is replaced by somebody else.
    [InlineData("key-replaced", "\"name\":\"li\"", "\"name\":\"wang\"", "gave the account 'wang' something without a second person")]
    // The console waits a day.
    [InlineData("glass-broken", "\"effectiveAt\":\"2020-12-02", "\"effectiveAt\":\"2020-12-01", "takes effect too early")]
    [InlineData("glass-broken", "\"by\":\"system\"", "\"by\":\"li\"", "which only the console does")]
    [InlineData("glass-took-effect", "\"id\":\"b-1\"", "\"id\":\"b-7\"", "without an announcement a day before")]
    public async Task A_rewritten_event_is_found(string kind, string from, string to, string finding)
    {
        var insider = await RecordAsync(Honest);
        var changed = 0;
        insider.Rewrite("staff", line => line.Contains($"\"event\":\"{kind}\"", StringComparison.Ordinal) && line.Contains(from, StringComparison.Ordinal) && changed++ == 0
            ? line.Replace(from, to, StringComparison.Ordinal)
            : line);
        Assert.True(changed > 0);
        Assert.Contains(finding, (await insider.VerifyAsync()).Item2, StringComparison.Ordinal);
    }

    private static async Task<Insider> RecordAsync(params StaffCommand[] commands)
    {
        var journal = new MemoryJournal();
        await using var engine = new MailboxEngine(journal, new FakeTimeProvider(Given.Now), NullLogger<MailboxEngine>.Instance);
        foreach (var command in commands)
            Assert.Null((await engine.SendAsync(StaffGrain.Ref, command)).Refusal);
        return await Insider.CopyAsync(journal);
    }
}
