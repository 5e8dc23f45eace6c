using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Staff.Proposals;

namespace Evaluation.Staff;

/// <summary>Accounts with their roles and the hashes of their keys and passwords.</summary>
public sealed record StaffRoster
{
    public ImmutableSortedDictionary<string, StaffAccount> Accounts { get; init; } = ImmutableSortedDictionary.Create<string, StaffAccount>(StringComparer.Ordinal);

    /// <summary>Increases with every event. Caches use it to detect changes.</summary>
    public long Version { get; init; }

    public ImmutableList<AuditLine> Audit { get; init; } = [];

    /// <summary>Whether changes of accounts take two people, and the changes that wait.</summary>
    public FourEyesBook FourEyes { get; init; } = new();

    /// <summary>The keys of the calls that have added accounts and entered interests.</summary>
    [JsonIgnore]
    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    /// <summary>The names of removed accounts, also of those that were added again.</summary>
    [JsonIgnore]
    public ImmutableHashSet<string> Removed { get; private init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    public StaffRoster Evolve(StaffEvent happened) => this with
    {
        Version = Version + 1,
        Audit = Audit.Add(StaffAudit.Line(happened)),
        Removed = happened is StaffRemoved gone ? Removed.Add(gone.Name) : Removed,
        Keys = happened switch
        {
            StaffAdded added => Keys.With(added.Key, added.Name, added.At),
            InterestEntered entered => Keys.With(entered.Key, entered.Unit, entered.At),
            StaffProposed proposed => Keys.With(proposed.Key, proposed.Id, proposed.At),
            _ => Keys,
        },
        FourEyes = FourEyes.Evolve(happened, this),
        Accounts = Givers.After(this, happened, AccountsAfter(happened)),
    };

    /// <summary>The account as one that acts; one that does not exist acts for its own name.</summary>
    public Actor ActorOf(string account) => Accounts.TryGetValue(account, out var known) ? known.Actor : Actor.Of(account, null);

    private ImmutableSortedDictionary<string, StaffAccount> AccountsAfter(StaffEvent happened) => happened switch
    {
        StaffAdded added => Accounts.Add(added.Name, new(added.Name, added.Roles, added.KeyHash, RolesVersion: Version + 1, NamedPerson: added.Person, Offered: At(added.Offered, added.At))),
        RolesChanged changed => Accounts.SetItem(changed.Name, Accounts[changed.Name] with { Roles = changed.Roles, RolesVersion = Version + 1 }),
        KeyReplaced replaced => Accounts.SetItem(replaced.Name, Accounts[replaced.Name] with { KeyHash = replaced.KeyHash }),
        StaffRemoved removed => Accounts.Remove(removed.Name),
        PasswordReplaced replaced => Accounts.SetItem(
            replaced.Name, Accounts[replaced.Name] with { PasswordHash = replaced.PasswordHash, MustChangePassword = replaced.By != replaced.Name }),
        SignInFailed { LockedUntil: { } until } failed => Accounts.SetItem(failed.Name, Accounts[failed.Name] with { LockedUntil = until }),
        StaffUnlocked unlocked => Accounts.SetItem(unlocked.Name, Accounts[unlocked.Name] with { LockedUntil = null }),
        PersonNamed named => Accounts.SetItem(named.Name, Accounts[named.Name] with { NamedPerson = named.Person }),
        InterestEntered entered => WithInterests(entered.Name, entered.Unit, [new(entered.Unit, entered.Reason, entered.At, entered.By)]),
        InterestRemoved removed => WithInterests(removed.Name, removed.Unit, []),
        ProviderIdSet set => Accounts.SetItem(set.Name, Accounts[set.Name] with { ProviderId = set.ProviderId }),
        ProviderIdRemoved removed => Accounts.SetItem(removed.Name, Accounts[removed.Name] with { ProviderId = null }),
        AccessOffered offered => Accounts.SetItem(offered.Name, Accounts[offered.Name] with { Offered = At(offered.Access, offered.At) }),
        AccessTaken taken => Accounts.SetItem(
            taken.Name, Accounts[taken.Name] with { KeyHash = taken.KeyHash, PasswordHash = taken.PasswordHash, MustChangePassword = false, Offered = null }),
        AccessRemoved removed => Accounts.SetItem(
            removed.Name, Accounts[removed.Name] with { KeyHash = "", PasswordHash = null, MustChangePassword = false, ProviderId = null, Offered = null }),
        SignedIn or SignInFailed or SignedInByProvider or StaffProposed or ProposalApproved or ProposalRejected or FourEyesTurnedOn or AccountsConfirmed
            or GlassBroken or GlassTookEffect or GlassCancelled or SessionsEnded => Accounts,
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };

    private static OfferedAccess? At(OfferedAccess? access, DateTimeOffset offeredAt) => access is null ? null : access with { OfferedAt = offeredAt };

    /// <summary>The accounts with an interest in a unit replaced, in order of the codes.</summary>
    private ImmutableSortedDictionary<string, StaffAccount> WithInterests(string name, string unit, Interest[] now) => Accounts.SetItem(
        name,
        Accounts[name] with { NamedInterests = [.. Accounts[name].Interests.Where(interest => interest.Unit != unit).Concat(now).OrderBy(interest => interest.Unit, StringComparer.Ordinal)] });
}

/// <summary>A staff account.</summary>
/// <param name="KeyHash">SHA-256 of the API key, in lower-case hexadecimal.</param>
/// <param name="PasswordHash">Null for an account with a key only.</param>
/// <param name="MustChangePassword">Whether another account set the password.</param>
/// <param name="RolesVersion">
/// The version of the roster with which the roles were set. An account that was removed and added again never has an earlier one.
/// </param>
/// <param name="LockedUntil">
/// The end of the last recorded lock for an address, which no unlocking has followed. It refuses no sign-in: the addresses have their own
/// locks.
/// </param>
/// <param name="NamedPerson">The person who uses the account; null when no person is named.</param>
/// <param name="NamedInterests">The units in which the account has an interest; null for none.</param>
/// <param name="ProviderId">
/// The id by which the city's identity provider names the account's user; null for none. No two accounts have the same.
/// </param>
/// <param name="GivenBy">Who made the account, gave it roles or a new access, or bound it to a person; null for nobody.</param>
/// <param name="Offered">A new access that its owner has not taken yet; null for none.</param>
public sealed record StaffAccount(
    string Name,
    IReadOnlyList<RoleGrant> Roles,
    string KeyHash,
    string? PasswordHash = null,
    bool MustChangePassword = false,
    long RolesVersion = 0,
    DateTimeOffset? LockedUntil = null,
    string? NamedPerson = null,
    IReadOnlyList<Interest>? NamedInterests = null,
    string? ProviderId = null,
    IReadOnlyList<Giver>? GivenBy = null,
    OfferedAccess? Offered = null)
{
    /// <summary>The account as one that acts.</summary>
    [JsonIgnore]
    public Actor Actor => Actor.Of(Name, NamedPerson);

    [JsonIgnore]
    public IReadOnlyList<Interest> Interests => NamedInterests ?? [];

    /// <summary>Whether the account has an interest in the unit: by its role, or because it is entered.</summary>
    /// <param name="round">The round; an interest counts in every round.</param>
    /// <param name="unit">The unit's code.</param>
    public bool HasInterestIn(string round, string unit) =>
        Interests.Any(interest => interest.Unit == unit) || Roles.Any(grant => grant.Covers(Role.Unit, round) && grant.Unit == unit);
}

/// <summary>An interest of an account in a unit. The account may not inspect, review, check or adjust the unit.</summary>
/// <param name="Unit">The unit's code, in every round.</param>
/// <param name="Reason">Such as "liaison".</param>
public sealed record Interest(string Unit, string Reason, DateTimeOffset At, string By);
