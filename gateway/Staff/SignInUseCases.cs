using System.Net;
using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>Checks names with passwords or keys, and changes what an account decides about its own sign-in.</summary>
public sealed class SignInUseCases(IEngine engine, StaffDirectory staff, Passwords passwords, AttemptLimiter attempts, SessionStore sessions, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalCode.SignInRefused, "The account's name or the password is wrong.");

    /// <summary>
    /// The account whose name and secret these are. Refused with <see cref="RefusalCode.SignInRefused"/>, which does not say whether the
    /// name or the secret is wrong, with <see cref="RefusalCode.AccountLocked"/>, <see cref="RefusalCode.TooManyAttempts"/> or <see
    /// cref="RefusalCode.Busy"/>.
    /// </summary>
    /// <param name="secret">The account's password or key.</param>
    /// <param name="from">The address of the caller, for the limit of attempts.</param>
    public async ValueTask<Outcome<StaffAccount>> CheckAsync(string name, string secret, IPAddress? from)
    {
        if (attempts.IsExhausted(from, out var exhausted))
            return exhausted;
        if (secret.Length > Limits.PasswordCharactersMax)
            return attempts.Refuse(from, Unknown);
        var found = await staff.FindByNameAsync(name);
        if (found.IsRefused(out var refusal))
            return refusal;
        var account = found.Answer;
        var isKey = account is not null && ApiKey.Hash(secret) == account.KeyHash;
        var isRight = isKey ? true : await passwords.IsRightAsync(account, secret);
        if (isRight.IsRefused(out refusal))
            return refusal;
        if (account is null)
            return attempts.Refuse(from, Unknown);
        var recorded = await engine.SendAsync(StaffGrain.Ref, new RecordSignIn(name, isKey ? account.KeyHash : account.PasswordHash, isRight.Answer, clock.GetUtcNow()));
        if (recorded.IsRefused(out refusal))
            return refusal.Code == RefusalCode.SignInRefused ? attempts.Refuse(from, refusal) : refusal;
        return recorded.Answer.Accounts[name];
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

    /// <summary>Ends all sessions of the account, in every browser.</summary>
    /// <exception cref="DocumentsUnavailableException">Some sessions may not have ended. The same can be called again.</exception>
    public ValueTask SignOutEverywhereAsync(StaffAccount account) => sessions.EndAllAsync(account.Name);
}
