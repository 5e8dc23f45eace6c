using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Evidence;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Units;

/// <summary>An event of a unit.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LedgerCorrected), "ledger-corrected")]
[JsonDerivedType(typeof(EvidenceFiled), "evidence-filed")]
[JsonDerivedType(typeof(EvidenceReserved), "evidence-reserved")]
[JsonDerivedType(typeof(EvidenceReleased), "evidence-released")]
[JsonDerivedType(typeof(EvidenceWithdrawn), "evidence-withdrawn")]
[JsonDerivedType(typeof(SheetFiled), "sheet-filed")]
[JsonDerivedType(typeof(SheetReopened), "sheet-reopened")]
[JsonDerivedType(typeof(LedgerClosed), "ledger-closed")]
[JsonDerivedType(typeof(LedgerOpened), "ledger-opened")]
[JsonDerivedType(typeof(SelfAssessmentFiled), "self-assessment-filed")]
[JsonDerivedType(typeof(SelfAssessmentReopened), "self-assessment-reopened")]
[JsonDerivedType(typeof(ClaimReviewed), "claim-reviewed")]
[JsonDerivedType(typeof(SpotCheckRecorded), "spot-check-recorded")]
[JsonDerivedType(typeof(SpotCheckRetracted), "spot-check-retracted")]
[JsonDerivedType(typeof(FactRecorded), "fact-recorded")]
[JsonDerivedType(typeof(FactRetracted), "fact-retracted")]
[JsonDerivedType(typeof(AdjustmentProposed), "adjustment-proposed")]
[JsonDerivedType(typeof(AdjustmentApproved), "adjustment-approved")]
[JsonDerivedType(typeof(AdjustmentRejected), "adjustment-rejected")]
[JsonDerivedType(typeof(AdjustmentRetracted), "adjustment-retracted")]
public abstract record UnitEvent(DateTimeOffset At, string By)
{
    /// <summary>The person who uses the account; null when it is the account's own name.</summary>
    public string? Person { get; init; }

    /// <summary>What the event changes in the unit's ledger, in order.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<LedgerChange> LedgerChanges => [];

    /// <summary>The unit's ledger after the event.</summary>
    public virtual UnitLedger ApplyTo(UnitLedger ledger) => LedgerChanges.Aggregate(ledger, (changed, change) => change.ApplyTo(changed));
}

/// <summary>The changes of an upheld objection were made, all together.</summary>
public sealed record LedgerCorrected(string Ticket, IReadOnlyList<LedgerChange> Changes, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    public override IReadOnlyList<LedgerChange> LedgerChanges => Changes;
}

/// <summary>An item of evidence was filed. Its file was stored before.</summary>
/// <param name="Id">Its number in its list, <c>ev-1</c> or <c>iev-1</c>.</param>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record EvidenceFiled(string Id, EvidenceItem Item, DateTimeOffset At, string By, CreationKey? Key = null) : UnitEvent(At, By);

/// <summary>A place in the unit's quota was reserved for a file, before its content is stored.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Until">When the reservation ends by itself.</param>
/// <param name="Owner">The list with the quota; null for the unit's.</param>
public sealed record EvidenceReserved(string Sha256, long Size, DateTimeOffset Until, DateTimeOffset At, string By, EvidenceOwner? Owner = null) : UnitEvent(At, By);

/// <summary>A reservation was given back, because the file was not filed.</summary>
/// <param name="Owner">The list with the quota; null for the unit's.</param>
public sealed record EvidenceReleased(string Sha256, DateTimeOffset At, string By, EvidenceOwner? Owner = null) : UnitEvent(At, By);

/// <summary>An item was withdrawn. Its file is removed when no other item names the same content.</summary>
public sealed record EvidenceWithdrawn(string Id, string Reason, DateTimeOffset At, string By) : UnitEvent(At, By);

/// <summary>The ledger was closed, so that a result is computed from it.</summary>
/// <param name="Number">The number of the round's decision.</param>
/// <param name="Weights">The weights of the unit's inspectors by its panels at that time; null where they have none.</param>
public sealed record LedgerClosed(int Number, DateTimeOffset At, string By, IReadOnlyList<InspectorWeight>? Weights = null) : UnitEvent(At, By)
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Weights = Weights };
}

/// <summary>The ledger was opened again.</summary>
/// <param name="Number">The number of the round's decision.</param>
public sealed record LedgerOpened(int Number, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Weights = null };
}
