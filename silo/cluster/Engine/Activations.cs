using Orleans.Concurrency;

namespace Evaluation.Cluster.Engine;

// One type for each kind of grain, so that operators and placement can tell them apart. Their names are part of what silos of two versions agree on.

[GrainType(GrainId.RoundKind)]
internal sealed class RoundActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.BoxKind)]
internal sealed class BoxActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.UnitKind)]
internal sealed class UnitActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.CriterionKind)]
internal sealed class CriterionActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

[GrainType(GrainId.StaffKind)]
internal sealed class StaffActivation(IGrainContext context, SiloTurns silo) : Activation(context, silo);

/// <summary>Answers on whichever silo is asked first, without being anybody's grain.</summary>
[StatelessWorker]
internal sealed class SiloHealth(SiloTurns silo) : Grain, ISiloHealth
{
    public ValueTask<string?> FindTroubleAsync() => silo.FindTroubleAsync();
}
