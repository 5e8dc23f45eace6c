namespace Evaluation.Cluster;

/// <summary>The limits that only a cluster has, with their units and reasons. Relations between them are asserted by a test.</summary>
internal static class ClusterLimits
{
    // PostgreSQL

    /// <summary>Seconds in which a connection is made: a server that is there takes milliseconds, or a second under the worst load.</summary>
    public const int ConnectSeconds = 5;

    /// <summary>Seconds after which a statement counts as lost: a commit of the largest size takes some on a slow disk.</summary>
    public const int CommandSeconds = 10;

    /// <summary>How often a process asks the server whether it is there.</summary>
    public static readonly TimeSpan PulseEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long it may take to say so before it counts as lost, with all that is under way: a commit may be slow on a slow disk, this is not.</summary>
    public static readonly TimeSpan PulseWithin = TimeSpan.FromSeconds(ConnectSeconds);

    /// <summary>Connections of one process: the pulse, the writer, the look at the ends, and readers that replay after a failover.</summary>
    public const int ConnectionsMax = 20;

    /// <summary>How often a read is tried again before it is given up.</summary>
    public const int ReadRetries = 2;

    /// <summary>About how long is waited before a read is tried again.</summary>
    public static readonly TimeSpan ReadRetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Statements below which no share of failed ones means anything: a silo that commits all its boxes together has few.</summary>
    public const int StatementsJudgedMin = 3;

    /// <summary>The longest that any statement may be waited for.</summary>
    public static readonly TimeSpan StatementWithinMax = TimeSpan.FromMinutes(10);

    /// <summary>How often a silo that starts tries again to reach the database before it gives up, a second apart: the two may be started at once.</summary>
    public const int StartRetries = 30;

    /// <summary>Entries that a reader takes at a time, if their bytes allow it.</summary>
    public const int EntriesPerRead = 4_096;

    /// <summary>Snapshots that are being saved at the same time: they are long, and nobody waits for them.</summary>
    public const int SnapshotsAtOnce = 2;

    /// <summary>Streams whose end is looked at in one statement.</summary>
    public const int EndsPerRead = 4_096;

    /// <summary>Files of evidence that one process keeps, or pieces that it reads, at a time: most connections are left for the journal.</summary>
    public const int EvidenceAtOnce = 4;

    /// <summary>Bytes of a file of evidence in one statement: a fraction of a second on a slow line to the server.</summary>
    public const int EvidencePieceBytes = 1 << 20;

    /// <summary>How long keeping the largest file may take, all its statements and the commit together.</summary>
    public static readonly TimeSpan EvidenceKeptWithin = TimeSpan.FromMinutes(2);

    // Between gateways and silos

    /// <summary>Commands of one gateway that wait for one grain, besides the one that is being carried out; one more is refused as busy, without a way over the network.</summary>
    public const int CommandsWaitingPerGateway = Limits.CommandsWaiting;

    /// <summary>Commands at one activation that Orleans lets in: the mailbox, which counts more exactly, is full before.</summary>
    public const int RequestsPerActivation = 2 * (Limits.CommandsWaiting + Limits.CommandsPerTurn);

    /// <summary>Grains whose reference a gateway keeps: all boxes and units of many rounds. Beyond it, those that nobody waits for are forgotten.</summary>
    public const int RoutesKept = 100_000;

    /// <summary>How long a gateway waits for an answer before it takes it for lost. A commit takes milliseconds, a replay after a failover a second or two.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long a gateway uses a received admission token before it keeps a newer one of the same activation.</summary>
    public static readonly TimeSpan TokenKept = TimeSpan.FromMinutes(1);

    /// <summary>How often a gateway sends a request for which the activation needs a new admission token: grains do not move so often while one request is on its way.</summary>
    public const int TokenAttempts = 5;

    /// <summary>How often a gateway sends again, by itself, what may be sent again.</summary>
    public const int Resends = 4;

    /// <summary>About how long a gateway waits before it sends again; doubled each time.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>The share of failed calls, or statements, from which on all are held back for a moment: while one silo of two is lost, the other goes on.</summary>
    public const double FailedShare = 0.9;

    /// <summary>Calls below which no share of failed ones means anything.</summary>
    public const int CallsJudgedMin = 20;

    /// <summary>The time over which failed calls are counted.</summary>
    public static readonly TimeSpan FailuresCountedOver = TimeSpan.FromSeconds(4);

    /// <summary>How long all calls, or statements, are held back when nearly all have failed.</summary>
    public static readonly TimeSpan HeldBackFor = TimeSpan.FromSeconds(1);

    /// <summary>How long after a failure a gateway tries again to find the silos.</summary>
    public static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    /// <summary>How often a gateway looks which silos there are.</summary>
    public static readonly TimeSpan SilosRefresh = TimeSpan.FromSeconds(2);

    // Silos among themselves

    /// <summary>How long a silo may take to answer another's probe.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Probes that may be missed in a row; a silo that misses one more is declared dead.</summary>
    public const int MissedProbes = 2;

    /// <summary>How often a silo says in the table that it lives.</summary>
    public static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a new silo tries to reach those of which the table says that they live, before it gives up and is started anew.</summary>
    public static readonly TimeSpan JoinWithin = TimeSpan.FromSeconds(30);

    // Processes

    /// <summary>How long a process that shall stop may take to finish what it has begun.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(120);

    /// <summary>How often a gateway looks at all rounds: those that another one has scheduled, and calls for credentials that died with another.</summary>
    public static readonly TimeSpan RoundSweep = TimeSpan.FromSeconds(15);

    /// <summary>Calls for credentials that have not ended after this long are dead, wherever they began.</summary>
    public static readonly TimeSpan CallsEndWithin = Limits.CredentialCallMax + TimeSpan.FromMinutes(5);
}
