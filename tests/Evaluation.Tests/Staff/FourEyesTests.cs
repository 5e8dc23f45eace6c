using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Tests.Staff;

/// <summary>
/// Once four eyes are on, no administrator alone gives anybody anything, and neither of two learns a working key of an account.
/// </summary>
public sealed class FourEyesTests
{
    private static readonly RoleGrant Everything = new(Role.Administrator);
    private static readonly DateTimeOffset At = Given.Now;

    private readonly AloneStaff _staff = new();

    public FourEyesTests() => _staff.Do(new InstallFourEyes("li", "key-li", "wang", "key-wang", At));

    private static readonly StaffCommand[] DirectGifts =
    [
        new AddStaff("li-2", [Everything], "key", At, "li"),
        new AddStaff("li-2", [], "key", At, "li"),
        new AddAccounts([new("li-2", [Everything], "key"), new("li-3", [], "key-3")], At, "li"),
        new ChangeRoles("clerk", [Everything], At, "li"),
        new ChangeRoles("clerk", [new(Role.Auditor), new(Role.Reviewer)], At, "li"),
        new ChangeRoles("clerk", [new(Role.Auditor, Unit: "u1")], At, "li"),
        new ReplaceKey("wang", "key-of-li", At, "li"),
        new ReplaceKey("clerk", "key-of-li", At, "li"),
        new ReplacePassword("wang", "password-of-li", At, "li"),
        new NamePerson("clerk", "Somebody else", At, "li"),
        new SetProviderId("wang", "id-of-li", At, "li"),
    ];

    [Fact]
    public void An_administrator_alone_gives_nothing()
    {
        Clerk();
        var before = _staff.State;
        Assert.All(DirectGifts, gift => Assert.Equal(RefusalCode.NeedsApproval, _staff.Refused(gift).Code));
        Assert.Same(before, _staff.State);
    }

    [Fact]
    public void The_start_with_a_configured_key_gives_nobody_an_account_or_a_key()
    {
        _staff.Do(new EnsureAdministrator("li", "key-of-the-operator", At));
        _staff.Do(new EnsureAdministrator("operator", "key-of-the-operator", At));
        _staff.Do(new InstallFourEyes("x", "key-x", "y", "key-y", At));
        Assert.Equal(["li", "wang"], _staff.State.Accounts.Keys);
        Assert.Equal("key-li", _staff.State.Accounts["li"].KeyHash);
    }

    [Fact]
    public void What_is_taken_away_never_waits()
    {
        Clerk(new(Role.Auditor), new(Role.Reviewer));
        _staff.Do(new ChangeRoles("clerk", [new(Role.Reviewer, "one")], At, "li"));
        Assert.Equal([new RoleGrant(Role.Reviewer, "one")], _staff.State.Accounts["clerk"].Roles);
        _staff.Do(new RemoveAccess("clerk", At, "li"));
        Assert.Equal(("", null, null), (_staff.State.Accounts["clerk"].KeyHash, _staff.State.Accounts["clerk"].PasswordHash, _staff.State.Accounts["clerk"].Offered));
        var version = _staff.State.Version;
        _staff.Do(new RemoveAccess("clerk", At, "li"));
        Assert.Equal(version, _staff.State.Version);
        _staff.Do(new SetProviderId("clerk", null, At, "li"));
        _staff.Do(new RemoveStaff("clerk", At, "li"));
        Assert.False(_staff.State.Accounts.ContainsKey("clerk"));
    }

    [Fact]
    public void The_owner_replaces_the_own_key_and_password_alone()
    {
        Assert.Equal("key-2", _staff.Do(new ReplaceKey("wang", "key-2", At, "wang")).Accounts["wang"].KeyHash);
        Assert.Equal("password", _staff.Do(new ReplacePassword("wang", "password", At, "wang")).Accounts["wang"].PasswordHash);
    }

