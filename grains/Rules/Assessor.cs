namespace Evaluation.Rules;

/// <summary>A body that assesses criteria of its own (F21).</summary>
/// <param name="Trim">How its sheets are trimmed. Null for the round's rule.</param>
public sealed record Assessor(string Code, LocalText Label, PanelTrim? Trim = null);
