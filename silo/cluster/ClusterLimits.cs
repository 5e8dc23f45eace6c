namespace Evaluation.Cluster;

/// <summary>Limits that only a cluster has, with their units and reasons. A test asserts the relations between them.</summary>
internal static class ClusterLimits
{
    // PostgreSQL

    /// <summary>Seconds to open a connection. A reachable server needs milliseconds, or about a second under the worst load.</summary>
    public const int ConnectSeconds = 5;

    /// <summary>Seconds after which a statement counts as failed. A commit of maximum size takes several seconds on a slow disk.</summary>
    public const int CommandSeconds = 10;

    /// <summary>Interval at which a process probes the server.</summary>
    public static readonly TimeSpan HealthProbeEvery = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Time after which a probe counts as failed; then all pending statements are abandoned. A commit may be slow on a slow disk, but a
    /// probe is not.
    /// </summary>
    public static readonly TimeSpan HealthProbeWithin = TimeSpan.FromSeconds(ConnectSeconds);

    /// <summary>
    /// Connections of one process: the health probe, the writer, the reader of stream ends, and readers that replay after a failover.
    /// </summary>
    public const int ConnectionsMax = 20;

    /// <summary>How often a failed read is repeated.</summary>
    public const int ReadRetries = 2;

    /// <summary>Approximate delay before a read is repeated.</summary>
    public static readonly TimeSpan ReadRetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Statements below which the share of failures is ignored. A silo that commits all its boxes together runs only a few statements.
    /// </summary>
    public const int StatementsJudgedMin = 3;

    /// <summary>Longest time to wait for any statement.</summary>
    public static readonly TimeSpan StatementWithinMax = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often a starting silo or gateway retries to reach the database, one second apart. The two may be started at the same time.
    /// </summary>
    public const int StartRetries = 30;

    /// <summary>Entries that a reader loads at once, if their bytes allow it.</summary>
    public const int EntriesPerRead = 4_096;

    /// <summary>Snapshots saved at the same time. They are large, and no command waits for them.</summary>
    public const int SnapshotsAtOnce = 2;

    /// <summary>Streams whose end is read by one statement.</summary>
    public const int EndsPerRead = 4_096;

    /// <summary>
    /// Evidence files stored, and chunks read, at the same time by one process. Most connections stay available for the journal.
    /// </summary>
    public const int EvidenceAtOnce = 4;

    /// <summary>Evidence files that a listing reads with one statement.</summary>
    public const int EvidenceListedAtOnce = 1_000;

    /// <summary>Bytes of an evidence file in one statement: a fraction of a second on a slow connection.</summary>
    public const int EvidenceChunkBytes = 1 << 20;

    /// <summary>Longest time to store the largest file, with all its statements and the commit.</summary>
    public static readonly TimeSpan EvidenceKeptWithin = TimeSpan.FromMinutes(2);

    // Between gateways and silos

    /// <summary>
    /// Commands of one gateway that are queued for one grain, besides the one in flight. Further commands are refused as busy without a
    /// network call.
    /// </summary>
    public const int CommandsWaitingPerGateway = Limits.CommandsWaiting;

    /// <summary>
    /// Requests that Orleans admits to one activation. The mailbox, which counts exactly, is full before this limit is reached.
    /// </summary>
    public const int RequestsPerActivation = 2 * (Limits.CommandsWaiting + Limits.CommandsPerTurn);

    /// <summary>
    /// Grain references cached by a gateway: all boxes and units of many rounds. Beyond it, references without pending commands are
    /// dropped.
    /// </summary>
    public const int RoutesKept = 100_000;

    /// <summary>
    /// How long a gateway waits for an answer. A commit takes milliseconds; a replay after a failover takes one or two seconds.
    /// </summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a gateway relies on the activation's clock in an admission token before it reads it again. Clocks drift slightly.
    /// </summary>
    public static readonly TimeSpan TokenKept = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often a gateway requests an admission token for one command. Grains do not move more often while one command is in flight.
    /// </summary>
    public const int TokenAttempts = 5;

