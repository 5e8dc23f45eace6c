namespace Evaluation.Kernel;

/// <summary>All limits of the system, each with its unit and its reason. A test asserts the relations between them.</summary>
public static partial class Limits
{
    // Texts

    /// <summary>Characters of an id or code. It must fit a column, a URL segment and a printed slip.</summary>
    public const int SlugCharacters = 64;

    /// <summary>Characters of a title or label.</summary>
    public const int LabelCharacters = 300;

    /// <summary>Characters of a unit's report: about ten printed pages.</summary>
    public const int ReportCharacters = 20_000;

    /// <summary>Characters of the reason for an administrative act.</summary>
    public const int ReasonCharacters = 1_000;

    /// <summary>Characters (Unicode scalar values) of a comment on a slip.</summary>
    public const int CommentCharacters = 500;

    /// <summary>Bytes of a comment in UTF-8: at most four per character.</summary>
    public const int CommentBytes = 4 * CommentCharacters;

    // Definition of a round

    /// <summary>Bytes of a definition: 1,000 units, each with the longest report in Chinese.</summary>
    public const int DefinitionBytes = 64 << 20;

    /// <summary>Nesting depth of JSON in any request body. A definition needs 5.</summary>
    public const int JsonDepth = 16;

    /// <summary>Characters of a number in a definition. Keeps every product exact in decimal arithmetic.</summary>
    public const int NumberCharacters = 16;

    /// <summary>Faults listed in one response. A person fixes no more than this in one pass.</summary>
    public const int FaultsListed = 200;

    /// <summary>Answer options of a round. A mark is stored in four bits.</summary>
    public const int Options = 16;

    /// <summary>Vote criteria of a round. The marks of a slip must fit in one 64-bit word. A usual paper has five criteria.</summary>
    public const int VoteCriteria = 16;

    /// <summary>Vote criteria and assessed criteria of a round together.</summary>
    public const int Criteria = 200;

    /// <summary>Groups of a round. The index of a group is stored in one byte.</summary>
    public const int Groups = 64;

    /// <summary>Classes of units in a round.</summary>
    public const int Classes = 100;

    /// <summary>Units of a round. The largest city has 1,000. The index of a unit is stored in 15 bits.</summary>
    public const int Units = 2_000;

    /// <summary>Former codes of one unit. No more units than this are merged into one.</summary>
    public const int FormerCodes = 50;

    /// <summary>Ballot boxes of a round. More boxes do not help on one machine, and 64 spread well over a cluster.</summary>
    public const int BallotBoxes = 64;

    /// <summary>People on the roll of one group.</summary>
    public const int Roll = 10_000_000;

    /// <summary>Grades of a round, and likewise vetoes of a round.</summary>
    public const int GradesOrVetoes = 50;

    /// <summary>Decimals of a published score.</summary>
    public const int Decimals = 6;

    // Ballots

    /// <summary>Slips of one ballot: the longest paper that a voter fills in at once.</summary>
    public const int SlipsPerBallot = 256;

    /// <summary>Bytes of a ballot's request body.</summary>
    public const int BallotBytes = 256 << 10;

    /// <summary>Nesting depth of a ballot's JSON: object, slips, slip, marks.</summary>
    public const int BallotJsonDepth = 4;

    /// <summary>How long a ballot that was cast without an id is recognised by its slips: longer than a client repeats a request.</summary>
    public static readonly TimeSpan ResendWithoutId = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Refused ballots after which slips are not compared with those of a ballot without an id. A slip of five marks has 1,024 patterns.
    /// </summary>
    public const int ResendMismatches = 3;

    /// <summary>Credentials issued by one call.</summary>
    public const int CredentialsPerCall = 200_000;

    /// <summary>Credentials that are generated, stored and sent in one chunk. Bounds the memory of a call of any size.</summary>
    public const int CredentialsPerChunk = 1_000;

    /// <summary>
    /// Batches of credentials of a round, void ones included: one for each of 2,000 units, and more than again as many. Each is an event in
    /// every box and an entry in the round's record for good, and a box looks through its credentials for each.
    /// </summary>
    public const int BatchesPerRound = 5_000;

