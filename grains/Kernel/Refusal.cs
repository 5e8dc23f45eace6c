namespace Evaluation.Kernel;

/// <summary>
/// The reason why a command was not carried out. Nothing was changed, except where the code says that the outcome is unknown.
/// </summary>
/// <param name="Code">The reason as a stable word of the API.</param>
/// <param name="Detail">The reason as a sentence for the sender.</param>
/// <param name="Facts">Further values for programs, by name: text, whole numbers, instants, lists, objects.</param>
public sealed record Refusal(RefusalCode Code, string Detail, params IReadOnlyList<(string Name, object? Value)> Facts)
{
    public static readonly Refusal Busy = new(RefusalCode.Busy, "The system is busy. What was sent may or may not have been stored. Send the same again in a moment; a ballot counts once, however often it is sent.");

    /// <summary>
    /// Like <see cref="Busy"/>, but from an activation that is fenced or being deactivated. Nothing was stored; a repeated request reaches
    /// another activation.
    /// </summary>
    public static readonly Refusal Fenced = new(RefusalCode.Busy, Busy.Detail);

    public static readonly Refusal StorageFull = new(RefusalCode.StorageFull, "The storage is full. Nothing was stored; inform the operator.");
}

/// <summary>A fact that consists of several named values.</summary>
public sealed record FactObject(params IReadOnlyList<(string Name, object? Value)> Members);

/// <summary>All reasons for a refusal. The names are part of the API: <c>NotOpen</c> becomes <c>not-open</c>.</summary>
public enum RefusalCode
{
    // The request cannot be read or is invalid
    NotJson,
    NestedTooDeep,
    BadRequest,
    BodyTooLarge,
    InvalidDefinition,
    BadBallot,
    BadSchedule,
    ReasonMissing,
    NoSuchGroup,
    NoSuchUnit,
    AmbiguousUnit,
    NotFileable,
    OverClaim,
    KeyReused,
    BadSelection,
    FormExpired,
    WeakPassword,
    NoSuchFigure,
    BadCorrection,
    NotAReviewer,
    BadTag,
    UnknownFileType,

    // The sender
    SignInRequired,
    SignInRefused,
    AccountLocked,
    TooManyListeners,
    NoSuchCredential,
    NotAllowed,
    UnitNotYours,
    TooManyAttempts,
    TooFewCodes,

    // The object of the request
    NotFound,
    MethodNotAllowed,
    NoSuchRound,
    NoSuchStaff,
    NoSuchProposal,
    NoSuchVersion,
    NoSuchCriterion,
    NoSuchObjection,
    NoSuchComment,
    NoSuchEvidence,
    NoThumbnail,
    NoSuchDraft,
    NoSuchBatch,
    NoSuchSelfAssessment,
    NoSuchPanel,
    NoSuchSheet,
    NoSuchDraw,
    NoSuchSpotCheck,
    NoSuchFact,
    NoSuchAdjustment,
    NoSuchFinding,
    NoSuchComplaint,
    NoSuchTarget,
    NoSuchTitle,
    NoSuchHonour,
    NoSuchAward,
    NoSuchKey,

    // The current state
    RoundExists,
    StaffExists,
    LastAdministrator,
    RulesFrozen,
    WrongState,
    NotOpen,
    AlreadyCast,
    OverLimit,
    UnderLimit,
    UniformBallot,
    NothingToFinish,
    RollExceeded,
    BatchExists,
    TooManyBatches,
    Sealed,
    NotPublished,
    NoResults,
    NoVote,
    NoRecount,
    PanelTooSmall,
    PanelsMixed,
    PanelAgainstRules,
    TailNotPublished,
    PartNotPublished,
    WindowOpen,
    ObjectionWindowClosed,
    ObjectionsOpen,
    TooManyObjections,
    ObjectionAnswered,
    NothingProposed,
    ProposalReplaced,
    NothingCorrected,
    SamePerson,
    TooManyTags,
    TooManyAnswers,
    AnswerReplaced,
    TooMuchEvidence,
    DraftReplaced,
    Stale,
    TooManyDrafts,
    ImportRunning,
    Incomplete,
    StaleEdit,
    ConflictOfInterest,
    DrawExists,
    Signed,
    TermOverlaps,
    TieAtBorder,
    TooManyEntries,
    ProviderIdTaken,
    NeedsApproval,
    NotIndependent,
    NotConfirmed,
    ProposalDecided,
    ProposalOutdated,
    NoCheckpoint,
    NoSuchReceipt,
    KeySharesGiven,
    RecordDiffers,
    RecordNotKept,
    SecondPartsFetched,
    NoSuchSlip,
    SlipAmbiguous,
    SlipRevoked,
    SlipIsSpare,
    NotASpare,
    SpareUsed,
    SpareOfAnotherBatch,

    // The system itself
    Busy,
    StorageFull,
    NotYetSupported,
    JournalBroken,
    KeyMissing,
    KeyDiffers,
    KeyDestroyed,
    Fault,
}
