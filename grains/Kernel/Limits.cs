namespace Evaluation.Kernel;

/// <summary>Every limit of the system, with its unit and its reason. Relations between them are asserted by a test.</summary>
public static partial class Limits
{
    // Words and texts

    /// <summary>Characters of an id or code: fits a column, a URL segment and a printed slip.</summary>
    public const int SlugCharacters = 64;

    /// <summary>Characters of a title or label.</summary>
    public const int LabelCharacters = 300;

    /// <summary>Characters of a unit's report: some ten printed pages.</summary>
    public const int ReportCharacters = 20_000;

    /// <summary>Characters of the reason for an administrative act.</summary>
    public const int ReasonCharacters = 1_000;

    /// <summary>Characters (Unicode scalar values) of a comment on a slip.</summary>
    public const int CommentCharacters = 500;

    /// <summary>Bytes of a comment in UTF-8: four for each character.</summary>
    public const int CommentBytes = 4 * CommentCharacters;

    // A round's definition

    /// <summary>Bytes of a definition: a thousand units, each with the longest report in Chinese.</summary>
    public const int DefinitionBytes = 64 << 20;

    /// <summary>Depth of JSON in any body: a definition needs 5.</summary>
    public const int JsonDepth = 16;

    /// <summary>Characters of a number in a definition: keeps every product exact in decimal arithmetic.</summary>
    public const int NumberCharacters = 16;

    /// <summary>Faults listed at once; a person mends no more in one go.</summary>
    public const int FaultsListed = 200;

    /// <summary>Options: a mark is kept in four bits.</summary>
    public const int Options = 16;

    /// <summary>Vote criteria: a slip's marks fit one 64-bit word. The usual sheet has five.</summary>
    public const int VoteCriteria = 16;

    /// <summary>Criteria of both sources.</summary>
    public const int Criteria = 200;

    /// <summary>Groups: a group's index is kept in a byte.</summary>
    public const int Groups = 64;

    /// <summary>Classes of units.</summary>
    public const int Classes = 100;

    /// <summary>Units: the biggest city has 1,000; an index is kept in 15 bits.</summary>
    public const int Units = 2_000;

    /// <summary>Former codes of one unit: more units than that are not merged into one.</summary>
    public const int FormerCodes = 50;

    /// <summary>Ballot boxes of a round: more brings nothing on one machine and 64 spread well over a cluster.</summary>
    public const int BallotBoxes = 64;

    /// <summary>People on the roll of one group.</summary>
    public const int Roll = 10_000_000;

    /// <summary>Grades, and vetoes, of a round.</summary>
    public const int GradesOrVetoes = 50;

    /// <summary>Decimals of a published score.</summary>
    public const int Decimals = 6;

    // Ballots

    /// <summary>Slips of one ballot: the longest paper that is filled in at one go.</summary>
    public const int SlipsPerBallot = 256;

    /// <summary>Bytes of a ballot's body.</summary>
    public const int BallotBytes = 256 << 10;

    /// <summary>Depth of a ballot's JSON: object, slips, slip, marks.</summary>
    public const int BallotJsonDepth = 4;

    /// <summary>Credentials of one call.</summary>
    public const int CredentialsPerCall = 200_000;

    /// <summary>Credentials that are made, stored and shown at a time: bounds the memory of a call, whatever its count.</summary>
    public const int CredentialsPerChunk = 1_000;

    /// <summary>How long a call for credentials may take; a slower reader is cut off, and nothing was issued.</summary>
    public static readonly TimeSpan CredentialCallMax = TimeSpan.FromMinutes(10);

    // Objections

    /// <summary>Days in which a published result may be objected to.</summary>
    public const int ObjectionDays = 365;

    /// <summary>Objections of a round: five for each of the most units; a city had some dozens.</summary>
    public const int ObjectionsPerRound = 10_000;

    /// <summary>Objections about one unit, so that no unit takes the others' room.</summary>
    public const int ObjectionsPerUnit = 100;

