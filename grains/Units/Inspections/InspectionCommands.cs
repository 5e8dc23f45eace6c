using Evaluation.Runtime;

namespace Evaluation.Units.Inspections;

/// <summary>
/// Files the sheet of the inspector <paramref name="By"/>. Refused with <see cref="RefusalCode.WrongState"/> when points of colleagues can
/// be read and the sheet is not reopened. A version that is not newer than the filed one changes nothing.
/// </summary>
/// <remarks>The sender checks the points against the rules, and <c>AdmitSheet</c> has admitted the sheet.</remarks>
/// <param name="Panel">The unit's panel.</param>
/// <param name="Version">The version of the sheet.</param>
/// <param name="Content">Complete.</param>
/// <param name="VisitedOn">The day of the visit in the round's time zone; null where no time is named.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The inspector.</param>
/// <param name="Body">The assessing body of the panel; null for the inspection panel.</param>
/// <param name="Period">The period of the sheet; null for criteria without periods.</param>
public sealed record FileSheet(
    string Panel, long Version, SheetContent Content, DateOnly? VisitedOn, DateTimeOffset At, Actor By, string? Body = null, string? Period = null)
    : AssessmentCommand, ICommand<UnitState, UnitInspections>, IRepeatable
{
    public UnitInspections Answer(UnitState state) => new([.. state.Inspections.Filed], state.Ledger);
}

/// <summary>
/// Lets an inspector file once more although points of colleagues can be read. Refused with <see cref="RefusalCode.NoSuchSheet"/>, and with
/// <see cref="RefusalCode.SamePerson"/> for the inspector's own person. A sheet that is open stays so.
/// </summary>
/// <param name="Period">The period of the sheet; null for the one without a period.</param>
public sealed record ReopenSheet(string Inspector, string Reason, DateTimeOffset At, Actor By, string? Period = null)
    : AssessmentCommand, ICommand<UnitState, UnitInspections>
{
    public UnitInspections Answer(UnitState state) => new([.. state.Inspections.Filed], state.Ledger);
}

/// <summary>The filed sheets of the unit and its ledger.</summary>
public sealed record ViewInspections : IQuery<UnitState, UnitInspections>
{
    public Outcome<UnitInspections> Answer(UnitState state) => new UnitInspections([.. state.Inspections.Filed], state.Ledger);
}
