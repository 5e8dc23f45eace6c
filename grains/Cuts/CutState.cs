using System.Collections.Immutable;
using Evaluation.Ballots.Counting;
using Evaluation.Scoring;

namespace Evaluation.Cuts;

/// <summary>The newest cut of a round, and the turnout at earlier ones.</summary>
public sealed record CutState
{
    /// <summary>The instant of the newest cut; null before the first.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>The shown votes by the unit's index. Each is as of the cut at which it last changed.</summary>
    public ImmutableSortedDictionary<int, VoteSums> Units { get; private init; } = ImmutableSortedDictionary<int, VoteSums>.Empty;

    public IReadOnlyList<GroupTurnout> Turnout { get; private init; } = [];

    /// <summary>The turnout at the last cut of each hour, oldest first.</summary>
    public ImmutableList<PastTurnout> Past { get; private init; } = [];

    internal CutState Evolve(CutEvent happened) => happened switch
    {
        CutTaken cut => new()
        {
            At = cut.At,
            Units = Units.SetItems(cut.Units.Select(unit => KeyValuePair.Create(unit.Unit, unit.Sums))),
            Turnout = cut.Turnout,
            Past = (Past is [.., var last] && IsSameHour(last.At, cut.At) ? Past.RemoveAt(Past.Count - 1) : Past).Add(new(cut.At, cut.Turnout)),
        },
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };

    internal Decision<CutEvent> Decide(CutCommand command) => command switch
    {
        TakeCut cut => cut.At <= At ? Decision<CutEvent>.NothingToDo : new CutTaken(cut.At, CutRule.Changes(Units, cut), cut.Turnout),
        _ => throw new System.Diagnostics.UnreachableException(command.GetType().Name),
    };

    private static bool IsSameHour(DateTimeOffset a, DateTimeOffset b) => a.UtcTicks / TimeSpan.TicksPerHour == b.UtcTicks / TimeSpan.TicksPerHour;
}
