using Evaluation.Staff;
using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Requires one of the roles, for the round and the unit that the route names.</summary>
/// <param name="roles">One of them is enough.</param>
/// <param name="anywhere">
/// True: a role in any round is enough. False: it must cover the route's round, or all rounds where the route names none.
/// </param>
public sealed class RoleRequirement(IReadOnlyList<Role> roles, bool anywhere = false) : IAuthorizationRequirement
{
    public IReadOnlyList<Role> Roles { get; } = roles;

    public bool Anywhere { get; } = anywhere;

    /// <summary>The policy of a route for staff.</summary>
    public AuthorizationPolicy ToPolicy() => new AuthorizationPolicyBuilder(Schemes.Staff).AddRequirements(this).Build();

    /// <summary>The refusal of this account, or null when it has one of the roles.</summary>
    /// <param name="unit">A unit account is refused if this is another unit. Null: any unit of the round.</param>
    internal Refusal? Refuse(StaffAccount account, string? round, string? unit)
    {
        var grants = account.Roles.Where(grant => Roles.Any(role => Anywhere ? grant.Role == role : grant.Covers(role, round))).ToArray();
        if (grants.Length == 0)
            return new(
                RefusalCode.NotAllowed,
                $"'{account.Name}' may not do this{(round is null || Anywhere ? "" : $" in round '{round}'")}; this needs the role {string.Join(" or ", Roles.Select(Word))}.",
                ("roles", Roles.Select(Word).ToArray()));
        return unit is null || grants.Any(grant => grant.Role != Role.Unit || grant.Unit == unit)
            ? null
            : new(RefusalCode.UnitNotYours, $"'{account.Name}' acts for its own unit only.", ("unit", unit));
    }

    public override string ToString() => $"{(Anywhere ? "anywhere " : "")}{string.Join(' ', Roles.Select(Word))}";

    internal static string Word(Role role) => role.ToString().ToLowerInvariant();
}
