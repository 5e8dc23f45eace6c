using System.Text.Json.Serialization;

namespace Evaluation.Staff;

/// <summary>What happened to the staff's accounts. Pinned by golden files.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StaffAdded), "staff-added")]
[JsonDerivedType(typeof(RolesChanged), "roles-changed")]
[JsonDerivedType(typeof(KeyReplaced), "key-replaced")]
[JsonDerivedType(typeof(StaffRemoved), "staff-removed")]
[JsonDerivedType(typeof(PasswordReplaced), "password-replaced")]
[JsonDerivedType(typeof(SignedIn), "signed-in")]
[JsonDerivedType(typeof(SignInFailed), "sign-in-failed")]
public abstract record StaffEvent(string Name, DateTimeOffset At, string By);

public sealed record StaffAdded(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

public sealed record RolesChanged(string Name, IReadOnlyList<RoleGrant> Roles, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

public sealed record KeyReplaced(string Name, string KeyHash, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

public sealed record StaffRemoved(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>The account has another password. One that somebody else set is for the first sign-in only.</summary>
/// <param name="PasswordHash">Salted, as the gateway's hasher writes it.</param>
public sealed record PasswordReplaced(string Name, string PasswordHash, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>Somebody signed in with the account's password or key.</summary>
public sealed record SignedIn(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>Somebody tried a wrong password.</summary>
/// <param name="LockedUntil">Until when no password is taken any more; null while there have been few failures.</param>
public sealed record SignInFailed(string Name, DateTimeOffset? LockedUntil, DateTimeOffset At, string By) : StaffEvent(Name, At, By);
