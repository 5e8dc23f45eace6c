namespace Evaluation.Cluster;

/// <summary>The limits that only a cluster has, with their units and reasons. Relations between them are asserted by a test.</summary>
internal static class ClusterLimits
{
    // PostgreSQL

    /// <summary>Seconds in which a connection is made: a server that is there takes milliseconds.</summary>
    public const int ConnectSeconds = 2;

    /// <summary>Seconds after which a statement counts as lost: a commit of the largest size takes some on a slow disk.</summary>
    public const int CommandSeconds = 10;

    /// <summary>Connections of one process: the writer, the look at the ends, and readers that replay after a failover.</summary>
    public const int ConnectionsMax = 20;

    /// <summary>How often a read is tried again before it is given up.</summary>
    public const int ReadRetries = 2;

    /// <summary>About how long is waited before a read is tried again.</summary>
    public static readonly TimeSpan ReadRetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Entries that a reader takes at a time, if their bytes allow it.</summary>
    public const int EntriesPerRead = 4_096;

    /// <summary>Snapshots that are being saved at the same time: they are long, and nobody waits for them.</summary>
    public const int SnapshotsAtOnce = 2;

    /// <summary>Streams whose end is looked at in one statement.</summary>
    public const int EndsPerRead = 4_096;
}
