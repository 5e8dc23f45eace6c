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

/// <summary>The turnout over the time in which people could vote, as it was shown then.</summary>
public sealed record ViewPastTurnout : IQuery<CutState, TurnoutHistory>
{
    public Outcome<TurnoutHistory> Answer(CutState state) => new TurnoutHistory(state.Past);
}

/// <param name="Hours">At most one for an hour, oldest first; empty before the first cut.</param>
public sealed record TurnoutHistory(IReadOnlyList<PastTurnout> Hours);

/// <summary>The turnout at a cut.</summary>
public sealed record PastTurnout(DateTimeOffset At, IReadOnlyList<GroupTurnout> Groups);
