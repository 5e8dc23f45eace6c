using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>
/// An inspection sheet: one inspector's points for one unit, in one period if the criteria have periods (F7, F8, F21, F30).
/// </summary>
/// <param name="Inspector">The inspector. There is one sheet per inspector, unit and period.</param>
/// <param name="Points">
/// Points by the code of every assessed criterion of the sheet, from 0 to the criterion's points; null for "not applicable".
/// </param>
/// <param name="Panel">The panel that visited the unit (F9); null if the round has only one panel.</param>
/// <param name="Note">A note in the inspector's words.</param>
/// <param name="VisitedOn">The day of the visit.</param>
/// <param name="By">The assessing body of the inspector; null for the inspection panel.</param>
/// <param name="Period">The period of the sheet's criteria; null for criteria without periods.</param>
/// <param name="Figures">
/// Figures by the code of every criterion whose points follow from one (F23), which then has no points; null for "not applicable". Null
/// where the sheet has no such criterion.
/// </param>
public sealed record Sheet(
    string Inspector,
    IReadOnlyDictionary<string, decimal?> Points,
    string? Panel = null,
    string? Note = null,
    DateOnly? VisitedOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, SheetFigure?>? Figures = null)
{
    /// <summary>Tells the sheets of a unit apart.</summary>
    [JsonIgnore]
    public string Name => NameOf(Inspector, Period);

    /// <summary>The name of an inspector's sheet of a period. Neither has a space.</summary>
    public static string NameOf(string inspector, string? period) => period is null ? inspector : $"{inspector} {period}";
}
