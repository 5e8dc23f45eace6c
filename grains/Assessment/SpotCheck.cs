using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>An unannounced check of a unit. A given number of failed ones can lead to a veto (F18).</summary>
/// <param name="Id">Unique within the unit.</param>
/// <param name="On">The day of the check.</param>
/// <param name="Evidence">Ids of evidence of the unit; null for none.</param>
public sealed record SpotCheck(
    string Id,
    bool Failed,
    DateOnly? On = null,
    string? Note = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Evidence = null);
