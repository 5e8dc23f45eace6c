namespace Evaluation.Kernel;

/// <summary>A command that was not carried out. Nothing was changed, unless the code says that nobody knows.</summary>
/// <param name="Code">Why, as a stable word.</param>
/// <param name="Detail">Why, as a sentence for the sender.</param>
/// <param name="Facts">What a program may want to know besides, by name: text, whole numbers, instants, lists of texts.</param>
public sealed record Refusal(RefusalCode Code, string Detail, params IReadOnlyList<(string Name, object? Value)> Facts)
{
    public static readonly Refusal Busy = new(RefusalCode.Busy, "The system is busy. Send the same again in a moment; a ballot counts once, however often it is sent.");

    /// <summary>As <see cref="Busy"/>, from an activation that is fenced or being deactivated. Nothing was stored; sent again, the request reaches another activation.</summary>
    public static readonly Refusal Fenced = new(RefusalCode.Busy, Busy.Detail);

    public static readonly Refusal StorageFull = new(RefusalCode.StorageFull, "The storage is full. Nothing was stored; tell the operator.");
}

/// <summary>Every reason to refuse. The words are part of the API: <c>NotOpen</c> is seen as <c>not-open</c>.</summary>
public enum RefusalCode
{
    // What was sent cannot be read or makes no sense
    NotJson,
    BadRequest,
    BodyTooLarge,
    InvalidDefinition,
    BadBallot,
    BadSchedule,
    ReasonMissing,
    NoSuchGroup,
    NoSuchUnit,
    FormExpired,
    WeakPassword,
    NoSuchFigure,
    BadCorrection,
    NotAReviewer,
    BadTag,
    UnknownFileType,

    // Who asks
    SignInRequired,
    SignInRefused,
    AccountLocked,
    NoSuchCredential,
    NotAllowed,
    UnitNotYours,
    TooManyAttempts,

    // What is asked about
    NotFound,
    MethodNotAllowed,
    NoSuchRound,
    NoSuchStaff,
    NoSuchVersion,
    NoSuchCriterion,
    NoSuchObjection,
    NoSuchComment,
    NoSuchEvidence,

    // The state of things
    RoundExists,
    StaffExists,
    LastAdministrator,
    RulesFrozen,
    WrongState,
    NotOpen,
    AlreadyCast,
    RollExceeded,
    Sealed,
    NotPublished,
    NoResults,
    NoVote,
    PanelTooSmall,
    PanelsMixed,
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

    // The system itself
    Busy,
    StorageFull,
    JournalBroken,
    Fault,
}
