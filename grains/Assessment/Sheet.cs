namespace Evaluation.Assessment;

/// <summary>An inspection sheet: one inspector's points for one unit (F7, F8).</summary>
/// <param name="Inspector">The inspector. There is one sheet per inspector and unit.</param>
/// <param name="Points">
/// Points by the code of every assessed criterion, from 0 to the criterion's points; null for "not applicable".
/// </param>
/// <param name="Panel">The panel that visited the unit (F9); null if the round has only one panel.</param>
/// <param name="Note">A note in the inspector's words.</param>
/// <param name="VisitedOn">The day of the visit.</param>
/// <param name="Figures">
/// Figures by the code of every criterion whose points follow from one (F23), which then has no points; null for "not applicable". Null
/// where the rules have no such criterion.
/// </param>
public sealed record Sheet(
    string Inspector, IReadOnlyDictionary<string, decimal?> Points, string? Panel = null, string? Note = null, DateOnly? VisitedOn = null,
    IReadOnlyDictionary<string, SheetFigure?>? Figures = null);
