namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>What one process says of itself.</summary>
/// <param name="Index">The bucket in which it counts. Later ones that it reported before no longer exist: its clock was set back.</param>
/// <param name="CpuShare">Share of all processors of its machine that it used since its last report; null for the first.</param>
/// <param name="MemoryBytes">Memory that it holds.</param>
/// <param name="IsLeaving">Whether it is being stopped, so that its silence means nothing.</param>
/// <param name="Buckets">What it counted, oldest first; only what the receiver may lack.</param>
/// <param name="Since">The bucket from which <paramref name="Buckets"/> has all; 0 for the whole hour.</param>
/// <param name="HeardSecondsAgo">How long ago the sender got the report; 0 from the process itself.</param>
public sealed record NodeReport(
    NodeIdentity Node, long Index, double? CpuShare, long MemoryBytes, bool IsLeaving, IReadOnlyList<BucketFigures> Buckets, long Since = 0, double HeardSecondsAgo = 0);
