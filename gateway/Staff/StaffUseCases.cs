using System.Security.Cryptography;
using Evaluation.Ballots;
using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>Manages staff accounts. A generated key or password is in the answer that made it, and nowhere else.</summary>
/// <remarks>A replaced key or password, and the removal of an account, end all sessions of the account.</remarks>
public sealed class StaffUseCases(IEngine engine, Passwords passwords, PasswordAttempts attempts, SessionStore sessions, TimeProvider clock)
{
    /// <summary>All accounts, with the audit of their changes.</summary>
    public ValueTask<Outcome<StaffRoster>> ListAsync() => engine.SendAsync(StaffGrain.Ref, new ViewStaff());

    /// <summary>One account. Refused with <see cref="RefusalCode.NoSuchStaff"/> when there is none of this name.</summary>
    public async ValueTask<Outcome<StaffAccount>> FindAsync(string name)
    {
        var roster = await ListAsync();
        if (roster.IsRefused(out var refusal))
            return refusal;
        return roster.Answer.Accounts.TryGetValue(name, out var account) ? account : new Refusal(RefusalCode.NoSuchStaff, "There is no such account.");
    }

    /// <summary>
    /// Adds an account with a new key. Refused with <see cref="RefusalCode.StaffExists"/> when the name is taken. A repeat gets the same
    /// key while it is valid, if it was made from the <c>Idempotency-Key</c>: see <see cref="DerivedSecret"/>.
    /// </summary>
    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="once">The same with its caller and route.</param>
    public async ValueTask<Outcome<StaffKey>> AddAsync(NewStaff account, StaffAccount caller, string? header = null, CreationKey? once = null)
    {
        var (name, roles, person) = account;
        var key = ApiKey.Format(DerivedSecret.Of(header, once, ApiKey.RandomBytes, "evaluation staff key"));
        var added = await engine.SendAsync(StaffGrain.Ref, new AddStaff(name, roles, ApiKey.Hash(key), clock.GetUtcNow(), caller.Name, person, once));
        if (added.IsRefused(out var refusal))
            return refusal;
        var isValid = added.Answer.Accounts.GetValueOrDefault(name)?.KeyHash == ApiKey.Hash(key);
        return new StaffKey(name, person ?? name, roles, isValid ? key : null);
    }

    /// <summary>
    /// Adds accounts with new keys, all or none. Refused with <see cref="RefusalCode.StaffExists"/> when a name is taken. A repeat gets the
    /// same keys while they are valid, if they were made from the key of the form: see <see cref="DerivedSecret"/>.
    /// </summary>
    /// <param name="accounts">Accounts with different names.</param>
    /// <param name="sent">The key of the form as sent.</param>
    /// <param name="once">The same with its caller and route; null without a usable one.</param>
    public async ValueTask<Outcome<StaffKey[]>> AddAllAsync(IReadOnlyList<NewStaff> accounts, StaffAccount caller, string sent, CreationKey? once)
    {
        var keys = accounts.ToDictionary(account => account.Name, account => ApiKey.Format(DerivedSecret.Of(sent, once, ApiKey.RandomBytes, $"evaluation staff key {account.Name}")));
        NewAccount[] all = [.. accounts.Select(account => new NewAccount(account.Name, account.Roles, ApiKey.Hash(keys[account.Name]), account.Person))];
        var added = await engine.SendAsync(StaffGrain.Ref, new AddAccounts(all, clock.GetUtcNow(), caller.Name, once));
        if (added.IsRefused(out var refusal))
            return refusal;
        var roster = added.Answer.Accounts;
        return accounts.Select(account => new StaffKey(
            account.Name, account.Person ?? account.Name, account.Roles, roster.GetValueOrDefault(account.Name)?.KeyHash == ApiKey.Hash(keys[account.Name]) ? keys[account.Name] : null)).ToArray();
    }

    /// <summary>
    /// Replaces the roles of an account. Refused with <see cref="RefusalCode.LastAdministrator"/> when nobody else administers all rounds.
    /// </summary>
    /// <param name="basedOn">
    /// The versions of the roles that may be replaced. Refused with <see cref="RefusalCode.Stale"/> when another one is current. Null for
    /// any.
    /// </param>
    public ValueTask<Outcome<StaffAccount>> ChangeRolesAsync(string name, IReadOnlyList<RoleGrant> roles, long[]? basedOn, StaffAccount caller) =>
        ChangeAsync(name, new ChangeRoles(name, roles, clock.GetUtcNow(), caller.Name, basedOn));

    /// <summary>Replaces the key of an account with a new one. The old key is refused from then on.</summary>
    public async ValueTask<Outcome<StaffKey>> ReplaceKeyAsync(string name, StaffAccount caller)
    {
        var key = NewKey();
        var replaced = await EndSessionsAfterAsync(name, new ReplaceKey(name, ApiKey.Hash(key), clock.GetUtcNow(), caller.Name));
        if (replaced.IsRefused(out var refusal))
            return refusal;
        var account = replaced.Answer.Accounts[name];
        return new StaffKey(name, account.Actor.Person, account.Roles, key);
    }

