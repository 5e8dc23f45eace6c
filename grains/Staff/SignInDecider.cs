namespace Evaluation.Staff;

/// <summary>When somebody who typed something is signed in, and when an account takes no password any more.</summary>
internal static class SignInDecider
{
    private static readonly Refusal Wrong = new(RefusalCode.SignInRefused, "The account's name or the password is wrong.");

    public static Decision<StaffEvent> Record(StaffAccount account, RecordSignIn record)
    {
        if (record.Compared == account.KeyHash)
            return record.IsRight ? new SignedIn(account.Name, record.At, account.Name) : Wrong;
        // A password that was changed while this one was compared.
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
        new(RefusalCode.AccountLocked, "There were too many wrong passwords; the account takes none for a while. Its key still works.", ("until", until));
}
