using Evaluation.Staff;

namespace Evaluation.Tests.Staff;

public sealed class StaffTests
{
    private static readonly RoleGrant Everything = new(Role.Administrator);
    private static readonly DateTimeOffset At = Given.Now;

    private readonly AloneStaff _staff = new();

    public StaffTests() => _staff.Do(new EnsureAdministrator("li", "hash-1", At));

    [Fact]
    public void A_fresh_system_gets_its_first_administrator_once()
    {
        _staff.Do(new EnsureAdministrator("li", "hash-1", At.AddDays(1)));
        Assert.Equal([new StaffAdded("li", [], "hash-1", At, "system") with { Roles = ((StaffAdded)_staff.History[0]).Roles }], _staff.History);
        Assert.Equal([Everything], _staff.State.Accounts["li"].Roles);
    }

    [Fact]
    public void A_start_replaces_a_lost_administrator_key() =>
        Assert.Equal(("hash-2", 2L), (_staff.Do(new EnsureAdministrator("li", "hash-2", At)).Accounts["li"].KeyHash, _staff.State.Version));

    [Fact]
    public void Ensuring_an_administrator_keeps_the_accounts_other_roles()
    {
        _staff.Do(Add("wang", new RoleGrant(Role.Auditor)));
        Assert.Equal([new(Role.Auditor), Everything], _staff.Do(new EnsureAdministrator("wang", "hash-wang", At)).Accounts["wang"].Roles);
    }

    [Fact]
    public void A_name_is_unique()
    {
        _staff.Do(Add("wang", new RoleGrant(Role.Inspector, "small")));
        Assert.Equal(RefusalCode.StaffExists, _staff.Refused(Add("wang", Everything)).Code);
        Assert.Equal([new RoleGrant(Role.Inspector, "small")], _staff.State.Accounts["wang"].Roles);
    }

    [Fact]
    public void Accounts_are_added_together_or_not_at_all()
    {
        var key = new CreationKey("once", "body");
        var add = new AddAccounts([new("wang", [new(Role.Auditor)], "hash-wang", "Wang Min"), new("zhao", [], "hash-zhao")], At, "li", key);
        var accounts = _staff.Do(add).Accounts;
        Assert.Equal(("Wang Min", "zhao"), (accounts["wang"].Actor.Person, accounts["zhao"].Actor.Person));
        var stored = _staff.History.Count;
        _staff.Do(add);
        Assert.Equal(stored, _staff.History.Count);
        Assert.Equal(RefusalCode.KeyReused, _staff.Refused(add with { Key = key with { Body = "another" } }).Code);
        var refused = _staff.Refused(new AddAccounts([new("qian", [], "hash-qian"), new("zhao", [], "hash-2")], At, "li"));
        Assert.Equal((RefusalCode.StaffExists, "These accounts already exist: zhao."), (refused.Code, refused.Detail));
        Assert.False(_staff.State.Accounts.ContainsKey("qian"));
    }

    [Fact]
    public void The_last_administrator_for_all_rounds_cannot_be_removed()
    {
        _staff.Do(Add("wang", new RoleGrant(Role.Administrator, "small")));
        Assert.Equal(RefusalCode.LastAdministrator, _staff.Refused(Remove("li")).Code);
        Assert.Equal(RefusalCode.LastAdministrator, _staff.Refused(Change("li", new RoleGrant(Role.Administrator, "small"))).Code);
        Assert.Equal(RefusalCode.LastAdministrator, _staff.Refused(Change("li")).Code);

        _staff.Do(Add("zhao", new RoleGrant(Role.Auditor), Everything));
        _staff.Do(Remove("li"));
        Assert.Equal(RefusalCode.LastAdministrator, _staff.Refused(Remove("zhao")).Code);
    }

    [Fact]
    public void The_last_administrator_may_get_other_roles_besides() =>
        Assert.Equal(2, _staff.Do(Change("li", new RoleGrant(Role.Auditor), Everything)).Accounts["li"].Roles.Count);

