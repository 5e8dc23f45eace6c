namespace Evaluation.Kernel;

public static partial class Limits
{
    // Live scores

    /// <summary>Slip patterns that a box counts for live scores in one turn: about 2 ms, during which its ballots wait.</summary>
    public const int PatternsPerView = 20_000;

    /// <summary>Grains that one reader or reporter calls at the same time. Turns of other callers run in between.</summary>
    public const int GrainsAskedAtOnce = 128;

    /// <summary>
    /// Minimum interval between two reports of changed boxes to units and criteria. Shorter than the interval of pages, because a page
    /// waits for both.
    /// </summary>
    public static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Pause after a report, as a multiple of its duration. Reporting takes at most a quarter of the time.</summary>
    public const int ReportRest = 3;

    /// <summary>
    /// Time between the last cut of live scores and the close. The result differs from the last cut by all slips of this hour.
    /// </summary>
    public static readonly TimeSpan CutBeforeClose = TimeSpan.FromHours(1);

    /// <summary>How often a round is asked whether its schedule has changed, when no cut is due earlier.</summary>
    public static readonly TimeSpan CutCheck = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often the turnout is kept for the page of the turnout over time. A round of a month has some hundred small entries.
    /// </summary>
    public static readonly TimeSpan TurnoutKept = TimeSpan.FromHours(1);

    /// <summary>Minutes between two cuts of live scores: at least one, at most a day.</summary>
    public const int LiveEveryMinutesMax = 24 * 60;

    /// <summary>Issued credentials that each group needs before scores are shown while people vote.</summary>
    public const int IssuedForLiveScores = 50;

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

    /// <summary>Interval at which the storage is read for its growth. A large database takes the server some milliseconds.</summary>
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

    /// <summary>How long a gateway keeps the key of a round in memory: a destroyed key is forgotten after that.</summary>
    public static readonly TimeSpan KeyKeptFor = TimeSpan.FromSeconds(75);

    /// <summary>The age at which a gateway reads a key again, so that no ballot waits for the store of keys.</summary>
    public static readonly TimeSpan KeyRefreshedAfter = TimeSpan.FromSeconds(45);

    /// <summary>Keys that a gateway keeps in memory: more rounds than vote at once.</summary>
    public const int KeysKept = 1_000;

    // Second parts of credentials

    /// <summary>
    /// Unknown second parts that may follow each other from one address, for one first part: a person mistypes a few times.
    /// </summary>
    public const int UnknownPartsAtOnce = 5;

    /// <summary>After these, one more in this time.</summary>
    public static readonly TimeSpan UnknownPartEvery = TimeSpan.FromSeconds(20);

    /// <summary>The same from all addresses together: one address can never use it up, so it stops no voter elsewhere.</summary>
    public const int UnknownPartsAtOnceOfAll = 60;

    /// <summary>After these, one more in this time: 1.3 million in a month, of 2^40 second parts.</summary>
    public static readonly TimeSpan UnknownPartEveryOfAll = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause after unknown parts that were tried at the same moment, besides the time of one.</summary>
    public static readonly TimeSpan UnknownPartsPauseMax = TimeSpan.FromMinutes(1);

    /// <summary>
    /// First parts with unknown second ones that a gateway remembers: 5 MB. Beyond, those that were tried the least are forgotten.
    /// </summary>
    public const int FirstPartsRemembered = 100_000;

    // The log of blocks

    /// <summary>
    /// Shortest time between two blocks without a moment to record, and the time between two blocks while people vote. A change is covered
    /// by a signed head within seconds, and a year of voting has 3,150,000 blocks.
    /// </summary>
    public static readonly TimeSpan BlockEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Blocks whose hashes make one node that is kept in memory. A proof reads the blocks of at most two such groups from the journal; a
    /// year of voting takes 0.8 MB of memory.
    /// </summary>
    public const int BlocksPerGroup = 256;

    /// <summary>How often a process looks for changes, due moments and checkpoints to sign.</summary>
    public static readonly TimeSpan LogTick = TimeSpan.FromSeconds(1);

    /// <summary>Age at which a checkpoint is signed again, so that a witness sees that the server still answers for its log.</summary>
    public static readonly TimeSpan CheckpointEvery = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Events of a ballot box between two blocks from which proofs of its ballots start; a proof has at most so many links more.
    /// </summary>
    public const int EventsPerCover = 64;

    /// <summary>Heads of streams in one report to the log.</summary>
    public const int HeadsPerReport = 1_000;

    /// <summary>How often every process looks at all rounds: another one may have opened a vote and stopped.</summary>
    public static readonly TimeSpan RoundsLookedAtEvery = TimeSpan.FromMinutes(1);

    // Lost slips of credentials

    /// <summary>
    /// Revocations of lost slips of a round, with those that are refused because the slip has voted: 1 % of a million voters. Each is one
    /// or two events in every box, and an entry in the round's record for good.
    /// </summary>
    public const int LostSlipsPerRound = 10_000;
}
