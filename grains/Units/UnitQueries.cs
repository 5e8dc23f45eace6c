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

public sealed record ViewLedger : IQuery<UnitState, UnitLedger>
{
    public Outcome<UnitLedger> Answer(UnitState state) => state.Ledger;
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