    [Fact]
    public void A_key_is_replaced_only_by_a_different_one()
    {
        Assert.Equal("hash-2", _staff.Do(new ReplaceKey("li", "hash-2", At, "li")).Accounts["li"].KeyHash);
        Assert.Equal(2, _staff.Do(new ReplaceKey("li", "hash-2", At, "li")).Version);
    }

    [Fact]
    public void The_same_roles_again_change_nothing()
    {
        _staff.Do(Change("li", Everything));
        Assert.Equal(1, _staff.State.Version);
    }

    [Fact]
    public void Of_two_changes_of_one_version_of_roles_only_the_first_succeeds()
    {
        var added = _staff.Do(Add("wang", Everything)).Accounts["wang"].RolesVersion;
        _staff.Do(new ReplaceKey("wang", "hash-2", At, "li"));
        _staff.Do(new ChangeRoles("wang", [new(Role.Auditor)], At, "li", [added]));
        var late = new ChangeRoles("wang", [new(Role.Reviewer)], At, "li", [added]);
        Assert.Equal(RefusalCode.Stale, _staff.Refused(late).Code);
        Assert.Equal([new RoleGrant(Role.Auditor)], _staff.State.Accounts["wang"].Roles);
        // The same roles again are not stale.
        _staff.Do(late with { Roles = [new(Role.Auditor)] });

        // An account that is added again is another one.
        _staff.Do(Remove("wang"));
        Assert.NotEqual(added, _staff.Do(Add("wang", Everything)).Accounts["wang"].RolesVersion);
        Assert.Equal(RefusalCode.Stale, _staff.Refused(late).Code);
    }

    [Fact]
    public void An_unknown_account_can_be_neither_changed_nor_removed()
    {
        Assert.Equal(RefusalCode.NoSuchStaff, _staff.Refused(Remove("nobody")).Code);
        Assert.Equal(RefusalCode.NoSuchStaff, _staff.Refused(Change("nobody", Everything)).Code);
        Assert.Equal(RefusalCode.NoSuchStaff, _staff.Refused(new ReplaceKey("nobody", "hash", At, "li")).Code);
    }

    [Fact]
    public void The_version_grows_with_every_event()
    {
        _staff.Do(Add("wang", Everything));
        _staff.Do(new ReplaceKey("wang", "hash-2", At, "li"));
        _staff.Do(Change("wang"));
        Assert.Equal(5, _staff.Do(Remove("wang")).Version);
        Assert.Equal(_staff.History.Count, _staff.Do(new ViewStaff()).Version);
    }

    [Theory]
    [InlineData(null, "small", true)]
    [InlineData(null, null, true)]
    [InlineData("small", "small", true)]
    [InlineData("small", "other", false)]
    [InlineData("small", null, false)]
    public void A_role_covers_its_round_or_all(string? granted, string? asked, bool isCovered)
    {
        Assert.Equal(isCovered, new RoleGrant(Role.Reviewer, granted).Covers(Role.Reviewer, asked));
        Assert.False(new RoleGrant(Role.Reviewer, granted).Covers(Role.Auditor, asked));
    }

    [Fact]
    public void Keys_are_kept_as_hashes()
    {
        var key = ApiKey.Format(new byte[ApiKey.RandomBytes]);
        Assert.Equal("ek_" + new string('0', 64), key);
        Assert.Equal(64, ApiKey.Hash(key).Length);
        Assert.NotEqual(ApiKey.Hash(key), ApiKey.Hash(key + " "));
    }

    private static AddStaff Add(string name, params RoleGrant[] roles) => new(name, roles, "hash-" + name, At, "li");

    private static ChangeRoles Change(string name, params RoleGrant[] roles) => new(name, roles, At, "li");

    private static RemoveStaff Remove(string name) => new(name, At, "li");
}
