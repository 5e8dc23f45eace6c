using System.Collections.Frozen;
using Evaluation.Assessment;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Units;

/// <summary>
/// Renders acts on a unit as lines of the round's audit, without the unit, which an event does not name. Corrections have a line of the
/// round, evidence has a list of its own. The lines name entries and points, but neither notes nor what was found.
/// </summary>
internal static class UnitAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(UnitEvent));

    /// <summary>The line; null for an event that another stream or list records.</summary>
    public static AuditLine? Line(UnitEvent happened) => happened switch
    {
        SheetFiled { Period: { } period } filed => Line(filed, $"panel {filed.Panel}, version {filed.Version}, period {period}"),
        SheetFiled filed => Line(filed, $"panel {filed.Panel}, version {filed.Version}"),
        SheetReopened { Period: { } period } reopened => Line(reopened, $"inspector {reopened.Inspector}, period {period}", reopened.Reason),
        SheetReopened reopened => Line(reopened, $"inspector {reopened.Inspector}", reopened.Reason),
        SelfAssessmentFiled filed => Line(filed, $"version {filed.Version}, {Points(filed.Content.Total)} points"),
        SelfAssessmentReopened reopened => Line(reopened, $"version {reopened.Version}", reopened.Reason),
        ClaimReviewed { Claim: { Period: { } period } claim } reviewed =>
            Line(reviewed, $"criterion {claim.Criterion}, period {period}, claimed {Claimed(claim.Claimed)}, accepted {Claimed(claim.Accepted)}", claim.Reason),
        ClaimReviewed { Claim: var claim } reviewed => Line(reviewed, $"criterion {claim.Criterion}, claimed {Claimed(claim.Claimed)}, accepted {Claimed(claim.Accepted)}", claim.Reason),
        SpotCheckRecorded { Check.Failed: true } recorded => Line(recorded, $"{recorded.Check.Id}, failed"),
        SpotCheckRecorded recorded => Line(recorded, $"{recorded.Check.Id}, passed"),
        SpotCheckRetracted retracted => Line(retracted, $"{retracted.Id}", retracted.Reason),
        FactRecorded recorded => Line(recorded, $"{recorded.Fact.Fact}"),
        FactRetracted retracted => Line(retracted, $"{retracted.Fact}", retracted.Reason),
        AdjustmentProposed proposed => Line(proposed, Describe(proposed.Adjustment)),
        AdjustmentApproved approved => Line(approved, $"{Describe(approved.Adjustment)}, proposed by {approved.Adjustment.ProposedBy}"),
        AdjustmentRejected rejected => Line(rejected, $"{rejected.Id}", rejected.Reason),
        AdjustmentRetracted retracted => Line(retracted, $"{retracted.Id}", retracted.Reason),
        EvidenceWithdrawn withdrawn => Line(withdrawn, $"{withdrawn.Id}", withdrawn.Reason),
        _ => null,
    };

    private static AuditLine Line(UnitEvent happened, FormattableString what, string? reason = null) =>
        new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of(what), reason);

    private static FormattableString Describe(Adjustment adjustment) => $"{adjustment.Id}, {adjustment.Kind} {Points(adjustment.Points)}";

    private static object Claimed(decimal? points) => points is { } number ? Points(number) : AuditDetail.Of($"na");

    private static decimal Points(decimal number) => number / 1.0000000000000000000000000000m;
}
