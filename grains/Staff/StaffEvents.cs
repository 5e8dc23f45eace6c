using System.Text.Json.Serialization;

namespace Evaluation.Staff;

/// <summary>What happened to the staff's accounts. Pinned by golden files.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StaffAdded), "staff-added")]
[JsonDerivedType(typeof(RolesChanged), "roles-changed")]
[JsonDerivedType(typeof(KeyReplaced), "key-replaced")]
[JsonDerivedType(typeof(StaffRemoved), "staff-removed")]
public abstract record StaffEvent(string Name, DateTimeOffset At, string By);

public sealed record StaffAdded(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

public sealed record RolesChanged(string Name, IReadOnlyList<RoleGrant> Roles, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

public sealed record KeyReplaced(string Name, string KeyHash, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

public sealed record StaffRemoved(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);
