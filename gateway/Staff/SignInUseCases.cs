using System.Net;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>Checks names with passwords or keys, and changes what an account decides about its own sign-in.</summary>
public sealed class SignInUseCases(
    IEngine engine,
    StaffDirectory staff,
    Passwords passwords,
    AttemptLimiter attempts,
    PasswordAttempts wrong,
    LockAudit locks,
    SessionStore sessions,
    TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalCode.SignInRefused, "The account's name or the password is wrong.");

    /// <summary>
    /// The account whose name and secret these are. Refused with <see cref="RefusalCode.SignInRefused"/>, which does not say whether the
    /// name or the secret is wrong and whether there is such an account, with <see cref="RefusalCode.AccountLocked"/>, <see
    /// cref="RefusalCode.TooManyAttempts"/> or <see cref="RefusalCode.Busy"/>.
    /// </summary>
    /// <param name="secret">The account's password or key.</param>
    /// <param name="from">The address of the caller, for the limit of attempts.</param>
    public async ValueTask<Outcome<StaffAccount>> CheckAsync(string name, string secret, IPAddress? from)
    {
        if (attempts.IsExhausted(SecretKind.Password, from, out var exhausted))
            return exhausted;
        if (secret.Length > Limits.PasswordCharactersMax)
            return attempts.Refuse(SecretKind.Password, from, Unknown);
        var found = await staff.FindByNameAsync(name);
        if (found.IsRefused(out var refusal))
            return refusal;
        var account = found.Answer;
        var isKey = account is not null && ApiKey.Hash(secret) == account.KeyHash;
        return isKey ? await RecordAsync(account!, account!.KeyHash, from) : await CheckPasswordAsync(name, account, secret, from);
    }

    /// <summary>
    /// The attempt is counted before the password is compared, and after the comparison has its place: a rush locks nobody. A right
    /// password is not an attempt to guess and is forgotten.
    /// </summary>
    private async ValueTask<Outcome<StaffAccount>> CheckPasswordAsync(string name, StaffAccount? account, string password, IPAddress? from)
    {
        // An address that is locked already takes no place of others.
        if (await wrong.LockAsync(name, from) is { } locked)
            return locked;
        var compared = await passwords.CompareAsync(account, password, () => wrong.CountAsync(name, from));
        if (compared.IsRefused(out var refusal))
            return refusal;
        if (account is not null && compared.Answer.IsRight)
        {
            await wrong.ForgetAsync(name, from);
            return await RecordAsync(account, account.PasswordHash, from);
        }
        // Not awaited: the answer and its time are the same for a name that no account has.
        if (account is not null && compared.Answer.LockedUntil is { } until)
            _ = locks.WriteAsync(account, until);
        return attempts.Refuse(SecretKind.Password, from, Unknown);
    }

    private async ValueTask<Outcome<StaffAccount>> RecordAsync(StaffAccount account, string? compared, IPAddress? from)
    {
        var recorded = await engine.SendAsync(StaffGrain.Ref, new RecordSignIn(account.Name, compared, IsRight: true, clock.GetUtcNow()));
        if (recorded.IsRefused(out var refusal))
            return refusal.Code == RefusalCode.SignInRefused ? attempts.Refuse(SecretKind.Password, from, Unknown) : refusal;
        return recorded.Answer.Accounts[account.Name];
    }

    /// <summary>
    /// Gives the account the password that its owner has chosen and ends all its sessions. Returns the account as it is then.
    /// </summary>
    public async ValueTask<Outcome<StaffAccount>> ChoosePasswordAsync(StaffAccount account, string password)
    {
        var hash = await passwords.HashAsync(account.Name, password);
        if (hash.IsRefused(out var refusal))
            return refusal;
        var replaced = await engine.SendAsync(StaffGrain.Ref, new ReplacePassword(account.Name, hash.Answer, clock.GetUtcNow(), account.Name));
        if (replaced.IsRefused(out refusal))
            return refusal;
        await sessions.DiscardAllAsync(account.Name);
        return replaced.Answer.Accounts[account.Name];
    }
}
