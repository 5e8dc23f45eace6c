using Evaluation.Cluster.Wire;
using Orleans.Concurrency;

namespace Evaluation.Cluster.Engine;

/// <summary>The Orleans interface of every grain.</summary>
internal interface ITurns : IGrain
{
    /// <summary>
    /// Sends a request; the answer is its outcome, or <see cref="TokenNeeded"/>: then nothing was done. Calls arrive while a turn runs and
    /// are queued for the next one. Orleans must not serialise them, because the mailbox does.
    /// </summary>
    [AlwaysInterleave]
    ValueTask<Envelope> SendAsync(Envelope envelope);
}

/// <summary>Whether a silo can carry out requests.</summary>
internal interface ISiloHealth : IGrainWithIntegerKey
{
    /// <summary>Returns null when its journal can write and the silo is an active member of the cluster, or why not.</summary>
    [AlwaysInterleave]
    ValueTask<string?> FindProblemAsync();
}
