using Evaluation.Ballots;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Cuts;

/// <summary>What is shown of a round's votes and turnout before the close.</summary>
public sealed record ViewCut : IQuery<CutState, CutView>
{
    public Outcome<CutView> Answer(CutState state) => CutView.Of(state);
}

/// <summary>The newest cut.</summary>
/// <param name="At">Its instant; null before the first.</param>
/// <param name="Units">The shown votes by unit, of counted groups only; a unit without shown votes is left out.</param>
/// <param name="Turnout">The turnout at the cut; empty before the first.</param>
public sealed record CutView(DateTimeOffset? At, IReadOnlyList<UnitSums> Units, IReadOnlyList<GroupTurnout> Turnout)
{
    internal static CutView Of(CutState state) => new(state.At, [.. state.Units.Select(unit => new UnitSums(unit.Key, unit.Value))], state.Turnout);
}
