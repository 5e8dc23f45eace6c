using System.Text.Json.Serialization;
using Evaluation.Assessment;

namespace Evaluation.Units.Inspections;

/// <summary>An inspector filed a sheet. It counts from then on in place of an earlier one.</summary>
/// <param name="Panel">The unit's panel at that moment.</param>
/// <param name="Version">The version of the sheet.</param>
/// <param name="VisitedOn">The day of the visit in the round's time zone.</param>
/// <param name="By">The inspector.</param>
/// <param name="Body">The assessing body of the panel; null for the inspection panel.</param>
/// <param name="Period">The period of the sheet; null for criteria without periods.</param>
public sealed record SheetFiled(
    string Panel, long Version, SheetContent Content, DateOnly? VisitedOn, DateTimeOffset At, string By, string? Body = null, string? Period = null) : UnitEvent(At, By)
{
    [JsonIgnore]
    public override IReadOnlyList<LedgerChange> LedgerChanges => [new SheetEntered(new(By, Content.Points, Panel, Content.Note, VisitedOn, Body, Period, Content.Figures))];
}

/// <summary>A reviewer let an inspector file once more.</summary>
/// <param name="Period">The period of the sheet; null for the one without a period.</param>
public sealed record SheetReopened(string Inspector, string Reason, DateTimeOffset At, string By, string? Period = null) : UnitEvent(At, By);