    /// <summary>Characters of an objection, and of the answer to it: two printed pages.</summary>
    public const int ObjectionCharacters = 4_000;

    /// <summary>Changes of a unit's ledger in one answer: a whole panel's sheets and what hangs on them.</summary>
    public const int CorrectionsPerAnswer = 50;

    /// <summary>Bytes of a proposed answer: the most changes, each with the longest note and points for the most criteria.</summary>
    public const int AnswerBytes = 2 << 20;

    // Evidence

    /// <summary>Bytes of a file of evidence: a scanned case volume.</summary>
    public const int EvidenceFileBytes = 50 << 20;

    /// <summary>Bytes of a filing besides its file: the form's other fields and its own lines.</summary>
    public const int EvidenceFormBytes = 64 << 10;

    /// <summary>Items of one unit: four times what the largest archive of a unit held.</summary>
    public const int EvidencePerUnit = 2_000;

    /// <summary>Bytes of one unit's files together, so that no unit takes the room of the others, or of the ballots.</summary>
    public const long EvidenceBytesPerUnit = 5L << 30;

    /// <summary>Files of evidence that one process receives at a time: each lies on its temporary disk until it is kept.</summary>
    public const int EvidenceAtOnce = 32;

    /// <summary>How long a filing may take to arrive: the largest file over a line of 0.7 Mbit/s.</summary>
    public static readonly TimeSpan EvidenceCallMax = TimeSpan.FromMinutes(10);

    // Comments

    /// <summary>Characters of a tag: a word or two.</summary>
    public const int TagCharacters = 30;

    /// <summary>Tags of one comment: more do not sort it.</summary>
    public const int TagsPerComment = 10;

    /// <summary>Different tags of a round: more than anybody chooses from.</summary>
    public const int TagsPerRound = 200;

    /// <summary>Comments that are listed, and tagged, at once.</summary>
    public const int CommentsPerPage = 200;

    /// <summary>Characters of an answer to a comment: a printed page.</summary>
    public const int CommentAnswerCharacters = 2_000;

    /// <summary>Answers to one comment, its revisions: bounds what is kept of it.</summary>
    public const int AnswersPerComment = 50;

    /// <summary>Comments of sealed rounds that a gateway keeps for the next reader: some tens of megabytes.</summary>
    public const int CommentsKept = 200_000;

    /// <summary>Sealed rounds of which a gateway remembers how many comments each unit has.</summary>
    public const int CountedRounds = 64;

    // Turns, queues and snapshots

    /// <summary>Commands of one turn: bounds the size of a journal entry.</summary>
    public const int CommandsPerTurn = 1_024;

    /// <summary>Commands that wait for one grain; one more is refused as busy.</summary>
    public const int CommandsWaiting = 8_192;

    /// <summary>How often the program itself asks a grain again that was busy, or that woke anew in between, before it gives up.</summary>
    public const int TurnAttempts = 5;

    /// <summary>Events after which a grain's state is kept as a snapshot, at the least: writing one costs as much as some thousand ballots.</summary>
    public const int SnapshotEventsMin = 50_000;

    /// <summary>Events after which a snapshot is due at the latest: a second or two of replay after a crash.</summary>
    public const int SnapshotEventsMax = 250_000;

    /// <summary>Events after which a snapshot is left by a grain that is put away: bounds the start after a clean stop.</summary>
    public const int SnapshotEventsAtRest = 1_000;

    /// <summary>The events since the last snapshot at which the next is due: half of the history, within the bounds.</summary>
    public static long SnapshotDue(long snapshotVersion) => Math.Clamp(snapshotVersion / 2, SnapshotEventsMin, SnapshotEventsMax);

    /// <summary>How long a grain stays in memory after its last command.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);

    /// <summary>How often idle grains are looked for.</summary>
    public static readonly TimeSpan IdleSweep = TimeSpan.FromMinutes(1);

    /// <summary>Entries of one transaction of the journal: bounds its size; more wait for the next.</summary>
    public const int EntriesPerCommit = 4_096;

