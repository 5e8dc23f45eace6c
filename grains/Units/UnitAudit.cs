using System.Collections.Frozen;
using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Units.Supervision;

namespace Evaluation.Units;

/// <summary>
/// Renders the acts on a unit as lines of its round's audit. They name entries and points, but neither notes nor what was found.
/// </summary>
internal static class UnitAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(UnitEvent));

    /// <summary>The line; null for an event that is no act of supervision, or that the round's own audit has.</summary>
    public static AuditLine? Line(UnitEvent happened) => happened switch
    {
        SpotCheckRecorded recorded => Line(recorded, $"{recorded.Check.Id}, {(recorded.Check.Failed ? "failed" : "passed")}"),
        SpotCheckRetracted retracted => Line(retracted, retracted.Id, retracted.Reason),
        FactRecorded recorded => Line(recorded, recorded.Fact.Fact),
        FactRetracted retracted => Line(retracted, retracted.Fact, retracted.Reason),
        AdjustmentProposed proposed => Line(proposed, Describe(proposed.Adjustment)),
        AdjustmentApproved approved => Line(approved, $"{Describe(approved.Adjustment)}, proposed by {approved.Adjustment.ProposedBy}"),
        AdjustmentRejected rejected => Line(rejected, rejected.Id, rejected.Reason),
        AdjustmentRetracted retracted => Line(retracted, retracted.Id, retracted.Reason),
        _ => null,
    };

    private static AuditLine Line(UnitEvent happened, string detail, string? reason = null) =>
        new(happened.At, happened.By, Acts[happened.GetType()], detail, reason);

    private static string Describe(Adjustment adjustment) => string.Create(
        CultureInfo.InvariantCulture, $"{adjustment.Id}, {adjustment.Kind.ToString().ToLowerInvariant()} {adjustment.Points / 1.0000000000000000000000000000m}");
}
