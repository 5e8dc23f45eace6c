using Evaluation.Staff;

namespace Evaluation.Tests.Staff;

/// <summary>When an account accepts a password and when it is locked.</summary>
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
    public void Consecutive_failures_lock_the_account_and_the_last_one_says_so()
    {
        for (var i = 1; i < Limits.SignInFailures; i++)
            Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Try(isRight: false)).Code);
        var locked = _staff.Refused(Try(isRight: false));
        Assert.Equal(RefusalCode.AccountLocked, locked.Code);
        Assert.Equal(At + Limits.LockedFor, locked.Facts.Single(fact => fact.Name == "until").Value);
        Assert.Equal(Limits.SignInFailures, _staff.History.OfType<SignInFailed>().Count());
    }

    [Fact]
    public void A_locked_account_refuses_the_right_password_and_records_no_attempts()
    {
        Lock();
        var events = _staff.History.Count;
        Assert.Equal(RefusalCode.AccountLocked, _staff.Refused(Try(isRight: true, At + Limits.LockedFor - TimeSpan.FromSeconds(1))).Code);
        Assert.Equal(RefusalCode.AccountLocked, _staff.Refused(Try(isRight: false)).Code);
        Assert.Equal(events, _staff.History.Count);
    }

    [Fact]
    public void A_lock_expires_and_the_count_restarts()
    {
        Lock();
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Try(isRight: false, At + Limits.LockedFor)).Code);
        _staff.Do(Try(isRight: true, At + Limits.LockedFor));
        Assert.Equal((0, null), (Li.Failures, Li.LockedUntil));
    }

    [Fact]
    public void A_right_password_resets_the_count_of_failures()
    {
        for (var i = 1; i < Limits.SignInFailures; i++)
            _staff.Refused(Try(isRight: false));
        _staff.Do(Try(isRight: true));
        Assert.Equal(RefusalCode.SignInRefused, _staff.Refused(Try(isRight: false)).Code);
    }

    [Fact]
    public void A_lock_does_not_affect_the_key()
    {
        Lock();
        _staff.Do(new RecordSignIn("li", "key", true, At));
        Assert.Null(Li.LockedUntil);
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
    public void A_password_set_by_another_person_must_be_changed_and_ends_a_lock()
    {
        Lock();
        _staff.Do(new ReplacePassword("li", "initial", At, "wang"));
        Assert.Equal((true, null, 0), (Li.MustChangePassword, Li.LockedUntil, Li.Failures));
        _staff.Do(new ReplacePassword("li", "own", At, "li"));
        Assert.False(Li.MustChangePassword);
    }

    [Fact]
    public void The_audit_lists_password_changes_and_locks_without_a_hash()
    {
        Lock();
        Assert.Contains(_staff.State.Audit, line => line.Act == "password-replaced");
        Assert.Contains("li: locked until", _staff.State.Audit[^1].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_staff.State.Audit, line => line.Detail!.Contains("hash", StringComparison.Ordinal));
    }

    private void Lock()
    {
        for (var i = 0; i < Limits.SignInFailures; i++)
            _staff.Refused(Try(isRight: false));
    }

    private static RecordSignIn Try(bool isRight, DateTimeOffset? at = null) => new("li", "password", isRight, at ?? At);
}
