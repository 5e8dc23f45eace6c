using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Cluster.Membership;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Criteria;
using Evaluation.Cuts;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Log;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Evaluation.Cluster.Engine;

// One type for each kind of grain, so that operators and placement can distinguish them. Silos of two versions rely on their names.
// Placement is random: by load, a silo that has lost the journal would be the idlest one and get every grain that left another such silo.

[GrainType(RoundGrain.KindName)]
[RandomPlacement]
internal sealed class RoundActivation(IGrainContext context, SiloTurns silo) : Activation<Round>(context, silo, RoundGrain.Kind);

[GrainType(BoxGrain.KindName)]
[RandomPlacement]
internal sealed class BoxActivation : Activation<BallotBox>
{
    public BoxActivation(IGrainContext context, SiloTurns silo)
        : base(context, silo, BoxGrain.Kind, silo.Changed.Note) => silo.Movable.Add(this);
}

[GrainType(UnitGrain.KindName)]
[RandomPlacement]
internal sealed class UnitActivation(IGrainContext context, SiloTurns silo) : Activation<UnitState>(context, silo, UnitGrain.Kind);

[GrainType(CriterionGrain.KindName)]
[RandomPlacement]
internal sealed class CriterionActivation(IGrainContext context, SiloTurns silo) : Activation<CriterionState>(context, silo, CriterionGrain.Kind);

[GrainType(TargetGrain.KindName)]
[RandomPlacement]
internal sealed class TargetsActivation(IGrainContext context, SiloTurns silo) : Activation<TargetBook>(context, silo, TargetGrain.Kind);

[GrainType(CommentGrain.KindName)]
[RandomPlacement]
internal sealed class CommentsActivation(IGrainContext context, SiloTurns silo) : Activation<CommentBook>(context, silo, CommentGrain.Kind);

[GrainType(PanelGrain.KindName)]
[RandomPlacement]
internal sealed class PanelsActivation(IGrainContext context, SiloTurns silo) : Activation<PanelBook>(context, silo, PanelGrain.Kind);

[GrainType(FindingGrain.KindName)]
[RandomPlacement]
internal sealed class FindingsActivation(IGrainContext context, SiloTurns silo) : Activation<FindingBook>(context, silo, FindingGrain.Kind);

[GrainType(CutGrain.KindName)]
[RandomPlacement]
internal sealed class CutActivation(IGrainContext context, SiloTurns silo) : Activation<CutState>(context, silo, CutGrain.Kind);

[GrainType(RecordGrain.KindName)]
[RandomPlacement]
internal sealed class RecordActivation(IGrainContext context, SiloTurns silo) : Activation<SealedRecord>(context, silo, RecordGrain.Kind);

[GrainType(ComplaintGrain.KindName)]
[RandomPlacement]
internal sealed class ComplaintsActivation(IGrainContext context, SiloTurns silo) : Activation<ComplaintBook>(context, silo, ComplaintGrain.Kind);

[GrainType(AwardGrain.KindName)]
[RandomPlacement]
internal sealed class AwardsActivation(IGrainContext context, SiloTurns silo) : Activation<AwardBook>(context, silo, AwardGrain.Kind);

[GrainType(HonourGrain.KindName)]
[RandomPlacement]
internal sealed class HonoursActivation(IGrainContext context, SiloTurns silo) : Activation<HonourRegister>(context, silo, HonourGrain.Kind);

[GrainType(StaffGrain.KindName)]
[RandomPlacement]
internal sealed class StaffActivation(IGrainContext context, SiloTurns silo) : Activation<StaffRoster>(context, silo, StaffGrain.Kind);

[GrainType(LogGrain.KindName)]
[RandomPlacement]
internal sealed class LogActivation(IGrainContext context, SiloTurns silo) : Activation<BlockLog>(context, silo, LogGrain.Kind);

/// <summary>Answers on the silo that gets the call first.</summary>
[StatelessWorker]
internal sealed class SiloHealth(SiloTurns silo, OwnMembership membership) : Grain, ISiloHealth
{
    public async ValueTask<string?> FindProblemAsync() => await silo.FindProblemAsync() ?? await membership.FindProblemAsync();
}
