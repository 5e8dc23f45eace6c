using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Units.SelfAssessments;

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

    /// <summary>Whether the ledger is closed.</summary>
    public LedgerBook Ledgers { get; init; } = new();

    public EvidenceBook Evidence { get; init; } = EvidenceBook.Empty;

    public SelfAssessmentBook SelfAssessments { get; init; } = SelfAssessmentBook.Empty;

    public ImmutableList<AuditLine> Audit { get; init; } = [];

    /// <summary>The number of the unit's events.</summary>
    public long Version { get; init; }

    internal bool Observe(ObserveUnitVotes reported)
    {
        foreach (var box in reported.Boxes)
            _votes.Observe(box.Box, box.Version, box.Sums);
        return !_votes.IsEmpty;
    }

    internal UnitVotes View(ViewUnitVotes view) => new(Version + _votes.Version, _votes.Sum, [.. _votes.Missing(view.BallotBoxes)], Ledger);

    public UnitState Evolve(UnitEvent happened) => Apply(happened, Version + 1) with
    {
        Ledger = happened.LedgerChanges.Aggregate(Ledger, (ledger, change) => change.ApplyTo(ledger)),
        Audit = UnitAudit.Line(happened) is { } line ? Audit.Add(line) : Audit,
        Version = Version + 1,
    };

    private UnitState Apply(UnitEvent happened, long version) => happened switch
    {
        LedgerCorrected corrected => this with { Corrected = Corrected.Add(corrected.Ticket) },
        EvidenceFiled filed => this with { Evidence = Evidence.Add(new(filed.Id, filed.Item, filed.At, filed.By)) },
        EvidenceReserved reserved => this with { Evidence = Evidence.Hold(reserved) },
        EvidenceReleased released => this with { Evidence = Evidence.Free(released) },
        SelfAssessmentFiled or SelfAssessmentReopened or ClaimReviewed => this with { SelfAssessments = SelfAssessments.Evolve(happened) },
        LedgerClosed or LedgerOpened => this with { Ledgers = Ledgers.Evolve(happened, version) },
        _ => throw new UnreachableException(happened.GetType().Name),
    };
}
