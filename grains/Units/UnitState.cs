using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Evidence;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Units;

/// <summary>
/// The state of a unit in a round: its ledger, the objections that corrected it, its evidence, and the reported sums of its votes.
/// </summary>
public sealed record UnitState
{
    // Reported, not journaled. All successive states share this object.
    private readonly ByBox<VoteSums> _votes = new(VoteSums.Sum);

    public UnitLedger Ledger { get; init; } = UnitLedger.Empty;

    /// <summary>Tickets whose changes were made, with the number of the event that made them.</summary>
    public ImmutableDictionary<string, long> Corrected { get; init; } = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Whether the ledger is closed, and the ledgers from which results were computed.</summary>
    public LedgerBook Ledgers { get; init; } = new();

    public EvidenceBook Evidence { get; init; } = EvidenceBook.Empty(EvidenceOwner.Unit);

    /// <summary>The evidence of inspectors and reviewers about the unit.</summary>
    public EvidenceBook InspectionEvidence { get; init; } = EvidenceBook.Empty(EvidenceOwner.Inspection);

    public InspectionBook Inspections { get; init; } = InspectionBook.Empty;

    public SelfAssessmentBook SelfAssessments { get; init; } = SelfAssessmentBook.Empty;

    public SupervisionBook Supervision { get; init; } = SupervisionBook.Empty;

    /// <summary>The acts on the unit that no other stream records.</summary>
    public ImmutableList<AuditLine> Audit { get; init; } = [];

    /// <summary>The number of the unit's events.</summary>
    public long Version { get; init; }

    /// <summary>The list of an owner; null for the unit.</summary>
    public EvidenceBook EvidenceOf(EvidenceOwner? owner) => owner == EvidenceOwner.Inspection ? InspectionEvidence : Evidence;

    private UnitState With(EvidenceBook book) => book.Owner == EvidenceOwner.Inspection ? this with { InspectionEvidence = book } : this with { Evidence = book };

    internal bool Observe(ObserveUnitVotes reported)
    {
        foreach (var box in reported.Boxes)
            _votes.Observe(box.Box, box.Version, box.Sums);
        return !_votes.IsEmpty;
    }

    internal UnitVotes View(ViewUnitVotes view) => new(Version + _votes.Version, _votes.Sum, [.. _votes.Missing(view.BallotBoxes)], Ledger);

    public UnitState Evolve(UnitEvent happened)
    {
        var ledger = happened.ApplyTo(Ledger);
        return Apply(happened) with
        {
            Ledger = ledger,
            Ledgers = Ledgers.Evolve(happened, Version + 1, ledger),
            Supervision = Supervision.Evolve(happened),
            Audit = UnitAudit.Line(happened) is { } line ? Audit.Add(line) : Audit,
            Version = Version + 1,
        };
    }

    private UnitState Apply(UnitEvent happened) => happened switch
    {
        LedgerCorrected corrected => this with { Corrected = Corrected.Add(corrected.Ticket, Version + 1) },
        LedgerClosed or LedgerOpened => this,
        SelfAssessmentFiled or SelfAssessmentReopened or ClaimReviewed => this with { SelfAssessments = SelfAssessments.Evolve(happened) },
        EvidenceFiled filed => With(EvidenceOf(EvidenceBook.OwnerOf(filed.Id)).Add(new(filed.Id, filed.Item, filed.At, filed.By), filed.Key)),
        EvidenceReserved reserved => With(EvidenceOf(reserved.Owner).Hold(reserved)),
        EvidenceReleased released => With(EvidenceOf(released.Owner).Free(released)),
        EvidenceWithdrawn withdrawn => With(EvidenceOf(EvidenceBook.OwnerOf(withdrawn.Id)).Remove(withdrawn)),
        SheetFiled filed => this with { Inspections = Inspections.Add(filed) },
        SheetReopened reopened => this with { Inspections = Inspections.Open(reopened) },
        // The ledger and the book of supervision contain what these change.
        SpotCheckRecorded or SpotCheckRetracted or FactRecorded or FactRetracted or AdjustmentProposed or AdjustmentApproved or AdjustmentRejected or AdjustmentRetracted => this,
        _ => throw new UnreachableException(happened.GetType().Name),
    };
}
