using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Evidence;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>A command to a unit of a round. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
/// <remarks>Whether it is allowed is decided before it is sent, by the round: a unit's grain knows neither the rules nor the round's state.</remarks>
public abstract record UnitCommand;

/// <summary>Makes the changes that an answered objection requires. They are made once for each ticket.</summary>
/// <param name="Ticket">The objection's number in its round.</param>
/// <param name="By">Who approved the answer.</param>
public sealed record CorrectLedger(string Ticket, IReadOnlyList<LedgerChange> Changes, DateTimeOffset At, string By)
    : UnitCommand, ICommand<UnitState, UnitLedger>, IRepeatable
{
    public UnitLedger Answer(UnitState state) => state.Ledger;
}

/// <summary>Puts an item on the unit's list of evidence. Content that is on the list already changes nothing: the answer is the item of its first filing.</summary>
public sealed record FileEvidence(EvidenceItem Item, DateTimeOffset At, string By) : UnitCommand, ICommand<UnitState, FiledEvidence>, IRepeatable
{
    public FiledEvidence Answer(UnitState state) => state.Evidence.Find(Item.Sha256)!;
}

/// <summary>Reports to a unit the sums of its slips in some boxes. A report that is lost, repeated, late or out of order does no harm.</summary>
public sealed record ObserveUnitVotes(IReadOnlyList<BoxSums> Boxes) : Observation<UnitState>
{
    public override bool Observe(UnitState state) => state.Observe(this);
}

/// <param name="Version">The box's version when it counted.</param>
public sealed record BoxSums(int Box, long Version, VoteSums Sums);
