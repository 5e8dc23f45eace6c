namespace Evaluation.Cluster.Engine;

/// <summary>The connection of this process to the silos.</summary>
internal interface ISilos
{
    /// <summary>Null until a silo has been found.</summary>
    IGrainFactory? Factory { get; }
}

/// <summary>The connection of a process that is a silo itself.</summary>
internal sealed class OwnSilo(IGrainFactory factory) : ISilos
{
    public IGrainFactory Factory => factory;
}
