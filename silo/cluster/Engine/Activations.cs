using Orleans.Concurrency;
using Orleans.Placement;

namespace Evaluation.Cluster.Engine;

// One type for each kind of grain, so that operators and placement can tell them apart. Their names are part of what silos of two versions agree on.
// They are placed by chance: by load, a silo that is cut off from the journal would be the idlest, and get every grain that has left another such silo.

[GrainType(GrainId.RoundKind)]
[RandomPlacement]
internal sealed class RoundActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.BoxKind)]
[RandomPlacement]
internal sealed class BoxActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.UnitKind)]
[RandomPlacement]
internal sealed class UnitActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.CriterionKind)]
[RandomPlacement]
internal sealed class CriterionActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.CommentsKind)]
[RandomPlacement]
internal sealed class CommentsActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.StaffKind)]
[RandomPlacement]
internal sealed class StaffActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

/// <summary>Answers on whichever silo is asked first, without being anybody's grain.</summary>
[StatelessWorker]
internal sealed class SiloHealth(SiloTurns silo) : Grain, ISiloHealth
{
    public ValueTask<string?> FindTroubleAsync() => silo.FindTroubleAsync();
}