    [Fact]
    public void A_new_account_has_no_key_until_both_codes_are_there()
    {
        var id = Propose("sun", Adding("sun", new RoleGrant(Role.Reviewer)));
        Assert.False(_staff.State.Accounts.ContainsKey("sun"));
        _staff.Do(new ApproveProposal(id, [AccessCode.Hash("second")], At, "wang"));
        Assert.Equal("", _staff.State.Accounts["sun"].KeyHash);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("sun", "first", "first")).Code);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("sun", "second", "second")).Code);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("sun", "second", "first")).Code);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("li", "first", "second")).Code);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("nobody", "first", "second")).Code);
        Assert.Equal("key-sun", _staff.Do(Take("sun", "FI-rst", "sec ond")).Accounts["sun"].KeyHash);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("sun", "first", "second")).Code);
    }

    [Fact]
    public void A_new_access_ends_the_old_key_and_password_when_it_is_taken()
    {
        Clerk();
        _staff.Do(new ReplacePassword("clerk", "old", At, "clerk"));
        var id = Propose("clerk", new(ProposalKind.Access, Code: AccessCode.Hash("first")));
        _staff.Do(new ApproveProposal(id, [AccessCode.Hash("second")], At, "wang"));
        Assert.Equal(("key-clerk", "old"), (_staff.State.Accounts["clerk"].KeyHash, _staff.State.Accounts["clerk"].PasswordHash));
        var taken = _staff.Do(Take("clerk", "first", "second") with { KeyHash = "another" }).Accounts["clerk"];
        Assert.Equal(("another", null), (taken.KeyHash, taken.PasswordHash));
    }

    [Fact]
    public void Only_another_person_who_is_an_administrator_approves()
    {
        Clerk(new RoleGrant(Role.Auditor));
        var id = Propose("sun", Adding("sun", Everything));
        Assert.Equal(RefusalCode.SamePerson, _staff.Refused(Approval(id, "li")).Code);
        Assert.Equal(RefusalCode.NotAllowed, _staff.Refused(Approval(id, "clerk")).Code);
        Assert.Equal(RefusalCode.NotAllowed, _staff.Refused(Approval(id, "nobody")).Code);
        Assert.Equal(RefusalCode.NoSuchProposal, _staff.Refused(Approval("p-99", "wang")).Code);
        Assert.Equal(RefusalCode.BadRequest, _staff.Refused(new ApproveProposal(id, [], At, "wang")).Code);
        _staff.Do(Approval(id, "wang"));
    }

    [Fact]
    public void An_administrator_with_two_accounts_is_one_person()
    {
        var id = Propose("li-2", Adding("li-2", Everything) with { Accounts = [new("li-2", [Everything], AccessCode.Hash("first"), "li")] });
        _staff.Do(Approval(id, "wang"));
        var own = Propose("sun", Adding("sun", Everything));
        Assert.Equal(RefusalCode.SamePerson, _staff.Refused(Approval(own, "li-2")).Code);
    }

    [Fact]
    public void Of_two_approvals_the_second_is_refused_and_a_repeat_changes_nothing()
    {
        Grown("zhao", Everything);
        var id = Propose("sun", Adding("sun"));
        _staff.Do(Approval(id, "wang"));
        var version = _staff.State.Version;
        Assert.Equal(RefusalCode.ProposalDecided, _staff.Refused(Approval(id, "zhao")).Code);
        Assert.Equal(RefusalCode.ProposalDecided, _staff.Refused(new RejectProposal(id, "no", At, "zhao")).Code);
        _staff.Do(Approval(id, "wang"));
        Assert.Equal(version, _staff.State.Version);
    }

    [Fact]
    public void A_rejected_proposal_stays_without_effect()
    {
        var id = Propose("sun", Adding("sun"));
        _staff.Do(new RejectProposal(id, "unknown", At, "wang"));
        _staff.Do(new RejectProposal(id, "unknown", At, "wang"));
        Assert.Equal(RefusalCode.ProposalDecided, _staff.Refused(Approval(id, "wang")).Code);
        Assert.False(_staff.State.Accounts.ContainsKey("sun"));
        Assert.Equal((ProposalState.Rejected, "unknown"), (_staff.State.FourEyes.Find(id)!.State, _staff.State.FourEyes.Find(id)!.Decided!.Reason));
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("changed")]
    [InlineData("added again")]
    [InlineData("proposer removed")]
    [InlineData("proposer without the role")]
    public void A_proposal_that_became_pointless_is_refused(string meanwhile)
    {
        Grown("zhao", Everything);
        Clerk(new(Role.Auditor), new(Role.Reviewer));
        var id = Propose("clerk", new(ProposalKind.Roles, Roles: [Everything]), by: "zhao");
        if (meanwhile == "changed")
            _staff.Do(new ChangeRoles("clerk", [new(Role.Auditor)], At, "li"));
        else if (meanwhile == "proposer removed")
            _staff.Do(new RemoveStaff("zhao", At, "li"));
        else if (meanwhile == "proposer without the role")
            _staff.Do(new ChangeRoles("zhao", [], At, "li"));
        else
            _staff.Do(new RemoveStaff("clerk", At, "li"));
        if (meanwhile == "added again")
            Clerk(new(Role.Auditor), new(Role.Reviewer));
        Assert.Equal(RefusalCode.ProposalOutdated, _staff.Refused(Approval(id, "wang")).Code);
        _staff.Do(new RejectProposal(id, "outdated", At, "wang"));
    }

    [Fact]
    public void A_proposal_from_a_stale_form_is_refused()
    {
        Clerk(new(Role.Auditor), new(Role.Reviewer));
        var seen = _staff.State.Accounts["clerk"].RolesVersion;
        _staff.Do(new ChangeRoles("clerk", [new(Role.Auditor)], At, "wang"));
        Assert.Equal(RefusalCode.Stale, _staff.Refused(new ProposeStaff("clerk", new(ProposalKind.Roles, Roles: [Everything]), "r", At, "li", [seen])).Code);
    }

    [Fact]
    public void A_table_of_accounts_is_one_proposal()
    {
        ProposedAccount[] accounts = [.. Enumerable.Range(1, 3).Select(number => new ProposedAccount($"unit-{number}", [new(Role.Unit, null, $"u{number}")], AccessCode.Hash($"a{number}")))];
        var id = Propose("unit-1", new(ProposalKind.Add, accounts));
        _staff.Do(new ApproveProposal(id, [.. accounts.Select((_, number) => AccessCode.Hash($"b{number + 1}"))], At, "wang"));
        Assert.All(accounts, account => Assert.Equal("", _staff.State.Accounts[account.Name].KeyHash));
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Take("unit-2", "a1", "b1")).Code);
        Assert.Equal("key-unit-2", _staff.Do(Take("unit-2", "a2", "b2")).Accounts["unit-2"].KeyHash);
        Assert.Equal(RefusalCode.StaffExists, _staff.Refused(new ProposeStaff("unit-1", new(ProposalKind.Add, accounts), "r", At, "li")).Code);
    }

    [Fact]
    public void A_repeated_proposal_with_the_same_key_is_one_proposal()
    {
        var propose = new ProposeStaff("sun", Adding("sun"), "r", At, "li", Key: new("k", "b"));
        _staff.Do(propose);
        _staff.Do(propose);
        Assert.Equal("p-1", Assert.Single(_staff.State.FourEyes.Proposals).Id);
        Assert.Equal(RefusalCode.KeyReused, _staff.Refused(propose with { Key = new("k", "other") }).Code);
    }

    [Fact]
    public void Names_of_the_program_itself_are_taken()
    {
        Assert.Equal(RefusalCode.StaffExists, _staff.Refused(new ProposeStaff("system", Adding("system"), "r", At, "li")).Code);
        var off = new AloneStaff();
        off.Do(new EnsureAdministrator("li", "key", At));
        Assert.Equal(RefusalCode.StaffExists, off.Refused(new AddStaff("schedule", [], "key", At, "li")).Code);
        Assert.Equal(RefusalCode.StaffExists, off.Refused(new AddAccounts([new("system", [], "key")], At, "li")).Code);
    }

    [Fact]
    public void The_number_of_proposals_that_wait_is_limited()
    {
        for (var number = 0; number < Limits.ProposalsPending; number++)
            Propose($"sun-{number}", Adding($"sun-{number}"));
        Assert.Equal(RefusalCode.TooManyEntries, _staff.Refused(new ProposeStaff("sun", Adding("sun"), "r", At, "li")).Code);
    }

    private void Clerk(params RoleGrant[] roles) => Grown("clerk", roles.Length > 0 ? roles : [new(Role.Auditor)]);

    /// <summary>An account that two administrators made and whose owner has taken it.</summary>
    private void Grown(string name, params RoleGrant[] roles)
    {
        _staff.Do(Approval(Propose(name, Adding(name, roles)), "wang"));
        _staff.Do(Take(name, "first", "second"));
    }

    private string Propose(string name, ProposalContent content, string by = "li")
    {
        _staff.Do(new ProposeStaff(name, content, "reason", At, by));
        return _staff.State.FourEyes.Proposals[^1].Id;
    }

    private static ApproveProposal Approval(string id, string by) => new(id, [AccessCode.Hash("second")], At, by);

    private static ProposalContent Adding(string name, params RoleGrant[] roles) => new(ProposalKind.Add, [new(name, roles, AccessCode.Hash("first"))]);

    private static TakeAccess Take(string name, string first, string second) => new(name, AccessCode.Hash(first), AccessCode.Hash(second), $"key-{name}", null, At);
}
