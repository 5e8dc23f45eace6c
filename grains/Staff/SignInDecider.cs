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
        return record.IsRight
            ? new SignedIn(account.Name, record.At, account.Name)
            : Decision<StaffEvent>.RefusedAndLogged(Wrong, new SignInFailed(account.Name, record.LockedUntil, record.At, StaffGrain.System));
    }
}
