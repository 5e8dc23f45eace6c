using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>The weight of an inspector in the panel of a body for a unit (F21).</summary>
/// <param name="Weight">Above 0.</param>
/// <param name="By">The assessing body; null for the inspection panel.</param>
public sealed record InspectorWeight(
    string Inspector, decimal Weight, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null);
