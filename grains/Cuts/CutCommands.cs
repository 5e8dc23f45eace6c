using Evaluation.Ballots;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Cuts;

/// <summary>A command to the cuts of a round. All are repeatable: a cut is identified by its instant.</summary>
public abstract record CutCommand : IRepeatable;

/// <summary>
/// Takes a cut: the figures that are shown before the close until the next one. A unit's shown votes change only if the change hides every
/// single slip (<see cref="CutRule"/>). A cut of the same instant or an earlier one changes nothing.
/// </summary>
/// <param name="At">The announced instant.</param>
/// <param name="GroupMin">The round's minimum of slips of a counted group.</param>
/// <param name="Units">The votes of units at the cut. A unit that is not named keeps what is shown.</param>
/// <param name="Turnout">The turnout at the cut.</param>
public sealed record TakeCut(DateTimeOffset At, int GroupMin, IReadOnlyList<UnitSums> Units, IReadOnlyList<GroupTurnout> Turnout)
    : CutCommand, ICommand<CutState, CutView>
{
    public CutView Answer(CutState state) => CutView.Of(state);
}