    /// <summary>Bytes after which a transaction takes no further entry: bounds the time that the others wait for it.</summary>
    public const int BytesPerCommit = 16 << 20;

    /// <summary>Entries that wait for the journal's writer; one more is answered as unavailable. A grain has one at a time.</summary>
    public const int EntriesWaiting = 4 * EntriesPerCommit;

    /// <summary>Bytes that a reader takes from the journal at a time: bounds its memory; a single entry may be longer.</summary>
    public const int BytesPerRead = 1 << 20;

    /// <summary>Streams that are listed at a time.</summary>
    public const int StreamsPerRead = 256;

    /// <summary>How often an outage that goes on is said again in the log.</summary>
    public static readonly TimeSpan OutageLogInterval = TimeSpan.FromSeconds(10);

    // Live scores

    /// <summary>Slip patterns that a box counts for live scores in one turn: some two milliseconds, in which its ballots wait.</summary>
    public const int PatternsPerView = 20_000;

    /// <summary>Grains that one reader or reporter asks or tells at a time: the others' turns come in between.</summary>
    public const int GrainsAskedAtOnce = 128;

    /// <summary>How often units and criteria are told of changed boxes, at the most: more often than pages are made, since a page waits for both.</summary>
    public static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The rest after a report, in times of its length: reporting takes a quarter of the time at the most.</summary>
    public const int ReportRest = 3;

    // Readers

    /// <summary>How old the view of a round may be that papers, turnout and streams are served from.</summary>
    public static readonly TimeSpan ViewAge = TimeSpan.FromMilliseconds(250);

    /// <summary>From the beginning of one shared page to the next, in times of what it took to make: two thirds of the time at the most.</summary>
    public const double PageRest = 1.5;

    /// <summary>Comments of a keep-alive on a stream of events, so that proxies keep it open.</summary>
    public static readonly TimeSpan StreamKeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Classes of sealed rounds whose votes are kept for the next derivation: a few kilobytes a unit.</summary>
    public const int DerivedClasses = 64;

    /// <summary>What a refused client is told to wait, in seconds, when the system is busy.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>Roles of one staff account: some for each round of many years.</summary>
    public const int GrantsPerAccount = 1_000;

    /// <summary>Characters of a password: long enough that a salted hash is not worth trying.</summary>
    public const int PasswordCharactersMin = 10;

    public const int PasswordCharactersMax = 200;

    /// <summary>Characters of a first password that the system makes: 100 random bits, and still to be typed once.</summary>
    public const int FirstPasswordCharacters = 20;

    /// <summary>Wrong passwords in a row after which an account takes none for <see cref="LockedFor"/>.</summary>
    public const int SignInFailures = 10;

    /// <summary>How long an account takes no password: ten guesses a quarter of an hour find nothing.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>How long somebody stays signed in: a working day and an opening night.</summary>
    public static readonly TimeSpan SessionAge = TimeSpan.FromHours(12);

    /// <summary>Passwords compared at a time: each takes a tenth of a second of one core, and ballots come first.</summary>
    public const int PasswordChecks = 2;

    /// <summary>Sign-ins that wait for a comparison; one more is told that the system is busy.</summary>
    public const int PasswordChecksWaiting = 50;

    /// <summary>The time in which unknown credentials and keys are counted.</summary>
    public static readonly TimeSpan AttemptWindow = TimeSpan.FromMinutes(1);

    /// <summary>Unknown credentials and keys from one address in a minute; known ones are never counted.</summary>
    public const int UnknownSecretsPerMinute = 60;

    // Exports

    /// <summary>Bytes of an export after which they are sent: bounds its memory, and a slow reader then holds it up.</summary>
    public const int ExportFlushBytes = 64 << 10;

    /// <summary>Rows of one sheet of a workbook, its header among them: what the format allows. More go to a further sheet.</summary>
    public const int RowsPerSheet = 1_048_576;

    /// <summary>Characters (UTF-16) of a cell of a workbook: what the format allows.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>Characters (UTF-16) of a sheet's name: what the format allows.</summary>
    public const int SheetNameCharacters = 31;
}
