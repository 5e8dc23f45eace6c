using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>An account without its key.</summary>
public sealed record StaffMember(string Name, IReadOnlyList<RoleGrant> Roles)
{
    public static StaffMember Of(StaffAccount account) => new(account.Name, account.Roles);
}

/// <summary>An account with its new key. No other answer contains the key.</summary>
public sealed record StaffKey(string Name, IReadOnlyList<RoleGrant> Roles, string Key);

/// <summary>The body of a new account.</summary>
public sealed record NewStaff(string Name, IReadOnlyList<RoleGrant> Roles)
{
    internal static NewStaff Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("name", "roles");
        var name = fields.Required("name");
        var text = name.Text(Limits.SlugCharacters);
        if (text.Length > 0 && !Slug.IsValid(text))
            name.Fail("is not a slug: 1 to 64 of a-z, 0-9 and -");
        return new(text, NewRoles.List(fields.Required("roles")));
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
