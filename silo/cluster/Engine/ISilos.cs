namespace Evaluation.Cluster.Engine;

/// <summary>The way from this process to the silos.</summary>
internal interface ISilos
{
    /// <summary>Null as long as no silo has been found.</summary>
    IGrainFactory? Factory { get; }
}

/// <summary>The way of a process that is a silo itself.</summary>
internal sealed class OwnSilo(IGrainFactory factory) : ISilos
{
    public IGrainFactory Factory => factory;
}