    /// <summary>
    /// Longest duration of a call that issues credentials. The connection of a slower reader is closed, and nothing is issued.
    /// </summary>
    public static readonly TimeSpan CredentialCallMax = TimeSpan.FromMinutes(10);

    // Objections

    /// <summary>Days after publication in which objections are accepted.</summary>
    public const int ObjectionDays = 365;

    /// <summary>Objections of a round: five for each of 2,000 units. A real city had a few dozen.</summary>
    public const int ObjectionsPerRound = 10_000;

    /// <summary>Objections about one unit, so that one unit cannot use up the limit of the round.</summary>
    public const int ObjectionsPerUnit = 100;

    /// <summary>Characters of an objection, and of the answer to it: two printed pages.</summary>
    public const int ObjectionCharacters = 4_000;

    /// <summary>Changes of a unit's ledger in one answer: all sheets of a panel and the entries that depend on them.</summary>
    public const int CorrectionsPerAnswer = 50;

    /// <summary>Bytes of a proposed answer: 50 changes, each with the longest note and with points for all criteria.</summary>
    public const int AnswerBytes = 2 << 20;

    // Evidence

    /// <summary>Bytes of one file of evidence: a scanned case volume.</summary>
    public const int EvidenceFileBytes = 50 << 20;

    /// <summary>Bytes of a filing without its file: the other fields of the form and the multipart headers.</summary>
    public const int EvidenceFormBytes = 64 << 10;

    /// <summary>Items of evidence of one unit: four times the largest archive known.</summary>
    public const int EvidencePerUnit = 2_000;

    /// <summary>Bytes of all files of one unit, so that one unit cannot use up the storage of other units and of the ballots.</summary>
    public const long EvidenceBytesPerUnit = 5L << 30;

    /// <summary>Evidence files that one process receives at the same time. Each is a temporary file on disk until it is stored.</summary>
    public const int EvidenceAtOnce = 32;

    /// <summary>Longest duration of an upload: the largest file at 0.7 Mbit/s.</summary>
    public static readonly TimeSpan EvidenceCallMax = TimeSpan.FromMinutes(10);

    // Comments

    /// <summary>Characters of a tag: one or two words.</summary>
    public const int TagCharacters = 30;

    /// <summary>Tags of one comment. More tags do not help to sort comments.</summary>
    public const int TagsPerComment = 10;

    /// <summary>Distinct tags of a round: more than a person can choose from.</summary>
    public const int TagsPerRound = 200;

    /// <summary>Comments listed on one page, and comments tagged by one call.</summary>
    public const int CommentsPerPage = 200;

    /// <summary>Characters of an answer to a comment: one printed page.</summary>
    public const int CommentAnswerCharacters = 2_000;

    /// <summary>Answers to one comment, revisions included. Bounds the stored history.</summary>
    public const int AnswersPerComment = 50;

    /// <summary>Comments of sealed rounds cached by a gateway: some tens of megabytes.</summary>
    public const int CommentsKept = 200_000;

    /// <summary>Sealed rounds for which a gateway caches the number of comments of each unit.</summary>
    public const int CountedRounds = 64;

    // Turns, queues and snapshots

    /// <summary>Commands processed in one turn. Bounds the size of a journal entry.</summary>
    public const int CommandsPerTurn = 1_024;

    /// <summary>Commands queued for one grain. Further commands are refused with <see cref="RefusalCode.Busy"/>.</summary>
    public const int CommandsWaiting = 8_192;

    /// <summary>
    /// How often an internal caller repeats a command that was refused as busy, or during which the grain was activated again.
    /// </summary>
    public const int TurnAttempts = 5;

    /// <summary>
    /// Minimum number of events between snapshots of a grain. Writing a snapshot costs as much as several thousand ballots.
    /// </summary>
    public const int SnapshotEventsMin = 50_000;

    /// <summary>Maximum number of events between snapshots. Replaying them after a crash takes one or two seconds.</summary>
    public const int SnapshotEventsMax = 250_000;

    /// <summary>
    /// Events since the last snapshot from which a grain saves one when it is deactivated. Bounds the start after a clean stop.
    /// </summary>
    public const int SnapshotEventsAtRest = 1_000;

