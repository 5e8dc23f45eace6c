using System.Collections.Frozen;
using System.Globalization;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Units;

/// <summary>
/// Renders acts on a unit as lines of the round's audit, without the unit, which an event does not name. Corrections have a line of the
/// round, evidence has a list of its own.
/// </summary>
internal static class UnitAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(UnitEvent));

    /// <summary>The line; null for an event that another stream or list records.</summary>
    public static AuditLine? Line(UnitEvent happened) => happened switch
    {
        SheetFiled filed => Line(filed, string.Create(CultureInfo.InvariantCulture, $"panel {filed.Panel}, version {filed.Version}")),
        SheetReopened reopened => Line(reopened, $"inspector {reopened.Inspector}", reopened.Reason),
        SelfAssessmentFiled filed => Line(filed, string.Create(CultureInfo.InvariantCulture, $"version {filed.Version}, {Points(filed.Content.Total)} points")),
        SelfAssessmentReopened reopened => Line(reopened, string.Create(CultureInfo.InvariantCulture, $"version {reopened.Version}"), reopened.Reason),
        ClaimReviewed { Claim: var claim } reviewed => Line(reviewed, $"criterion {claim.Criterion}, claimed {Claimed(claim.Claimed)}, accepted {Claimed(claim.Accepted)}", claim.Reason),
        EvidenceWithdrawn withdrawn => Line(withdrawn, withdrawn.Id, withdrawn.Reason),
        _ => null,
    };

    private static AuditLine Line(UnitEvent happened, string detail, string? reason = null) =>
        new(happened.At, happened.By, Acts[happened.GetType()], detail, reason);

    private static string Claimed(decimal? points) => points is { } number ? Points(number) : "na";

    private static string Points(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
