using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>
/// Everything that a round knows about a unit besides its slips, as filed and decided: inspection sheets, claims, adjustments, spot checks
/// and stated facts. It contains no scores; pure functions compute them from it.
/// </summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
/// <param name="Weights">
/// The weights of the unit's inspectors, as assigned when the ledger was closed; null while it is open and where inspectors have none.
/// </param>
public sealed record UnitLedger(
    IReadOnlyList<Sheet>? Sheets = null,
    IReadOnlyList<Claim>? Claims = null,
    IReadOnlyList<Adjustment>? Adjustments = null,
    IReadOnlyList<SpotCheck>? SpotChecks = null,
    IReadOnlyList<StatedFact>? Facts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InspectorWeight>? Weights = null)
{
    /// <summary>The ledger of a unit without any entry.</summary>
    public static readonly UnitLedger Empty = new();

    public IReadOnlyList<Sheet> Sheets { get; init; } = Sheets ?? [];
    public IReadOnlyList<Claim> Claims { get; init; } = Claims ?? [];
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = Adjustments ?? [];
    public IReadOnlyList<SpotCheck> SpotChecks { get; init; } = SpotChecks ?? [];
    public IReadOnlyList<StatedFact> Facts { get; init; } = Facts ?? [];

    /// <summary>
    /// The unit's places in the tails of other rounds that vetoes ask for; null for none. They come with a version of a result and are not
    /// stored with the ledger.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TailPlace>? Tails { get; init; }

    /// <summary>Whether the ledger has no entry.</summary>
    [JsonIgnore]
    public bool IsEmpty => Sheets.Count + Claims.Count + Adjustments.Count + SpotChecks.Count + Facts.Count + (Tails?.Count ?? 0) == 0 && Weights is null;
}