    /// <summary>
    /// How many events after the last snapshot the next one is due: half of the history, between the minimum and the maximum.
    /// </summary>
    public static long SnapshotDue(long snapshotVersion) => Math.Clamp(snapshotVersion / 2, SnapshotEventsMin, SnapshotEventsMax);

    /// <summary>How long a grain stays in memory after its last command.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);

    /// <summary>Interval at which idle grains are deactivated.</summary>
    public static readonly TimeSpan IdleSweep = TimeSpan.FromMinutes(1);

    /// <summary>Entries in one transaction of the journal. Further entries go into the next transaction.</summary>
    public const int EntriesPerCommit = 4_096;

    /// <summary>Bytes in one transaction of the journal. Bounds how long other entries wait for it.</summary>
    public const int BytesPerCommit = 16 << 20;

    /// <summary>How long a commit of the embedded journal waits for as many requests as the previous one had.</summary>
    public static readonly TimeSpan CommitGather = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Entries queued for the journal's writer. Further entries fail as unavailable. A grain has at most one entry queued.
    /// </summary>
    public const int EntriesWaiting = 4 * EntriesPerCommit;

    /// <summary>Bytes that a reader loads from the journal at once. Bounds its memory, but a single entry may be longer.</summary>
    public const int BytesPerRead = 1 << 20;

    /// <summary>Stream names that a listing loads at once.</summary>
    public const int StreamsPerRead = 256;

    /// <summary>Interval at which an ongoing outage is logged again.</summary>
    public static readonly TimeSpan OutageLogInterval = TimeSpan.FromSeconds(10);

    // Readers

    /// <summary>Maximum age of the view of a round from which papers, turnout and event streams are served.</summary>
    public static readonly TimeSpan ViewAge = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Minimum interval between two builds of a cached page, as a multiple of the build time. Building takes at most two thirds of the
    /// time.
    /// </summary>
    public const double PageRest = 1.5;

    /// <summary>Event streams of one address: all screens of a large office behind one address.</summary>
    public const int ListenersPerAddress = 200;

    /// <summary>The value of <c>Retry-After</c>, in seconds, for a stream above <see cref="ListenersPerAddress"/>.</summary>
    public const int ListenerRetrySeconds = 30;

    /// <summary>Interval of keep-alive comments on an event stream. Proxies close idle connections.</summary>
    public static readonly TimeSpan StreamKeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Classes of sealed rounds whose votes are cached for derivations: a few kilobytes per unit.</summary>
    public const int DerivedClasses = 64;

    /// <summary>The value of <c>Retry-After</c>, in seconds, in a response that says that the system is busy.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>Roles of one staff account: several for each round over many years.</summary>
    public const int GrantsPerAccount = 1_000;

    /// <summary>Minimum characters of a password. A salted hash of it is not worth attacking.</summary>
    public const int PasswordCharactersMin = 10;

    public const int PasswordCharactersMax = 200;

    /// <summary>Characters of a generated first password: 100 random bits, short enough to type once.</summary>
    public const int FirstPasswordCharacters = 20;

    /// <summary>
    /// Wrong passwords for one account from one address, after which the account is locked for this address for <see cref="LockedFor"/>.
    /// </summary>
    public const int SignInFailures = 10;

    /// <summary>How long an account stays locked for an address. Ten guesses per quarter of an hour find nothing.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>Locked addresses of one account that are read and shown. An administrator ends all locks, shown or not.</summary>
    public const int LockedAddressesShown = 50;

    /// <summary>Addresses with wrong passwords for one account among which locked ones are looked for: 16 statements.</summary>
    public const int AttemptsListed = 16 * DocumentsPerRead;

    /// <summary>Passwords verified at the same time. Each takes a tenth of a second of one core, and ballots come first.</summary>
    public const int PasswordChecks = 2;

    /// <summary>Sign-ins queued for verification. Further ones are refused with <see cref="RefusalCode.Busy"/>.</summary>
    public const int PasswordChecksWaiting = 50;

    /// <summary>The window in which unknown credentials and keys are counted.</summary>
    public static readonly TimeSpan AttemptWindow = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Attempts with unknown secrets of one kind allowed from one address per minute: credentials, keys and passwords each. Known ones are
    /// not counted.
    /// </summary>
    public const int UnknownSecretsPerMinute = 60;
}
