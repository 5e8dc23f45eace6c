using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Seam;
using Evaluation.Staff;
using Evaluation.Units;

namespace Evaluation;

/// <summary>Every kind of grain there is: the one place where a name becomes a type, for every engine.</summary>
public static class GrainKinds
{
    /// <summary>A grain, not yet caught up.</summary>
    /// <exception cref="ArgumentException">No kind has this name.</exception>
    public static ILiveGrain Live(GrainId id, IJournal journal, Action<GrainId, Exception> report) => id.Kind switch
    {
        GrainId.RoundKind => new LiveGrain<RoundGrain, Round, RoundCommand, RoundEvent>(id, journal, report),
        GrainId.BoxKind => new LiveGrain<BoxGrain, BallotBox, BoxCommand, BoxEvent>(id, journal, report),
        GrainId.StaffKind => new LiveGrain<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(id, journal, report),
        GrainId.UnitKind => new LiveGrain<UnitGrain, UnitState, UnitCommand, UnitEvent>(id, journal, report),
        var kind => throw new ArgumentException($"There is no grain of kind '{kind}'.", nameof(id)),
    };
}
