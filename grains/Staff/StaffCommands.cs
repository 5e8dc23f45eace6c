using Evaluation.Runtime;

namespace Evaluation.Staff;

/// <summary>A command to the staff accounts. The answer contains all accounts.</summary>
public abstract record StaffCommand : ICommand<StaffRoster, StaffRoster>
{
    public StaffRoster Answer(StaffRoster state) => state;
}

/// <summary>
/// Ensures that an administrator for all rounds with this name and key exists. Used at the first start of a system, and to replace a lost
/// key.
/// </summary>
public sealed record EnsureAdministrator(string Name, string KeyHash, DateTimeOffset At) : StaffCommand;

/// <summary>Adds an account.</summary>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
/// <param name="Key">A repeat with the same key adds nothing. Null for none.</param>
public sealed record AddStaff(
    string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By, string? Person = null, CreationKey? Key = null) : StaffCommand;

/// <summary>
/// Adds accounts, all or none. Refused with <see cref="RefusalCode.StaffExists"/>, which names the accounts that exist.
/// </summary>
/// <param name="Accounts">At most <see cref="Limits.AccountsPerCall"/>, each with another name.</param>
/// <param name="Key">A repeat with the same key adds nothing. Null for none.</param>
public sealed record AddAccounts(IReadOnlyList<NewAccount> Accounts, DateTimeOffset At, string By, CreationKey? Key = null) : StaffCommand;

/// <summary>An account of <see cref="AddAccounts"/>.</summary>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
public sealed record NewAccount(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, string? Person = null);

/// <summary>
/// Names the person who uses an account. Refused with <see cref="RefusalCode.SamePerson"/> when that person, as named until now, asks for
/// it: nobody becomes two people alone. The same person again changes nothing.
/// </summary>
public sealed record NamePerson(string Name, string Person, DateTimeOffset At, string By) : StaffCommand;

/// <summary>
/// Enters an interest of an account in a unit, or another reason for it. The same again changes nothing. Refused with
/// <see cref="RefusalCode.TooManyEntries"/> beyond <see cref="Limits.InterestsPerAccount"/>.
/// </summary>
/// <param name="Unit">The unit's code, in every round.</param>
/// <param name="Key">A repeat with the same key enters nothing, also when the interest has been removed since. Null for none.</param>
public sealed record EnterInterest(string Name, string Unit, string Reason, DateTimeOffset At, string By, CreationKey? Key = null) : StaffCommand;

/// <summary>Removes an interest of an account. Without such an interest it changes nothing.</summary>
public sealed record RemoveInterest(string Name, string Unit, DateTimeOffset At, string By) : StaffCommand;

/// <summary>Replaces all roles of an account. The same roles again change nothing.</summary>
/// <param name="Name">The account.</param>
/// <param name="Roles">The new roles.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that changes them.</param>
/// <param name="BasedOn">
/// The versions of the roles that may be replaced: see <see cref="StaffAccount"/>. Refused with <see cref="RefusalCode.Stale"/> when
/// another one is current. Null for any.
/// </param>
public sealed record ChangeRoles(string Name, IReadOnlyList<RoleGrant> Roles, DateTimeOffset At, string By, IReadOnlyList<long>? BasedOn = null) : StaffCommand;

public sealed record ReplaceKey(string Name, string KeyHash, DateTimeOffset At, string By) : StaffCommand;

/// <summary>Sets another password, given as a salted hash.</summary>
public sealed record ReplacePassword(string Name, string PasswordHash, DateTimeOffset At, string By) : StaffCommand;

/// <summary>
/// Records the result of verifying a password or key. A wrong one is refused with <see cref="RefusalCode.SignInRefused"/>, and it is
/// recorded only if it locks the account for an address.
/// </summary>
/// <param name="Name">The account.</param>
/// <param name="Compared">The hash with which it was compared: of the account's password or key.</param>
/// <param name="IsRight">Whether they match.</param>
/// <param name="At">The server's clock.</param>
/// <param name="LockedUntil">
/// The end of the lock of the account for the caller's address, if this was the last attempt that the address had. For the audit.
/// </param>
public sealed record RecordSignIn(string Name, string? Compared, bool IsRight, DateTimeOffset At, DateTimeOffset? LockedUntil = null) : StaffCommand;

/// <summary>
/// Sets the id by which the city's identity provider names the user of an account, or removes it. Refused with
/// <see cref="RefusalCode.ProviderIdTaken"/> when another account has the id. The same again changes nothing.
/// </summary>
/// <param name="ProviderId">Null to remove it.</param>
public sealed record SetProviderId(string Name, string? ProviderId, DateTimeOffset At, string By) : StaffCommand;

/// <summary>
/// Records a sign-in by the identity provider. Refused with <see cref="RefusalCode.SignInRefused"/> when the account does not have the id
/// any more.
/// </summary>
/// <param name="ProviderId">The id by which the account was found.</param>
public sealed record RecordProviderSignIn(string Name, string ProviderId, DateTimeOffset At) : StaffCommand;

/// <summary>Records that an administrator has ended the locks of an account. Without a recorded lock it changes nothing.</summary>
public sealed record UnlockStaff(string Name, DateTimeOffset At, string By) : StaffCommand;

/// <summary>Removes an account. A second time changes nothing.</summary>
public sealed record RemoveStaff(string Name, DateTimeOffset At, string By) : StaffCommand;

/// <summary>Records that sessions of an account are ended, by its owner or by an administrator.</summary>
/// <param name="Session">The id of the session; null for all of the account.</param>
public sealed record EndSessions(string Name, string? Session, DateTimeOffset At, string By) : StaffCommand;
