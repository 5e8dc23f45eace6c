namespace Evaluation.Assessment;

/// <summary>One inspector's points for one unit (F7, F8).</summary>
/// <param name="Inspector">Whose sheet: one for each inspector and unit.</param>
/// <param name="Points">By the code of every assessed criterion, from 0 to its points; null for "not applicable".</param>
/// <param name="Panel">The panel that visited the unit (F9); null where the round has one panel only.</param>
/// <param name="Note">In the inspector's words.</param>
/// <param name="VisitedOn">The day of the visit.</param>
public sealed record Sheet(
    string Inspector, IReadOnlyDictionary<string, decimal?> Points, string? Panel = null, string? Note = null, DateOnly? VisitedOn = null);
