using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Tests.Staff;

/// <summary>
/// How four eyes are turned on, which accounts count as second people, and what the console does when nobody else is left.
/// </summary>
public sealed class FourEyesSwitchTests
{
    private static readonly RoleGrant Everything = new(Role.Administrator);
    private static readonly DateTimeOffset At = Given.Now;

    private readonly AloneStaff _staff = new();

    public FourEyesSwitchTests()
    {
        _staff.Do(new EnsureAdministrator("li", "key-li", At));
        _staff.Do(new AddStaff("wang", [Everything], "key-wang", At, "li"));
        _staff.Do(new AddStaff("zhao", [Everything], "key-zhao", At, "wang"));
        _staff.Do(new AddStaff("clerk", [new(Role.Reviewer)], "key-clerk", At, "wang"));
    }

    [Fact]
    public void While_they_are_off_nothing_waits_and_only_the_switch_is_proposed()
    {
        Assert.Equal(RefusalCode.WrongState, _staff.Refused(new ProposeStaff("sun", new(ProposalKind.Add, [new("sun", [], "code")]), "r", At, "li")).Code);
        _staff.Do(new AddStaff("sun", [], "key-sun", At, "li"));
        _staff.Do(new ReplaceKey("sun", "key-2", At, "li"));
        Assert.Null(Second("sun", At, "li"));
    }

