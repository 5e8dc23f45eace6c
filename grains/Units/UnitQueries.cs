using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Evidence;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>The evidence about a unit: its own, and that of inspectors and reviewers.</summary>
public sealed record ViewEvidence : IQuery<UnitState, EvidenceList>
{
    public Outcome<EvidenceList> Answer(UnitState state) => new EvidenceList(state.Evidence.Filed, state.InspectionEvidence.Filed.IsEmpty ? null : state.InspectionEvidence.Filed);
}

/// <summary>
/// The item that a call with this key has filed. Refused with <see cref="RefusalCode.NoSuchEvidence"/> for a new key, and with
/// <see cref="RefusalCode.KeyReused"/>.
/// </summary>
public sealed record ViewFiledEvidence(CreationKey Key, DateTimeOffset At, EvidenceOwner Owner) : IQuery<UnitState, FiledEvidence>
{
    public Outcome<FiledEvidence> Answer(UnitState state)
    {
        var created = state.EvidenceOf(Owner).FiledBy(Key, At);
        if (created.IsRefused(out var refusal))
            return refusal;
        return created.Answer is { } filed ? filed : new Refusal(RefusalCode.NoSuchEvidence, "No evidence was filed with this key.");
    }
}

/// <summary>The acts on a unit, oldest first. Their details do not name the unit.</summary>
public sealed record ViewUnitAudit : IQuery<UnitState, AuditTrail>
{
    public Outcome<AuditTrail> Answer(UnitState state) => new AuditTrail(state.Audit);
}

public sealed record ViewLedger : IQuery<UnitState, UnitLedger>
{
    public Outcome<UnitLedger> Answer(UnitState state) => state.Ledger;
}

/// <summary>
/// The ledger from which a result was computed. Refused with <see cref="RefusalCode.Busy"/> by an activation that is behind the journal,
/// and with <see cref="RefusalCode.NoSuchVersion"/> when no result was computed from this version.
/// </summary>
/// <param name="Version">The number of the event that closed or corrected the ledger.</param>
public sealed record ViewLedgerAt(long Version) : IQuery<UnitState, UnitLedger>
{
    public Outcome<UnitLedger> Answer(UnitState state) => state.Ledgers.Kept.TryGetValue(Version, out var ledger) ? ledger
        : Version > state.Version ? Refusal.Busy
        : new Refusal(RefusalCode.NoSuchVersion, $"Event {Version} of the unit neither closed nor corrected its ledger.", ("version", Version));
}

/// <summary>The sums of a unit's slips over all boxes of the round, and its ledger.</summary>
public sealed record ViewUnitVotes(int BallotBoxes) : IQuery<UnitState, UnitVotes>
{
    public Outcome<UnitVotes> Answer(UnitState state) => state.View(this);
}

/// <summary>The reported votes of a unit and its ledger.</summary>
/// <param name="Version">Increases with every newer report and with every event.</param>
/// <param name="Sums">The sums over the boxes that have reported.</param>
/// <param name="Missing">
/// Boxes without a report since the unit was activated. A reader that needs complete sums reads them from these boxes and reports them to
/// the unit.
/// </param>
/// <param name="Ledger">The unit's ledger.</param>
public sealed record UnitVotes(long Version, VoteSums Sums, IReadOnlyList<int> Missing, UnitLedger Ledger);
