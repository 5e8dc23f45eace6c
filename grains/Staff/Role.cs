using System.Text.Json.Serialization;

namespace Evaluation.Staff;

/// <summary>What a staff account may do.</summary>
[JsonConverter(typeof(CamelCaseEnum<Role>))]
public enum Role
{
    /// <summary>Manages rounds, rolls and the voting window; if granted for all rounds, staff accounts too.</summary>
    Administrator,

    /// <summary>Files for one unit.</summary>
    Unit,

    /// <summary>Enters inspection sheets and spot checks.</summary>
    Inspector,

    /// <summary>Decides claims, findings and objections, and approves what another account proposed.</summary>
    Reviewer,

    /// <summary>Reads everything except secrets and changes nothing.</summary>
    Auditor,

    /// <summary>Reads the cluster's dashboard, but no evaluation data.</summary>
    Operator,
}

/// <summary>A role for one round or for all rounds.</summary>
/// <param name="Round">Null for all rounds.</param>
/// <param name="Unit">The unit that the account files for; required with <see cref="Role.Unit"/>, otherwise null.</param>
public sealed record RoleGrant(Role Role, string? Round = null, string? Unit = null)
{
    public bool Covers(Role role, string? round) => Role == role && (Round is null || Round == round);

    /// <summary>Whether nothing is granted that was not granted before.</summary>
    public static bool IsNarrower(IReadOnlyList<RoleGrant> now, IReadOnlyList<RoleGrant> before) =>
        now.All(grant => before.Any(held => held.Role == grant.Role && held.Unit == grant.Unit && (held.Round is null || held.Round == grant.Round)));
}
