using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>
/// Everything that a round knows of a unit beside its slips, as it was filed and decided: inspection sheets, claims, adjustments, spot checks and
/// named facts. Scores follow from it by pure functions; it holds none itself.
/// </summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
public sealed record UnitLedger(
    IReadOnlyList<Sheet>? Sheets = null,
    IReadOnlyList<Claim>? Claims = null,
    IReadOnlyList<Adjustment>? Adjustments = null,
    IReadOnlyList<SpotCheck>? SpotChecks = null,
    IReadOnlyList<StatedFact>? Facts = null)
{
    /// <summary>A unit of which nothing but slips is known.</summary>
    public static readonly UnitLedger Empty = new();

    public IReadOnlyList<Sheet> Sheets { get; init; } = Sheets ?? [];
    public IReadOnlyList<Claim> Claims { get; init; } = Claims ?? [];
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = Adjustments ?? [];
    public IReadOnlyList<SpotCheck> SpotChecks { get; init; } = SpotChecks ?? [];
    public IReadOnlyList<StatedFact> Facts { get; init; } = Facts ?? [];

    /// <summary>Whether nothing but slips is known of the unit.</summary>
    [JsonIgnore]
    public bool IsEmpty => Sheets.Count + Claims.Count + Adjustments.Count + SpotChecks.Count + Facts.Count == 0;
}
