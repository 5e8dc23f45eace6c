namespace Evaluation.Staff;

/// <summary>Decides whether a sign-in succeeds. An account is never locked here: a stranger would lock it for its owner.</summary>
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
        if (record.IsRight)
            return new SignedIn(account.Name, record.At, account.Name);
        // Only a lock is recorded: strangers can send any number of wrong passwords. A sender whose answer was lost sends a lock again.
        return record.LockedUntil is { } until && account.LockedUntil != until
            ? Decision<StaffEvent>.RefusedAndLogged(Wrong, new SignInFailed(account.Name, until, record.At, StaffGrain.System))
            : Wrong;
    }
}
