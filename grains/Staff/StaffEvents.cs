using System.Text.Json.Serialization;
using Evaluation.Staff.Proposals;

namespace Evaluation.Staff;

/// <summary>An event of the staff accounts. Golden files pin the names.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StaffAdded), "staff-added")]
[JsonDerivedType(typeof(RolesChanged), "roles-changed")]
[JsonDerivedType(typeof(KeyReplaced), "key-replaced")]
[JsonDerivedType(typeof(StaffRemoved), "staff-removed")]
[JsonDerivedType(typeof(PasswordReplaced), "password-replaced")]
[JsonDerivedType(typeof(SignedIn), "signed-in")]
[JsonDerivedType(typeof(SignInFailed), "sign-in-failed")]
[JsonDerivedType(typeof(StaffUnlocked), "staff-unlocked")]
[JsonDerivedType(typeof(PersonNamed), "person-named")]
[JsonDerivedType(typeof(InterestEntered), "interest-entered")]
[JsonDerivedType(typeof(InterestRemoved), "interest-removed")]
[JsonDerivedType(typeof(ProviderIdSet), "provider-id-set")]
[JsonDerivedType(typeof(ProviderIdRemoved), "provider-id-removed")]
[JsonDerivedType(typeof(SignedInByProvider), "signed-in-by-provider")]
[JsonDerivedType(typeof(StaffProposed), "staff-proposed")]
[JsonDerivedType(typeof(ProposalApproved), "proposal-approved")]
[JsonDerivedType(typeof(ProposalRejected), "proposal-rejected")]
[JsonDerivedType(typeof(FourEyesTurnedOn), "four-eyes-turned-on")]
[JsonDerivedType(typeof(AccountsConfirmed), "accounts-confirmed")]
[JsonDerivedType(typeof(AccessOffered), "access-offered")]
[JsonDerivedType(typeof(AccessTaken), "access-taken")]
[JsonDerivedType(typeof(AccessRemoved), "access-removed")]
[JsonDerivedType(typeof(GlassBroken), "glass-broken")]
[JsonDerivedType(typeof(GlassTookEffect), "glass-took-effect")]
[JsonDerivedType(typeof(GlassCancelled), "glass-cancelled")]
[JsonDerivedType(typeof(SessionsEnded), "sessions-ended")]
public abstract record StaffEvent(string Name, DateTimeOffset At, string By);

/// <param name="KeyHash">Blank for an account whose owner has not taken the access yet.</param>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
/// <param name="Proposal">The approved proposal, or the announcement of the console, that this event carries out; null for none.</param>
/// <param name="Offered">The access that the owner takes with two codes; null where there is a key.</param>
public sealed record StaffAdded(
    string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By, string? Person = null, CreationKey? Key = null, string? Proposal = null,
    OfferedAccess? Offered = null) : StaffEvent(Name, At, By);

/// <param name="Proposal">The approved proposal, or the announcement of the console, that this event carries out; null for none.</param>
public sealed record RolesChanged(string Name, IReadOnlyList<RoleGrant> Roles, DateTimeOffset At, string By, string? Proposal = null) : StaffEvent(Name, At, By);

/// <param name="Proposal">The announcement of the console that this event carries out; null for none.</param>
public sealed record KeyReplaced(string Name, string KeyHash, DateTimeOffset At, string By, string? Proposal = null) : StaffEvent(Name, At, By);

public sealed record StaffRemoved(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>A password was set. If another account set it, it must be changed at the first sign-in.</summary>
/// <param name="PasswordHash">Salted, as written by the gateway's hasher.</param>
public sealed record PasswordReplaced(string Name, string PasswordHash, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>A sign-in with the account's password or key succeeded.</summary>
public sealed record SignedIn(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>A wrong password locked the account for an address.</summary>
/// <param name="LockedUntil">
/// The end of the lock. Earlier versions recorded every wrong password, with null when nothing was locked; the first ones locked the
/// account itself.
/// </param>
public sealed record SignInFailed(string Name, DateTimeOffset? LockedUntil, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>An administrator has ended all locks of the account.</summary>
public sealed record StaffUnlocked(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>Another person has named the person who uses the account.</summary>
/// <param name="Person">Null for the account's own name.</param>
/// <param name="Proposal">The approved proposal that this event carries out; null for none.</param>
public sealed record PersonNamed(string Name, string? Person, DateTimeOffset At, string By, string? Proposal = null) : StaffEvent(Name, At, By);

/// <summary>An interest in a unit was entered, or another reason for it.</summary>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record InterestEntered(string Name, string Unit, string Reason, DateTimeOffset At, string By, CreationKey? Key = null) : StaffEvent(Name, At, By);

/// <summary>An interest in a unit was removed.</summary>
public sealed record InterestRemoved(string Name, string Unit, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>An administrator has set the id by which the identity provider names the account's user.</summary>
/// <param name="Proposal">The approved proposal that this event carries out; null for none.</param>
public sealed record ProviderIdSet(string Name, string ProviderId, DateTimeOffset At, string By, string? Proposal = null) : StaffEvent(Name, At, By);

/// <summary>An administrator has removed that id.</summary>
public sealed record ProviderIdRemoved(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>The identity provider has signed the account's user in.</summary>
public sealed record SignedInByProvider(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>The owner of an account or an administrator has ended sessions of the account.</summary>
/// <param name="Session">The id of the session; null for all of the account.</param>
public sealed record SessionsEnded(string Name, string? Session, DateTimeOffset At, string By) : StaffEvent(Name, At, By);
