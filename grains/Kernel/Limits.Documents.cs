namespace Evaluation.Kernel;

/// <summary>Limits of documents without history, and of sessions, which are such documents.</summary>
public static partial class Limits
{
    /// <summary>Bytes of a document's key: three parts of the longest names, and short enough for an index.</summary>
    public const int DocumentKeyBytes = 480;

    /// <summary>
    /// Bytes of a document: the largest is a draft of a self-assessment, with what is stored beside its text, such as its version.
    /// </summary>
    public const int DocumentBytes = SelfAssessmentBytes + (64 << 10);

    /// <summary>Saves and removals of documents in one transaction. Further ones go into the next transaction.</summary>
    public const int DocumentsPerCommit = 256;

    /// <summary>Bytes of documents in one transaction. Bounds how long other saves wait for it.</summary>
    public const int DocumentBytesPerCommit = BytesPerCommit;

    /// <summary>
    /// Saves and removals queued for the writer of documents: five for each of 200 people who type. Further ones are refused.
    /// </summary>
    public const int DocumentsWaiting = 4 * DocumentsPerCommit;

    /// <summary>Documents that are listed in one statement.</summary>
    public const int DocumentsPerRead = 256;

    /// <summary>Documents whose time is over that one call removes: bounds the time for which others wait.</summary>
    public const int DocumentsPerSweep = 256;

    /// <summary>How often documents whose time is over are removed. They are not found any more before that.</summary>
    public static readonly TimeSpan DocumentSweep = TimeSpan.FromHours(1);

    /// <summary>Locks of accounts that wait to be written to the audit while the journal refuses them.</summary>
    public const int UnwrittenLocks = 1_000;

    /// <summary>How often locks that wait are written again: a failover takes about four seconds.</summary>
    public static readonly TimeSpan LockAuditRetry = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a draft: a form with thousands of filled fields.</summary>
    public const int DraftBytes = 1 << 20;

    /// <summary>Bytes of a form that travels through the sign-in page, written as JSON: as much as a draft.</summary>
    public const int CarriedFormBytes = DraftBytes;

    /// <summary>Bytes of a sign-in: the form that travels with it, each of its bytes encoded as three, and the other fields.</summary>
    public const int SignInBytes = 4 * CarriedFormBytes;

    /// <summary>Fields of a draft: the rules of a big round have some thousand.</summary>
    public const int DraftFields = 20_000;

    /// <summary>Drafts of one account: more forms than a person leaves unfinished.</summary>
    public const int DraftsPerAccount = 100;

    /// <summary>The shortest time between two saves of a form that is being typed into.</summary>
    public static readonly TimeSpan DraftSaveInterval = TimeSpan.FromSeconds(2);

    /// <summary>How long the draft of a form is kept after its last save.</summary>
    public static readonly TimeSpan DraftAge = TimeSpan.FromDays(30);

    /// <summary>How long before its removal a draft is warned about.</summary>
    public static readonly TimeSpan DraftWarningBefore = TimeSpan.FromDays(7);

    /// <summary>Changes of accounts that wait for a second administrator at a time. A table of accounts is one of them.</summary>
    public const int ProposalsPending = 200;

    /// <summary>
    /// How long an administrator of the console's making has no effect: long enough that it is seen on a working day and can be cancelled.
    /// </summary>
    public static readonly TimeSpan BreakGlassAfter = TimeSpan.FromHours(24);

    /// <summary>How often it is looked whether that time has come.</summary>
    public static readonly TimeSpan BreakGlassTick = TimeSpan.FromSeconds(10);

    /// <summary>How long a session lasts: a working day and an evening.</summary>
    public static readonly TimeSpan SessionAge = TimeSpan.FromHours(12);

    /// <summary>
    /// How long the two codes of a new access can be used: over a weekend and a journey of the owner. Afterwards it is proposed again.
    /// </summary>
    public static readonly TimeSpan OfferedAccessLasts = TimeSpan.FromDays(7);

    /// <summary>
    /// The usual time without a request after which a session ends: longer than a break at noon or a visit without a network, and an
    /// unattended desk is signed out in the evening.
    /// </summary>
    public static readonly TimeSpan SessionIdle = TimeSpan.FromHours(4);

    /// <summary>The shortest time that can be set: somebody who reads a long page is not idle.</summary>
    public static readonly TimeSpan SessionIdleMin = TimeSpan.FromMinutes(10);

    /// <summary>How exactly the last request of a session is stored: a store is not written at each request.</summary>
    public static readonly TimeSpan SessionUseStored = TimeSpan.FromMinutes(2);

    /// <summary>Sessions of one account that are listed, the newest first. An end of all reaches every one.</summary>
    public const int SessionsShown = 50;
}
