using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>A named fact about a unit that a veto may depend on (F18), such as <c>named-in-bulletin</c>.</summary>
/// <param name="Fact">The name used by the round's vetoes.</param>
/// <param name="Document">The document that records the fact.</param>
/// <param name="On">The day of the fact; null if it is not known.</param>
/// <param name="Evidence">Ids of evidence of the unit; null for none.</param>
public sealed record StatedFact(
    string Fact,
    string? Document = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? On = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Evidence = null);
