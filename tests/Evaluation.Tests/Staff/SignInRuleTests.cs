using Evaluation.Staff;

namespace Evaluation.Tests.Staff;

/// <summary>When an account accepts a password.</summary>
public sealed class SignInRuleTests
{
    private static readonly DateTimeOffset At = Given.Now;

    private readonly AloneStaff _staff = new();

    public SignInRuleTests()
    {
        _staff.Do(new EnsureAdministrator("li", "key", At));
        _staff.Do(new ReplacePassword("li", "password", At, "li"));
    }

    private StaffAccount Li => _staff.State.Accounts["li"];

    [Fact]
    public void Only_a_wrong_password_that_locks_is_recorded_and_none_locks_the_account_itself()
    {
        var before = _staff.History.Count;
        for (var i = 0; i < 3 * Limits.SignInFailures; i++)
            Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Try(isRight: false)).Code);
        Assert.Equal(before, _staff.History.Count);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Try(isRight: false) with { LockedUntil = At + Limits.LockedFor }).Code);
        Assert.Single(_staff.History.OfType<SignInFailed>());
        _staff.Do(Try(isRight: true));
    }

    [Fact]
    public void Unlocking_is_recorded_once_for_a_lock_and_not_without_one()
    {
        var unlock = new UnlockStaff("li", At, "wang");
        _staff.Do(unlock);
        Assert.Empty(_staff.History.OfType<StaffUnlocked>());
        foreach (var locks in (int[])[1, 2])
        {
            _staff.Refused(Try(isRight: false) with { LockedUntil = At + Limits.LockedFor });
            _staff.Do(unlock);
            _staff.Do(unlock with { At = At.AddSeconds(1) });
            Assert.Equal(locks, _staff.History.OfType<StaffUnlocked>().Count());
        }
        _staff.Refused(Try(isRight: false) with { LockedUntil = At + Limits.LockedFor });
        _staff.Do(unlock with { At = At + Limits.LockedFor });
        Assert.Equal(2, _staff.History.OfType<StaffUnlocked>().Count());
    }

    [Fact]
    public void A_lock_of_an_earlier_version_is_read_and_has_no_effect()
    {
        var roster = _staff.State.Evolve(new SignInFailed("li", At + Limits.LockedFor, At, "system"));
        Assert.Equal(Li with { LockedUntil = At + Limits.LockedFor }, roster.Accounts["li"]);
        Assert.Equal(new SignedIn("li", At, "li"), StaffGrain.Decide(roster, Try(isRight: true))[0]);
    }

    [Fact]
    public void A_secret_replaced_during_the_comparison_is_refused()
    {
        _staff.Do(new ReplacePassword("li", "another", At, "li"));
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Try(isRight: true)).Code);
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(new RecordSignIn("li", null, true, At)).Code);
        Assert.DoesNotContain(_staff.History, happened => happened is SignedIn or SignInFailed);
    }

    [Fact]
    public void A_password_set_by_another_person_must_be_changed()
    {
        _staff.Do(new ReplacePassword("li", "initial", At, "wang"));
        Assert.True(Li.MustChangePassword);
        _staff.Do(new ReplacePassword("li", "own", At, "li"));
        Assert.False(Li.MustChangePassword);
    }

    [Fact]
    public void The_audit_lists_password_changes_locks_and_unlocking_without_a_hash()
    {
        _staff.Refused(Try(isRight: false) with { LockedUntil = At + Limits.LockedFor });
        Assert.Contains("li: locked until", _staff.State.Audit[^1].Detail, StringComparison.Ordinal);
        _staff.Do(new UnlockStaff("li", At, "wang"));
        Assert.Equal(("staff-unlocked", "wang"), (_staff.State.Audit[^1].Act, _staff.State.Audit[^1].By));
        Assert.Contains(_staff.State.Audit, line => line.Act == "password-replaced");
        Assert.DoesNotContain(_staff.State.Audit, line => line.Detail!.Contains("hash", StringComparison.Ordinal));
    }

    private static RecordSignIn Try(bool isRight) => new("li", "password", isRight, At);
}
