using Evaluation.Ballots;
using Evaluation.Comments;
using Evaluation.Criteria;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;

namespace Evaluation.Workflows;

/// <summary>Every kind of grain there is: the one place where a name becomes a type, for every engine.</summary>
public static class GrainKinds
{
    /// <summary>A grain, not yet caught up.</summary>
    /// <param name="boxChanged">Told of every ballot box that has appended something, or woken with a history.</param>
    /// <exception cref="ArgumentException">No kind has this name.</exception>
    public static ILiveGrain Live(GrainId id, IJournal journal, Action<GrainId, Exception> report, Action<GrainId>? boxChanged = null) => id.Kind switch
    {
        GrainId.RoundKind => new LiveGrain<RoundGrain, Round, RoundCommand, RoundEvent>(id, journal, report),
        GrainId.BoxKind => new LiveGrain<BoxGrain, BallotBox, BoxCommand, BoxEvent>(id, journal, report, boxChanged),
        GrainId.StaffKind => new LiveGrain<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(id, journal, report),
        GrainId.UnitKind => new LiveGrain<UnitGrain, UnitState, UnitCommand, UnitEvent>(id, journal, report),
        GrainId.CriterionKind => new LiveGrain<CriterionGrain, CriterionState, CriterionCommand, NoEvent>(id, journal, report),
        GrainId.CommentsKind => new LiveGrain<CommentGrain, CommentBook, CommentCommand, CommentEvent>(id, journal, report),
        var kind => throw new ArgumentException($"There is no grain of kind '{kind}'.", nameof(id)),
    };
}
