using System.Collections.Frozen;
using System.Text;
using static Evaluation.Kernel.RefusalCode;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>The HTTP status, the title and the stable code of every refusal.</summary>
public static class RefusalTable
{
    private static readonly FrozenDictionary<RefusalCode, (int Status, string Title)> Rows = new Dictionary<RefusalCode, (int, string)>
    {
        [NotJson] = (Status400BadRequest, "The body is not JSON"),
        [NestedTooDeep] = (Status400BadRequest, "The body is nested too deep"),
        [BadRequest] = (Status400BadRequest, "The request has faults"),
        [BodyTooLarge] = (Status413PayloadTooLarge, "The body is too large"),
        [InvalidDefinition] = (Status400BadRequest, "The definition has faults"),
        [BadBallot] = (Status400BadRequest, "The ballot does not fit the paper"),
        [BadSchedule] = (Status400BadRequest, "The schedule has faults"),
        [ReasonMissing] = (Status400BadRequest, "A reason is missing"),
        [NoSuchGroup] = (Status400BadRequest, "No such group"),
        [NoSuchUnit] = (Status400BadRequest, "No such unit"),
        [AmbiguousUnit] = (Status400BadRequest, "The unit is ambiguous"),
        [NotFileable] = (Status422UnprocessableEntity, "Not ready to be filed"),
        [OverClaim] = (Status422UnprocessableEntity, "More than was claimed"),
        [KeyReused] = (Status422UnprocessableEntity, "The key was used before"),
        [BadSelection] = (Status422UnprocessableEntity, "The selection does not fit"),
        [WeakPassword] = (Status400BadRequest, "The password is too weak"),
        [FormExpired] = (Status400BadRequest, "The form has expired"),
        [NoSuchFigure] = (Status400BadRequest, "No such figure"),
        [BadCorrection] = (Status400BadRequest, "The corrections have faults"),
        [NotAReviewer] = (Status400BadRequest, "Not a reviewer"),
        [BadTag] = (Status400BadRequest, "The tags have faults"),
        [UnknownFileType] = (Status415UnsupportedMediaType, "Not a type of file that is taken"),

        [SignInRefused] = (Status401Unauthorized, "Not signed in"),
        [AccountLocked] = (Status403Forbidden, "The account is locked"),
        [SignInRequired] = (Status401Unauthorized, "Sign in first"),
        [NoSuchCredential] = (Status401Unauthorized, "No such credential"),
        [NotAllowed] = (Status403Forbidden, "Not allowed"),
        [UnitNotYours] = (Status403Forbidden, "This unit is not yours"),
        [TooFewCodes] = (Status403Forbidden, "Too few credentials"),
        [TooManyAttempts] = (Status429TooManyRequests, "Too many attempts"),
        [TooManyListeners] = (Status429TooManyRequests, "Too many open streams"),

        [NotFound] = (Status404NotFound, "Nothing here"),
        [MethodNotAllowed] = (Status405MethodNotAllowed, "Not with this method"),
        [NoSuchRound] = (Status404NotFound, "No such round"),
        [NoSuchStaff] = (Status404NotFound, "No such account"),
        [NoSuchProposal] = (Status404NotFound, "No such proposal"),
        [NoSuchVersion] = (Status404NotFound, "No such version"),
        [NoSuchCriterion] = (Status404NotFound, "No such criterion"),
        [NoSuchObjection] = (Status404NotFound, "No such objection"),
        [NoSuchComment] = (Status404NotFound, "No such comment"),
        [NoSuchEvidence] = (Status404NotFound, "No such evidence"),
        [NoThumbnail] = (Status404NotFound, "No thumbnail"),
        [NoSuchDraft] = (Status404NotFound, "No such draft"),
        [NoSuchBatch] = (Status404NotFound, "No such batch"),
        [NoSuchSelfAssessment] = (Status404NotFound, "No such self-assessment"),
        [NoSuchPanel] = (Status404NotFound, "No such panel"),
        [NoSuchSheet] = (Status404NotFound, "No such inspection sheet"),
        [NoSuchDraw] = (Status404NotFound, "No such draw"),
        [NoSuchSpotCheck] = (Status404NotFound, "No such spot check"),
        [NoSuchFact] = (Status404NotFound, "No such fact"),
        [NoSuchAdjustment] = (Status404NotFound, "No such adjustment"),
        [NoSuchFinding] = (Status404NotFound, "No such finding"),
        [NoSuchComplaint] = (Status404NotFound, "No such complaint"),
        [NoSuchTarget] = (Status404NotFound, "No such target"),
        [NoSuchTitle] = (Status404NotFound, "No such title"),
        [NoSuchHonour] = (Status404NotFound, "No such honour"),
        [NoSuchAward] = (Status404NotFound, "No such award"),

        [RoundExists] = (Status409Conflict, "The round exists already"),
        [ProviderIdTaken] = (Status409Conflict, "Another account has this id"),
        [NoSuchReceipt] = (Status404NotFound, "No such receipt"),
        [NoCheckpoint] = (Status404NotFound, "No signed head"),
        [StaffExists] = (Status409Conflict, "The account exists already"),
        [LastAdministrator] = (Status409Conflict, "The last administrator stays"),
        [RulesFrozen] = (Status409Conflict, "The rules are frozen"),
        [WrongState] = (Status409Conflict, "Not in this state"),
        [NotOpen] = (Status409Conflict, "Voting is not open"),
        [AlreadyCast] = (Status409Conflict, "Cast already"),
        [OverLimit] = (Status409Conflict, "Above a limit of the ballot"),
        [UnderLimit] = (Status409Conflict, "Below a limit of the ballot"),
        [UniformBallot] = (Status409Conflict, "The same mark everywhere"),
        [NothingToFinish] = (Status409Conflict, "Nothing to finish"),
        [RollExceeded] = (Status409Conflict, "More than the roll"),
        [BatchExists] = (Status409Conflict, "The batch exists already"),
        [TooManyBatches] = (Status409Conflict, "Too many batches of credentials"),
        [Sealed] = (Status403Forbidden, "Sealed"),
        [NotPublished] = (Status403Forbidden, "Not published"),
        [NoVote] = (Status409Conflict, "A round without a vote"),
        [NoRecount] = (Status404NotFound, "Nothing published for a recount"),
        [NoResults] = (Status409Conflict, "No result yet"),
        [PanelTooSmall] = (Status409Conflict, "Too few units of a panel"),
        [PanelsMixed] = (Status409Conflict, "A unit of two panels"),
        [PanelAgainstRules] = (Status409Conflict, "A panel contradicts the rules"),
        [TailNotPublished] = (Status409Conflict, "The tail of another round is not published"),
        [PartNotPublished] = (Status409Conflict, "A round that is combined has no public result"),
        [WindowOpen] = (Status409Conflict, "Objections are still possible"),
        [ObjectionWindowClosed] = (Status409Conflict, "Objections are not possible any more"),
        [ObjectionsOpen] = (Status409Conflict, "Objections are not answered"),
        [TooManyObjections] = (Status409Conflict, "Too many objections"),
        [ObjectionAnswered] = (Status409Conflict, "Answered already"),
        [NothingProposed] = (Status409Conflict, "Nothing is proposed"),
        [ProposalReplaced] = (Status409Conflict, "Another answer is proposed"),
        [NothingCorrected] = (Status409Conflict, "Nothing is corrected"),
        [SamePerson] = (Status409Conflict, "It takes a second person"),
        [TooManyTags] = (Status409Conflict, "Too many tags"),
        [TooManyAnswers] = (Status409Conflict, "Revised too often"),
        [AnswerReplaced] = (Status409Conflict, "Another answer stands"),
        [TooMuchEvidence] = (Status409Conflict, "Too much evidence"),
        [DraftReplaced] = (Status409Conflict, "Another draft is stored"),
        [TooManyDrafts] = (Status409Conflict, "Too many drafts"),
        [Stale] = (Status412PreconditionFailed, "Changed meanwhile"),
        [ImportRunning] = (Status409Conflict, "Importing already"),
        [Incomplete] = (Status409Conflict, "Something is missing"),
        [StaleEdit] = (Status409Conflict, "Changed meanwhile"),
        [ConflictOfInterest] = (Status409Conflict, "Conflict of interest"),
        [DrawExists] = (Status409Conflict, "The draw exists already"),
        [Signed] = (Status409Conflict, "Signed already"),
        [TermOverlaps] = (Status409Conflict, "The term overlaps"),
        [TieAtBorder] = (Status409Conflict, "A tie at the border"),
        [TooManyEntries] = (Status409Conflict, "Too many entries"),
        [NeedsApproval] = (Status409Conflict, "It waits for another administrator"),
        [NotIndependent] = (Status409Conflict, "Not an independent second person"),
        [NotConfirmed] = (Status409Conflict, "Not confirmed as a second person"),
        [ProposalDecided] = (Status409Conflict, "Decided already"),
        [ProposalOutdated] = (Status409Conflict, "Outdated"),

        [Busy] = (Status503ServiceUnavailable, "Busy"),
        [StorageFull] = (Status507InsufficientStorage, "The storage is full"),
        [NotYetSupported] = (Status503ServiceUnavailable, "Not before the upgrade is complete"),
        [NoSuchKey] = (Status404NotFound, "No such key"),
        [KeySharesGiven] = (Status409Conflict, "The shares are given"),
        [RecordDiffers] = (Status409Conflict, "The digest is another one"),
        [RecordNotKept] = (Status409Conflict, "No copy of the record is kept"),
        [SecondPartsFetched] = (Status409Conflict, "The second parts are fetched"),
        [NoSuchSlip] = (Status404NotFound, "No such slip"),
        [SlipAmbiguous] = (Status409Conflict, "Two slips have this number"),
        [SlipRevoked] = (Status409Conflict, "The slip is revoked already"),
        [SlipIsSpare] = (Status409Conflict, "The slip is an unused spare"),
        [NotASpare] = (Status409Conflict, "Not a spare"),
        [SpareUsed] = (Status409Conflict, "The spare is used already"),
        [SpareOfAnotherBatch] = (Status409Conflict, "The spare is of another batch"),
        [KeyMissing] = (Status503ServiceUnavailable, "The key of the round is missing"),
        [KeyDiffers] = (Status500InternalServerError, "The key of the round is another one"),
        [KeyDestroyed] = (Status409Conflict, "The key of the round is destroyed"),
        [JournalBroken] = (Status500InternalServerError, "The journal is broken"),
        [Fault] = (Status500InternalServerError, "A fault of the system"),
    }.ToFrozenDictionary();

    // StaleEdit is "stale" with status 409, for bodies with basedOn; Stale has status 412, for If-Match.
    private static readonly FrozenDictionary<RefusalCode, string> Words = Enum.GetValues<RefusalCode>().ToFrozenDictionary(code => code, code => Kebab(code is StaleEdit ? Stale : code));

    public static int Status(RefusalCode code) => Rows[code].Status;

    /// <summary>The status of a refusal by a route: what its path names and is not there is not found.</summary>
    /// <param name="code">The code.</param>
    /// <param name="inPath">The names of the parameters in the path of the route.</param>
    public static int Status(RefusalCode code, IEnumerable<string> inPath) => code == NoSuchUnit && inPath.Contains("unit", StringComparer.OrdinalIgnoreCase) ? Status404NotFound : Status(code);

    public static string Title(RefusalCode code) => Rows[code].Title;

    /// <summary>The stable code in the API: <c>not-open</c> for <see cref="NotOpen"/>.</summary>
    public static string Word(RefusalCode code) => Words[code];

    private static string Kebab(RefusalCode code)
    {
        var word = new StringBuilder();
        foreach (var character in code.ToString())
        {
            if (char.IsUpper(character) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(character));
        }
        return word.ToString();
    }
}
