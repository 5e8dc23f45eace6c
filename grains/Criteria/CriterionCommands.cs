using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Criteria;

/// <summary>A command to a criterion of a round.</summary>
public abstract record CriterionCommand;

/// <summary>Tells a criterion what some boxes hold for some units. It is kept in memory only; lost, doubled, late or reordered, it does no harm.</summary>
public sealed record TellCriterionVotes(IReadOnlyList<BoxCriterionSums> Boxes) : CriterionCommand, ICommand<Done>;

/// <param name="Version">Of the box, when it counted.</param>
public sealed record BoxCriterionSums(int Box, long Version, IReadOnlyList<UnitCriterionSums> Units);

/// <param name="Unit">The unit's index in the rules.</param>
public sealed record UnitCriterionSums(int Unit, CriterionSums Sums);

/// <summary>Asks a criterion for the sums of all units of the round over all its boxes.</summary>
public sealed record ViewCriterionVotes(int Units, int BallotBoxes) : CriterionCommand, ICommand<CriterionVotes>;

/// <summary>What a criterion knows.</summary>
/// <param name="Version">Grows with everything that the criterion is told.</param>
/// <param name="Units">In the rules' order, over the boxes that are not missing.</param>
/// <param name="Missing">Boxes that have not told of every unit since the criterion woke: whoever wants the whole asks them, and tells the criterion.</param>
public sealed record CriterionVotes(long Version, IReadOnlyList<CriterionSums> Units, IReadOnlyList<int> Missing);
