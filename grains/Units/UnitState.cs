using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>
/// The state of a unit in a round: its ledger, the objections that corrected it, its evidence, and the reported sums of its votes.
/// </summary>
public sealed record UnitState
{
    // Reported, not journaled. All successive states share this object.
    private readonly ByBox<VoteSums> _votes = new(VoteSums.Sum);

    public UnitLedger Ledger { get; init; } = UnitLedger.Empty;

    /// <summary>Tickets whose changes were made.</summary>
    public ImmutableHashSet<string> Corrected { get; init; } = [];

    public EvidenceBook Evidence { get; init; } = EvidenceBook.Empty(EvidenceOwner.Unit);

    /// <summary>The evidence of inspectors and reviewers about the unit.</summary>
    public EvidenceBook InspectionEvidence { get; init; } = EvidenceBook.Empty(EvidenceOwner.Inspection);

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

    public UnitState Evolve(UnitEvent happened) => Apply(happened) with
    {
        Ledger = happened.LedgerChanges.Aggregate(Ledger, (ledger, change) => change.ApplyTo(ledger)),
        Version = Version + 1,
    };

    private UnitState Apply(UnitEvent happened) => happened switch
    {
        LedgerCorrected corrected => this with { Corrected = Corrected.Add(corrected.Ticket) },
        EvidenceFiled filed => With(EvidenceOf(EvidenceBook.OwnerOf(filed.Id)).Add(new(filed.Id, filed.Item, filed.At, filed.By))),
        EvidenceReserved reserved => With(EvidenceOf(reserved.Owner).Hold(reserved)),
        EvidenceReleased released => With(EvidenceOf(released.Owner).Free(released)),
        EvidenceWithdrawn withdrawn => With(EvidenceOf(EvidenceBook.OwnerOf(withdrawn.Id)).Remove(withdrawn)),
        _ => throw new UnreachableException(happened.GetType().Name),
    };
}