    /// <summary>
    /// Replaces the password of an account with a generated first password, which its owner must change at the next sign-in. Refused with
    /// <see cref="RefusalCode.Busy"/> when too many passwords are being hashed.
    /// </summary>
    /// <returns>The first password.</returns>
    public async ValueTask<Outcome<string>> ReplacePasswordAsync(string name, StaffAccount caller)
    {
        var password = Credential.Format(RandomNumberGenerator.GetBytes(Credential.SecretBytes))[..Limits.FirstPasswordCharacters];
        var hash = await passwords.HashAsync(name, password);
        if (hash.IsRefused(out var refusal))
            return refusal;
        var replaced = await EndSessionsAfterAsync(name, new ReplacePassword(name, hash.Answer, clock.GetUtcNow(), caller.Name));
        if (replaced.IsRefused(out refusal))
            return refusal;
        // The password is set and is in this answer only: nothing may fail it any more.
        await attempts.DiscardAllAsync(name);
        return password;
    }

    /// <summary>Ends the locks of an account at all addresses.</summary>
    /// <exception cref="DocumentsUnavailableException">Some locks may remain. The same can be called again.</exception>
    public async ValueTask<Outcome<Nothing>> UnlockAsync(string name, StaffAccount caller)
    {
        var unlocked = await engine.SendAsync(StaffGrain.Ref, new UnlockStaff(name, clock.GetUtcNow(), caller.Name));
        if (unlocked.IsRefused(out var refusal))
            return refusal;
        await attempts.ForgetAllAsync(name);
        return Nothing.Value;
    }

    /// <summary>The addresses for which an account is locked after too many wrong passwords.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    public ValueTask<LockedAddresses> LockedAddressesAsync(string name) => attempts.LockedAddressesAsync(name);

    /// <summary>
    /// Removes an account. Refused with <see cref="RefusalCode.LastAdministrator"/> when nobody else administers all rounds.
    /// </summary>
    public async ValueTask<Outcome<Nothing>> RemoveAsync(string name, StaffAccount caller)
    {
        var removed = await EndSessionsAfterAsync(name, new RemoveStaff(name, clock.GetUtcNow(), caller.Name));
        return removed.IsRefused(out var refusal) ? refusal : Nothing.Value;
    }

    /// <summary>
    /// Names the person who uses an account. Refused with <see cref="RefusalCode.SamePerson"/> when the caller is that person as named
    /// until now.
    /// </summary>
    public ValueTask<Outcome<StaffAccount>> NamePersonAsync(string name, string person, StaffAccount caller) =>
        ChangeAsync(name, new NamePerson(name, person, clock.GetUtcNow(), caller.Name));

    /// <summary>An entered interest. Refused with <see cref="RefusalCode.NoSuchStaff"/> and <see cref="RefusalCode.NoSuchUnit"/>.</summary>
    public async ValueTask<Outcome<Interest>> FindInterestAsync(string name, string unit)
    {
        var account = await FindAsync(name);
        if (account.IsRefused(out var refusal))
            return refusal;
        return account.Answer.Interests.FirstOrDefault(interest => interest.Unit == unit) is { } known
            ? known
            : new Refusal(RefusalCode.NoSuchUnit, $"No interest of '{name}' in a unit '{unit}' is entered.", ("unit", unit));
    }

    /// <summary>
    /// Enters an interest in a unit. Refused with <see cref="RefusalCode.NotAllowed"/> when the caller neither is the account nor
    /// administers all rounds.
    /// </summary>
    public async ValueTask<Outcome<StaffAccount>> EnterInterestAsync(string name, NewInterest interest, StaffAccount caller, CreationKey? key = null) =>
        RefuseInterests(name, caller) is { } refusal
            ? refusal
            : await ChangeAsync(name, new EnterInterest(name, interest.Unit, interest.Reason, clock.GetUtcNow(), caller.Name, key));

    /// <summary>Removes an interest in a unit. Without such an interest it changes nothing.</summary>
    public ValueTask<Outcome<StaffAccount>> RemoveInterestAsync(string name, string unit, StaffAccount caller) =>
        ChangeAsync(name, new RemoveInterest(name, unit, clock.GetUtcNow(), caller.Name));

    /// <summary>The refusal of a caller who may not see or enter the interests of an account; null when the caller may.</summary>
    /// <param name="readers">Roles for all rounds that may, besides the account itself and administrators.</param>
    internal static Refusal? RefuseInterests(string name, StaffAccount caller, params Role[] readers) =>
        caller.Name == name || Access.Has(caller, null, [Role.Administrator, .. readers])
            ? null
            : new(RefusalCode.NotAllowed, $"'{caller.Name}' may do this for its own account only; for others it takes the role administrator.");

    private async ValueTask<Outcome<StaffAccount>> ChangeAsync(string name, StaffCommand command)
    {
        var changed = await engine.SendAsync(StaffGrain.Ref, command);
        return changed.IsRefused(out var refusal) ? refusal : changed.Answer.Accounts[name];
    }

    private async ValueTask<Outcome<StaffRoster>> EndSessionsAfterAsync(string name, StaffCommand command)
    {
        var outcome = await engine.SendAsync(StaffGrain.Ref, command);
        if (!outcome.IsRefused(out _))
            await sessions.DiscardAllAsync(name);
        return outcome;
    }

    private static string NewKey() => ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
}
