namespace Evaluation.Kernel;

public static partial class Limits
{
    // Figures of operations

    /// <summary>Width of the buckets in which a process counts. A rush of voters lasts minutes.</summary>
    public static readonly TimeSpan FigureBucket = TimeSpan.FromSeconds(10);

    /// <summary>Buckets that are shown: one hour.</summary>
    public const int FigureBuckets = 360;

    /// <summary>Interval at which queues and delays are read. A queue that fills and empties within it does not matter.</summary>
    public static readonly TimeSpan FigureTick = TimeSpan.FromSeconds(1);

    /// <summary>Interval at which processes of a cluster exchange their figures, and pages show them.</summary>
    public static readonly TimeSpan NodeReportEvery = TimeSpan.FromSeconds(2);

    /// <summary>Time after which the newest bucket of every process has arrived: two reports.</summary>
    public static readonly TimeSpan FiguresSettle = 2 * NodeReportEvery;

    /// <summary>
    /// Time without a report after which a process counts as silent. After a failure the others need eight seconds to agree on a silo.
    /// </summary>
    public static readonly TimeSpan NodeSilentAfter = TimeSpan.FromSeconds(20);

    /// <summary>Processes whose figures are kept. Autoscalers start at most 35, and an upgrade replaces each.</summary>
    public const int NodesKept = 200;

    /// <summary>Interval at which the storage is read for its growth. The sizes of a large database take the server some milliseconds.</summary>
    public static readonly TimeSpan StorageReadEvery = TimeSpan.FromMinutes(1);

    /// <summary>How old figures of the storage may be when somebody looks.</summary>
    public static readonly TimeSpan StorageAge = TimeSpan.FromSeconds(10);

    /// <summary>How long a reader waits for the figures of the storage. A page without them says so.</summary>
    public static readonly TimeSpan StorageReadWithin = TimeSpan.FromSeconds(2);

    /// <summary>Shortest time over which the growth of the storage is measured.</summary>
    public static readonly TimeSpan GrowthMeasuredFor = TimeSpan.FromMinutes(10);

    // What an operator is asked to act on

    /// <summary>Time until a ballot is durable, or an entry of the journal is, that 99 of 100 stay below. A voter waits for it.</summary>
    public static readonly TimeSpan DurableWithin = TimeSpan.FromMilliseconds(100);

    /// <summary>The same, above which the system cannot follow.</summary>
    public static readonly TimeSpan DurableTooSlow = TimeSpan.FromMilliseconds(500);

    /// <summary>Durations in a minute below which a percentile says nothing: the first ballot after a pause is slow.</summary>
    public const int DurationsJudgedMin = 20;

    /// <summary>How far live scores may be behind.</summary>
    public static readonly TimeSpan ScoresBehindMax = TimeSpan.FromSeconds(1);

    /// <summary>Share of ballots that may be refused as busy: their pages send again.</summary>
    public const double BusyShareMax = 0.01;

    /// <summary>How far a standby may be behind: beyond it, a failover takes long.</summary>
    public static readonly TimeSpan StandbyBehindMax = TimeSpan.FromSeconds(30);

    /// <summary>Share of a disk above which there is little room, and above which there is none to wait.</summary>
    public const double DiskShareMax = 0.8, DiskShareFull = 0.95;

    /// <summary>Days until a disk is full, below which it has to be enlarged.</summary>
    public const double DiskDaysMin = 14;

    /// <summary>Days beyond which the growth of one hour says nothing.</summary>
    public const double DiskDaysSaid = 365;

    /// <summary>Age of the last backup, and of the last verification: a day, and two hours for the work.</summary>
    public static readonly TimeSpan NightlyWithin = TimeSpan.FromHours(26);

    /// <summary>Time before the opening of a vote from which an operator is reminded of the rush.</summary>
    public static readonly TimeSpan OpeningAnnounced = TimeSpan.FromHours(24);
}