    [Fact]
    public void Two_administrators_turn_them_on_for_good()
    {
        var id = Propose("li", new(ProposalKind.FourEyes), "li");
        Assert.False(_staff.State.FourEyes.IsOn);
        Assert.Equal(RefusalCode.SamePerson, _staff.Refused(new ApproveProposal(id, [], At, "li")).Code);
        Assert.Equal(RefusalCode.NotAllowed, _staff.Refused(new ApproveProposal(id, [], At, "clerk")).Code);
        _staff.Do(new ApproveProposal(id, [], At.AddHours(1), "wang"));
        Assert.Equal(At.AddHours(1), _staff.State.FourEyes.OnSince);
        Assert.Equal(["clerk", "zhao"], _staff.State.FourEyes.Unconfirmed);
        Assert.Equal(RefusalCode.WrongState, _staff.Refused(new ProposeStaff("li", new(ProposalKind.FourEyes), "r", At, "li")).Code);
        // No command of any kind turns them off.
        Assert.DoesNotContain(typeof(StaffEvent).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(StaffEvent)) && type.Name.Contains("TurnedOff", StringComparison.Ordinal));
    }

    [Fact]
    public void Accounts_from_before_are_no_second_people_until_two_administrators_confirm_them()
    {
        TurnOn();
        var id = Propose("sun", new(ProposalKind.Add, [new("sun", [], "code")]), "li");
        Assert.Equal(RefusalCode.NotConfirmed, _staff.Refused(new ApproveProposal(id, ["code"], At, "zhao")).Code);
        Assert.Equal(RefusalCode.NotConfirmed, Second("clerk", At.AddYears(1), "li")!.Code);
        Assert.Equal(RefusalCode.NoSuchStaff, _staff.Refused(new ProposeStaff("li", new(ProposalKind.Confirm, Names: ["clerk", "li"]), "r", At, "li")).Code);
        var confirm = Propose("clerk", new(ProposalKind.Confirm, Names: ["clerk", "zhao"]), "li");
        Assert.Equal(RefusalCode.NotConfirmed, _staff.Refused(new ApproveProposal(confirm, [], At, "zhao")).Code);
        _staff.Do(new ApproveProposal(confirm, [], At, "wang"));
        Assert.Empty(_staff.State.FourEyes.Unconfirmed);
        Assert.Null(Second("clerk", At.AddYears(1), "li"));
        _staff.Do(new ApproveProposal(id, ["code"], At, "zhao"));
    }

    [Theory]
    [InlineData("made", true)]
    [InlineData("role", true)]
    [InlineData("narrowed", false)]
    [InlineData("access", true)]
    [InlineData("person", true)]
    [InlineData("provider", true)]
    [InlineData("by another", false)]
    [InlineData("before the round", false)]
    public void Who_gave_the_account_something_within_the_round_is_not_its_first_person(string gift, bool isRefused)
    {
        TurnOn();
        Confirm();
        var (created, later) = (At.AddDays(10), At.AddDays(gift == "before the round" ? 9 : 11));
        var (name, by, content) = gift switch
        {
            "made" => ("sun", "li", new ProposalContent(ProposalKind.Add, [new("sun", [new(Role.Reviewer)], "code")])),
            "access" or "before the round" => ("clerk", "li", new(ProposalKind.Access, Code: "code")),
            "person" => ("clerk", "li", new(ProposalKind.Person, Person: "Chen")),
            "provider" => ("clerk", "li", new(ProposalKind.ProviderId, ProviderId: "id")),
            "narrowed" => ("clerk", "li", new(ProposalKind.Roles, Roles: [new(Role.Reviewer, "one")])),
            _ => ("clerk", gift == "by another" ? "zhao" : "li", new(ProposalKind.Roles, Roles: [new(Role.Reviewer), new(Role.Auditor)])),
        };
        _staff.Do(new ProposeStaff(name, content, "r", later, by));
        var id = _staff.State.FourEyes.Proposals[^1].Id;
        _staff.Do(new ApproveProposal(id, content.Codes > 0 ? ["code-2"] : [], later, "wang"));
        Assert.Equal(isRefused ? RefusalCode.NotIndependent : null, Second(name, created, "li")?.Code);
        // In the other direction too: what the account has proposed is not approved by who gave it something.
        Assert.Equal(isRefused ? RefusalCode.NotIndependent : null, Second("li", created, name)?.Code);
        Assert.Null(Second(name, later.AddDays(1), "li"));
        Assert.Null(Second("zhao", created, "li"));
    }

    [Fact]
    public void A_gift_from_before_the_switch_counts_within_the_round_too()
    {
        TurnOn();
        Confirm();
        Assert.Equal(RefusalCode.NotIndependent, Second("clerk", At, "wang")!.Code);
        Assert.Null(Second("clerk", At, "li"));
    }

    [Fact]
    public void The_console_makes_an_administrator_after_a_day_and_not_before()
    {
        _staff.Do(new BreakGlass("rescue", "key-rescue", "both have left", At));
        Assert.Equal((GlassState.Announced, At.AddHours(24)), (_staff.State.FourEyes.Announced!.State, _staff.State.FourEyes.Announced.EffectiveAt));
        Assert.Equal(RefusalCode.WrongState, _staff.Refused(new BreakGlass("other", "key", "r", At)).Code);
        _staff.Do(new CompleteBreakGlass(At.AddHours(24).AddTicks(-1)));
        Assert.False(_staff.State.Accounts.ContainsKey("rescue"));
        _staff.Do(new CompleteBreakGlass(At.AddHours(24)));
        Assert.Equal("key-rescue", _staff.State.Accounts["rescue"].KeyHash);
        Assert.Equal([Everything], _staff.State.Accounts["rescue"].Roles);
        var version = _staff.State.Version;
        _staff.Do(new CompleteBreakGlass(At.AddHours(25)));
        Assert.Equal(version, _staff.State.Version);
        Assert.Equal((GlassState.Effective, ""), (_staff.State.FourEyes.Glass[0].State, _staff.State.FourEyes.Glass[0].KeyHash));
    }

    [Fact]
    public void An_account_that_the_console_resets_loses_its_password_and_counts_as_a_second_person()
    {
        TurnOn();
        _staff.Do(new ReplacePassword("clerk", "password", At, "clerk"));
        _staff.Do(new BreakGlass("clerk", "key-rescue", "r", At));
        _staff.Do(new CompleteBreakGlass(At.AddDays(1)));
        var clerk = _staff.State.Accounts["clerk"];
        Assert.Equal(("key-rescue", null), (clerk.KeyHash, clerk.PasswordHash));
        Assert.Equal([new(Role.Reviewer), Everything], clerk.Roles);
        Assert.DoesNotContain("clerk", _staff.State.FourEyes.Unconfirmed);
        var id = Propose("sun", new(ProposalKind.Add, [new("sun", [], "code")]), "li");
        _staff.Do(new ApproveProposal(id, ["code"], At, "clerk"));
    }

    [Fact]
    public void An_administrator_cancels_what_the_console_announced_until_its_time_has_come()
    {
        Assert.Equal(RefusalCode.NoSuchProposal, _staff.Refused(new CancelBreakGlass(At, "li")).Code);
        _staff.Do(new BreakGlass("rescue", "key-rescue", "r", At));
        _staff.Do(new CancelBreakGlass(At.AddHours(23), "li"));
        _staff.Do(new CompleteBreakGlass(At.AddDays(2)));
        Assert.False(_staff.State.Accounts.ContainsKey("rescue"));
        _staff.Do(new BreakGlass("rescue", "key-rescue", "r", At.AddDays(3)));
        Assert.Equal(RefusalCode.WrongState, _staff.Refused(new CancelBreakGlass(At.AddDays(4), "li")).Code);
        Assert.Equal([(GlassState.Cancelled, "li"), (GlassState.Announced, null)], _staff.State.FourEyes.Glass.Select(glass => (glass.State, glass.DecidedBy)));
    }

    private void TurnOn() => _staff.Do(new ApproveProposal(Propose("li", new(ProposalKind.FourEyes), "li"), [], At, "wang"));

    private void Confirm() => _staff.Do(new ApproveProposal(Propose("clerk", new(ProposalKind.Confirm, Names: ["clerk", "zhao"]), "li"), [], At, "wang"));

    private string Propose(string name, ProposalContent content, string by)
    {
        _staff.Do(new ProposeStaff(name, content, "reason", At, by));
        return _staff.State.FourEyes.Proposals[^1].Id;
    }

    private Refusal? Second(string approver, DateTimeOffset since, string first) =>
        new ViewSecondEyes(approver, [Actor.Of(first, null)], since).Answer(_staff.State).Refusal;
}
