using Evaluation.Gateway.Http.Authentication;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>Finds out whether somebody is who they say, by password or key, and lets the staff's journal know.</summary>
public sealed class SignInDesk(IEngine engine, StaffDirectory staff, Passwords passwords, AttemptLimiter attempts, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalCode.SignInRefused, "The account's name or the password is wrong.");

    /// <summary>
    /// The account; or <see cref="RefusalCode.SignInRefused"/>, which does not say whether the name or the secret was wrong,
    /// <see cref="RefusalCode.AccountLocked"/>, <see cref="RefusalCode.TooManyAttempts"/> from this address, or <see cref="RefusalCode.Busy"/>.
    /// </summary>
    /// <param name="secret">The account's password or key.</param>
    public async ValueTask<Outcome<StaffAccount>> CheckAsync(HttpContext context, string name, string secret)
    {
        if (attempts.IsExhausted(context, out var exhausted))
            return exhausted;
        if (secret.Length > Limits.PasswordCharactersMax)
            return attempts.Refuse(context, Unknown);
        var found = await staff.FindByNameAsync(name);
        if (found.IsRefused(out var refusal))
            return refusal;
        var account = found.Answer;
        var isKey = account is not null && ApiKey.Hash(secret) == account.KeyHash;
        var isRight = isKey ? true : await passwords.IsRightAsync(account, secret);
        if (isRight.IsRefused(out refusal))
            return refusal;
        if (account is null)
            return attempts.Refuse(context, Unknown);
        var recorded = await engine.SendAsync(StaffGrain.Ref, new RecordSignIn(name, isKey ? account.KeyHash : account.PasswordHash, isRight.Answer, clock.GetUtcNow()));
        if (recorded.IsRefused(out refusal))
            return refusal.Code == RefusalCode.SignInRefused ? attempts.Refuse(context, refusal) : refusal;
        return recorded.Answer.Accounts[name];
    }
}
