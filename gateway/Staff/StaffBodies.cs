using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>An account without its key.</summary>
/// <param name="Person">The person who uses the account: the account's own name, unless another one is named.</param>
/// <param name="Interests">The entered interests. A unit for which the account files is an interest without an entry.</param>
/// <param name="ProviderId">The id by which the city's identity provider names the account's user; null for none.</param>
public sealed record StaffMember(string Name, string Person, IReadOnlyList<RoleGrant> Roles, IReadOnlyList<Interest> Interests, string? ProviderId = null)
{
    public static StaffMember Of(StaffAccount account) => new(account.Name, account.Actor.Person, account.Roles, account.Interests, account.ProviderId);
}

/// <summary>An account with its new key. No other answer contains the key.</summary>
/// <param name="Key">Null in the answer to a repeat whose key of the call is too short to make the same key again from it.</param>
public sealed record StaffKey(string Name, string Person, IReadOnlyList<RoleGrant> Roles, string? Key);

/// <summary>The body of a new account.</summary>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
public sealed record NewStaff(string Name, IReadOnlyList<RoleGrant> Roles, string? Person = null)
{
    internal static NewStaff Read(JsonElement body, FaultList faults) => Of(JsonCursor.Root(body, faults));

    internal static NewStaff Of(JsonCursor at)
    {
        var fields = at.Object("name", "person", "roles");
        var name = fields.Required("name");
        var text = name.Text(Limits.SlugCharacters);
        if (text.Length > 0 && AccountName.Fault(text) is { } fault)
            name.Fail(fault);
        return new(text, NewRoles.List(fields.Required("roles")), fields.Nullable("person").TextOrNull(Limits.PersonCharacters)?.Trim());
    }
}

/// <summary>All roles of an account: what can be read, and the body that replaces them.</summary>
public sealed record NewRoles(IReadOnlyList<RoleGrant> Roles)
{
    internal static NewRoles Read(JsonElement body, FaultList faults) => new(List(JsonCursor.Root(body, faults).Object("roles").Required("roles")));

    internal static IReadOnlyList<RoleGrant> List(JsonCursor at) => at.List(Limits.GrantsPerAccount, Grant);

    private static RoleGrant Grant(JsonCursor at)
    {
        var fields = at.Object("role", "round", "unit");
        var role = fields.Required("role").Choice<Role>();
        var round = fields.Nullable("round").TextOrNull(Limits.SlugCharacters);
        var unit = fields.Nullable("unit").TextOrNull(Limits.SlugCharacters);
        if (role == Role.Unit != unit is not null)
            at.Fail(role == Role.Unit ? "the role unit needs the unit's code" : "only the role unit has a unit");
        return new(role, round, unit);
    }
}

/// <summary>The person who uses an account: what can be read, and the body that names another one.</summary>
public sealed record NewPerson(string Person)
{
    internal static NewPerson Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("person").Required("person").Text(Limits.PersonCharacters).Trim());
}

/// <summary>The id of an account's user at the city's identity provider: what can be read, and the body that sets it.</summary>
/// <param name="ProviderId">Null for none.</param>
public sealed record NewProviderId([property: JsonRequired] string? ProviderId)
{
    internal static NewProviderId Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("providerId").Required("providerId").Text(Limits.ProviderIdCharacters).Trim());
}

/// <summary>The body of an interest in a unit.</summary>
public sealed record NewInterest(string Unit, string Reason)
{
    internal static NewInterest Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("unit", "reason");
        var unit = fields.Required("unit");
        var code = unit.Text(Limits.SlugCharacters);
        if (code.Length > 0 && !Slug.IsValid(code))
            unit.Fail("is not a slug: 1 to 64 of a-z, 0-9 and -");
        return new(code, fields.Required("reason").Text(Limits.ReasonCharacters, lines: true));
    }
}
