using System.Text.Json.Serialization;

namespace Evaluation.Staff;

/// <summary>What a staff account may do.</summary>
[JsonConverter(typeof(CamelCaseEnum<Role>))]
public enum Role
{
    /// <summary>Rounds, rolls, openings; for all rounds: staff.</summary>
    Administrator,

    /// <summary>One unit's own filing.</summary>
    Unit,

    /// <summary>Sheets and spot checks.</summary>
    Inspector,

    /// <summary>Claims, findings, objections; approves what another proposed.</summary>
    Reviewer,

    /// <summary>Reads everything except secrets, changes nothing.</summary>
    Auditor,

    /// <summary>The cluster's pages, no evaluation data.</summary>
    Operator,
}

/// <summary>A role, for one round or for all.</summary>
/// <param name="Round">Null for all rounds.</param>
/// <param name="Unit">Whose filing; only with <see cref="Role.Unit"/>, and then never null.</param>
public sealed record RoleGrant(Role Role, string? Round = null, string? Unit = null)
{
    public bool Covers(Role role, string? round) => Role == role && (Round is null || Round == round);
}
