using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Criteria;

/// <summary>
/// Reports to a criterion the sums of some boxes for some units. A report that is lost, repeated, late or out of order does no harm.
/// </summary>
public sealed record ObserveCriterionVotes(IReadOnlyList<BoxCriterionSums> Boxes) : Observation<CriterionState>
{
    public override bool Observe(CriterionState state) => state.Observe(this);
}

/// <summary>The sums of one box for the criterion.</summary>
/// <param name="Version">The box's version when it counted.</param>
public sealed record BoxCriterionSums(int Box, long Version, IReadOnlyList<UnitCriterionSums> Units);

/// <summary>The sums of one unit.</summary>
/// <param name="Unit">The unit's index in the rules.</param>
public sealed record UnitCriterionSums(int Unit, CriterionSums Sums);

/// <summary>The sums of a criterion for all units of the round, over all boxes.</summary>
public sealed record ViewCriterionVotes(int Units, int BallotBoxes) : IQuery<CriterionState, CriterionVotes>
{
    public Outcome<CriterionVotes> Answer(CriterionState state) => state.View(this);
}

/// <summary>The reported votes on a criterion.</summary>
/// <param name="Version">Increases with every newer report.</param>
/// <param name="Units">The sums over the boxes that have reported, in the rules' order.</param>
/// <param name="Missing">
/// Boxes that have not reported every unit since the criterion was activated. A reader that needs complete sums reads them from these boxes
/// and reports them to the criterion.
/// </param>
public sealed record CriterionVotes(long Version, IReadOnlyList<CriterionSums> Units, IReadOnlyList<int> Missing);
