namespace Evaluation.Assessment;

/// <summary>A named fact about a unit that a veto may rest on (F18), such as <c>named-in-bulletin</c>.</summary>
/// <param name="Fact">The name that the round's vetoes use.</param>
/// <param name="Document">Where it is written down.</param>
public sealed record StatedFact(string Fact, string? Document = null);
