using Evaluation.Cluster.Wire;
using Orleans.Concurrency;

namespace Evaluation.Cluster.Engine;

/// <summary>A grain as its senders see it through Orleans.</summary>
internal interface ITurns : IGrain
{
    /// <summary>
    /// Hands over a command; the answer is what became of it. Commands come in while a turn runs and gather for the next: Orleans must not
    /// make them wait for each other, the mailbox does.
    /// </summary>
    [AlwaysInterleave]
    ValueTask<Parcel> SendAsync(Parcel command);
}

/// <summary>A silo's word on whether it can carry out commands.</summary>
internal interface ISiloHealth : IGrainWithIntegerKey
{
    /// <summary>Returns null when its journal can write, or why not.</summary>
    [AlwaysInterleave]
    ValueTask<string?> FindTroubleAsync();
}
