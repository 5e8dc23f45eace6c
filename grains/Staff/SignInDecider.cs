namespace Evaluation.Staff;

/// <summary>Decides whether a sign-in succeeds, and when an account is locked.</summary>
internal static class SignInDecider
{
    private static readonly Refusal Wrong = new(RefusalCode.SignInRefused, "The account name or the password is wrong.");

    public static Decision<StaffEvent> Record(StaffAccount account, RecordSignIn record)
    {
        if (record.Compared == account.KeyHash)
            return record.IsRight ? new SignedIn(account.Name, record.At, account.Name) : Wrong;
        // The password was changed during the verification.
        if (record.Compared is null || record.Compared != account.PasswordHash)
            return Wrong;
        if (account.LockedUntil is { } until && until > record.At)
            return Locked(until);
        if (record.IsRight)
            return new SignedIn(account.Name, record.At, account.Name);
        DateTimeOffset? lockedUntil = account.Failures + 1 >= Limits.SignInFailures ? record.At + Limits.LockedFor : null;
        return Decision<StaffEvent>.RefusedAndLogged(lockedUntil is { } then ? Locked(then) : Wrong, new SignInFailed(account.Name, lockedUntil, record.At, StaffGrain.System));
    }

    private static Refusal Locked(DateTimeOffset until) =>
        new(RefusalCode.AccountLocked, "Too many wrong passwords: the account is locked for a while. Its API key still works.", ("until", until));
}
