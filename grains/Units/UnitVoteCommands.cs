using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>Tells a unit the sums of its slips in some boxes. They are kept in memory only; lost, doubled, late or reordered, it does no harm.</summary>
public sealed record TellUnitVotes(IReadOnlyList<BoxSums> Boxes) : UnitCommand, ICommand<Done>;

/// <param name="Version">Of the box, when it counted.</param>
public sealed record BoxSums(int Box, long Version, VoteSums Sums);

/// <summary>Asks a unit for the sums of its slips over all boxes of the round, and for its ledger.</summary>
public sealed record ViewUnitVotes(int BallotBoxes) : UnitCommand, ICommand<UnitVotes>;

/// <summary>What a unit knows.</summary>
/// <param name="Version">Grows with everything that the unit is told or that happens to it.</param>
/// <param name="Sums">Over the boxes that are not missing.</param>
/// <param name="Missing">Boxes that have told nothing since the unit woke: whoever wants the whole asks them, and tells the unit.</param>
public sealed record UnitVotes(long Version, VoteSums Sums, IReadOnlyList<int> Missing, UnitLedger Ledger);
