using Evaluation.Cluster.Membership;

namespace Evaluation.Cluster.Engine;

/// <summary>The connection of this process to the silos.</summary>
internal interface ISilos
{
    /// <summary>Null until a silo has been found.</summary>
    IGrainFactory? Factory { get; }

    /// <summary>
    /// Null, or why the silo of this process must not be used. Orleans sends a call from a silo that is declared dead to another silo, so a
    /// grain cannot answer this.
    /// </summary>
    ValueTask<string?> FindOwnProblemAsync() => default;
}

/// <summary>The connection of a process that is a silo itself.</summary>
/// <param name="membership">Null in tests that need no silo of their own.</param>
internal sealed class OwnSilo(IGrainFactory factory, OwnMembership? membership = null) : ISilos
{
    public IGrainFactory Factory => factory;

    public async ValueTask<string?> FindOwnProblemAsync() => membership is null ? null : await membership.FindProblemAsync();
}