    /// <summary>How often a gateway repeats a command that may be repeated.</summary>
    public const int Resends = 4;

    /// <summary>Approximate delay before the first repetition. Doubled each time.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Share of failed calls or statements from which all further ones are refused for a moment. If one of two silos is lost, calls to the
    /// other continue.
    /// </summary>
    public const double FailedShare = 0.9;

    /// <summary>Calls below which the share of failures is ignored.</summary>
    public const int CallsJudgedMin = 20;

    /// <summary>Period over which failed calls are counted.</summary>
    public static readonly TimeSpan FailuresCountedOver = TimeSpan.FromSeconds(4);

    /// <summary>How long all calls or statements are refused after nearly all have failed.</summary>
    public static readonly TimeSpan HeldBackFor = TimeSpan.FromSeconds(1);

    /// <summary>Delay after which a gateway tries to connect to the silos again.</summary>
    public static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    /// <summary>How long the command <c>break-glass</c> looks for a silo.</summary>
    public static readonly TimeSpan BreakGlassWaits = TimeSpan.FromSeconds(30);

    /// <summary>Interval at which a gateway reads the list of silos.</summary>
    public static readonly TimeSpan SilosRefresh = TimeSpan.FromSeconds(2);

    // Between silos

    /// <summary>How long a silo may take to answer a probe of another silo, before Orleans has measured its answers.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The same at most, however slow its answers are. Orleans also trusts a silo for twice this time after its last message.
    /// </summary>
    public static readonly TimeSpan ProbeTimeoutMax = TimeSpan.FromSeconds(2);

    /// <summary>Consecutive probes that a silo may miss. A silo that misses one more is declared dead.</summary>
    public const int MissedProbes = 2;

    /// <summary>
    /// Silos that must miss a silo before it is declared dead. Of two silos one is enough, because Orleans never asks for more than half of
    /// the silos, rounded up. From three on, one silo with a disturbed network cannot remove healthy ones.
    /// </summary>
    public const int DeathVotes = 2;

    /// <summary>
    /// Interval at which a silo reads the membership table without a reason. A silo that stood still reads in it that it is dead.
    /// </summary>
    public static readonly TimeSpan MembersReadEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a read of the membership table counts for readiness probes.</summary>
    public static readonly TimeSpan MembershipReadEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a readiness probe waits for the membership table: less than a call to a silo may take.</summary>
    public static readonly TimeSpan MembershipReadWithin = TimeSpan.FromSeconds(2);

    /// <summary>Interval at which a silo updates its timestamp in the membership table.</summary>
    public static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a new silo tries to reach all silos that the table lists as alive. Then it stops and is restarted.</summary>
    public static readonly TimeSpan JoinWithin = TimeSpan.FromSeconds(30);

    /// <summary>Time from the join of a silo to the first box that moves there: several silos often join together.</summary>
    public static readonly TimeSpan SettleAfterJoin = TimeSpan.FromSeconds(3);

    /// <summary>How long a silo waits until a box has moved, before it moves the next one. A box needs milliseconds.</summary>
    public static readonly TimeSpan BoxMovedWithin = TimeSpan.FromSeconds(10);

    // Processes

    /// <summary>How long a process may take to stop whose silo has been declared dead. Its grains are active elsewhere.</summary>
    public static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(10);

    /// <summary>How long a stopping silo waits until gateways have read that it is leaving: longer than their interval.</summary>
    public static readonly TimeSpan LeavingReadWithin = 1.25 * Limits.NodeReportEvery;

    /// <summary>How long a stopping process may take to finish pending work.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Interval at which a gateway checks all rounds: schedules set at another gateway, and credential calls interrupted by the failure of
    /// another gateway.
    /// </summary>
    public static readonly TimeSpan RoundSweep = TimeSpan.FromSeconds(15);

    /// <summary>Credential calls that have not ended after this time are treated as interrupted, wherever they began.</summary>
    public static readonly TimeSpan CallsEndWithin = Limits.CredentialCallMax + TimeSpan.FromMinutes(5);
}
