using System.Collections.Frozen;
using System.Globalization;
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
        SheetFiled filed => Line(filed, string.Create(CultureInfo.InvariantCulture, $"panel {filed.Panel}{Of(filed.Body)}, version {filed.Version}{In(filed.Period)}")),
        SheetReopened reopened => Line(reopened, $"inspector {reopened.Inspector}{In(reopened.Period)}", reopened.Reason),
        SelfAssessmentFiled filed => Line(filed, string.Create(CultureInfo.InvariantCulture, $"version {filed.Version}, {Points(filed.Content.Total)} points")),
        SelfAssessmentReopened reopened => Line(reopened, string.Create(CultureInfo.InvariantCulture, $"version {reopened.Version}"), reopened.Reason),
        ClaimReviewed { Claim: var claim } reviewed => Line(reviewed, $"criterion {claim.Criterion}{In(claim.Period)}, claimed {Claimed(claim.Claimed)}, accepted {Claimed(claim.Accepted)}", claim.Reason),
        SpotCheckRecorded recorded => Line(recorded, $"{recorded.Check.Id}, {(recorded.Check.Failed ? "failed" : "passed")}"),
        SpotCheckRetracted retracted => Line(retracted, retracted.Id, retracted.Reason),
        FactRecorded recorded => Line(recorded, recorded.Fact.Fact),
        FactRetracted retracted => Line(retracted, retracted.Fact, retracted.Reason),
        AdjustmentProposed proposed => Line(proposed, Describe(proposed.Adjustment)),
        AdjustmentApproved approved => Line(approved, $"{Describe(approved.Adjustment)}, proposed by {approved.Adjustment.ProposedBy}"),
        AdjustmentRejected rejected => Line(rejected, rejected.Id, rejected.Reason),
        AdjustmentRetracted retracted => Line(retracted, retracted.Id, retracted.Reason),
        EvidenceWithdrawn withdrawn => Line(withdrawn, withdrawn.Id, withdrawn.Reason),
        _ => null,
    };

    private static string Of(string? body) => body is null ? "" : $" of {body}";

    private static string In(string? period) => period is null ? "" : $", {period}";

    private static AuditLine Line(UnitEvent happened, string detail, string? reason = null) =>
        new(happened.At, happened.By, Acts[happened.GetType()], detail, reason);

    private static string Describe(Adjustment adjustment) => $"{adjustment.Id}, {adjustment.Kind.ToString().ToLowerInvariant()} {Points(adjustment.Points)}";

    private static string Claimed(decimal? points) => points is { } number ? Points(number) : "na";

    private static string Points(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
