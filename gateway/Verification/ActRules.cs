using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Evidence;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Verification;

/// <summary>The roles that an act needs, by its event.</summary>
internal static class ActRules
{
    /// <summary>The act of an event of a round.</summary>
    public static Act Of(string round, RoundEvent happened) => happened switch
    {
        BoxCounted or ScheduleMissed or LedgersOpened or CredentialsSettled or CredentialsEnabled or VoidingRefused or BatchVoided or RegisterNamed or VotesRecorded or SlipRevoked or SlipRevocationRefused => Act.OfSystem(happened.By, happened.At),
        AssessingOpened or VotingOpened or SealingStarted or RoundSealed or VoidingStarted when happened.By == RoundCommand.Schedule => Act.OfSystem(happened.By, happened.At),
        ObjectionFiled { OnBehalfOf: null } filed => new(happened.By, happened.At, grant => IsUnit(grant, round, filed.Unit) || IsOfficial(grant, round)),
        ObjectionFiled or ObjectionAssigned or AnswerProposed or ObjectionAnswered or ResultComputed { Ticket: not null } => OfOfficial(happened.By, happened.At, round),
        RecordKept => new(happened.By, happened.At, grant => grant.Covers(Role.Auditor, round)),
        RoundCreated or RulesReplaced or AssessingOpened or VotingOpened or VotingPaused or VotingResumed or VotingScheduled or SealingStarted or RoundSealed
            or ResultComputed or ResultPublished or RoundFinalised or RoundArchived or RoundCancelled or CredentialsReserved or KeyCommitted or KeyShareGiven or SecondPartsFetched or VoidingStarted or ActRefused
            or ComputationStarted or ComputationStopped or AssessmentReopened or KeyDestructionProposed or KeyDestroyed or SlipRevocationStarted =>
            new(happened.By, happened.At, grant => grant.Covers(Role.Administrator, round)),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of a unit.</summary>
    public static Act Of(string round, string unit, UnitEvent happened) => happened switch
    {
        LedgerCorrected => OfOfficial(happened.By, happened.At, round),
        LedgerClosed or LedgerOpened => new(happened.By, happened.At, grant => grant.Covers(Role.Administrator, round)),
        EvidenceFiled { Id: var id } when EvidenceBook.OwnerOf(id) == EvidenceOwner.Inspection => OfInspector(happened.By, happened.At, round),
        EvidenceReserved { Owner: EvidenceOwner.Inspection } or EvidenceReleased { Owner: EvidenceOwner.Inspection } => OfInspector(happened.By, happened.At, round),
        EvidenceFiled or EvidenceReserved or EvidenceReleased or EvidenceWithdrawn => new(happened.By, happened.At, grant => IsUnit(grant, round, unit)),
        SelfAssessmentFiled => new(happened.By, happened.At, grant => IsUnit(grant, round, unit)),
        SelfAssessmentReopened or ClaimReviewed => new(happened.By, happened.At, grant => grant.Covers(Role.Reviewer, round)),
        SheetFiled => new(happened.By, happened.At, grant => grant.Covers(Role.Inspector, round)),
        SheetReopened => new(happened.By, happened.At, grant => grant.Covers(Role.Reviewer, round)),
        SpotCheckRecorded => new(happened.By, happened.At, grant => grant.Covers(Role.Inspector, round)),
        AdjustmentProposed => new(happened.By, happened.At, grant => grant.Covers(Role.Inspector, round) || grant.Covers(Role.Reviewer, round)),
        SpotCheckRetracted or FactRecorded or FactRetracted or AdjustmentApproved or AdjustmentRejected or AdjustmentRetracted =>
            new(happened.By, happened.At, grant => grant.Covers(Role.Reviewer, round)),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of a round's panels and draws.</summary>
    public static Act Of(string round, PanelEvent happened) => happened switch
    {
        SheetAdmitted => new(happened.By, happened.At, grant => grant.Covers(Role.Inspector, round)),
        PanelSet or PanelRemoved or DrawAnnounced or DrawMade => new(happened.By, happened.At, grant => grant.Covers(Role.Administrator, round)),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of a round's comments.</summary>
    public static Act Of(string round, CommentEvent happened) => happened switch
    {
        CommentsTagged or CommentsUntagged or CommentAnswered => OfOfficial(happened.By, happened.At, round),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of a round's awards.</summary>
    public static Act Of(string round, AwardEvent happened) => happened switch
    {
        AwardsGiven => new(happened.By, happened.At, grant => grant.Covers(Role.Administrator, round)),
        SpecialAwardProposed or SpecialAwardApproved => OfOfficial(happened.By, happened.At, round),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of the register of honours.</summary>
    public static Act Of(HonourEvent happened) => happened switch
    {
        TitleDefined or HonourConferred or HonourWithdrawn => new(happened.By, happened.At, grant => grant.Covers(Role.Administrator, null)),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of a round's targets.</summary>
    public static Act Of(string round, TargetEvent happened) => happened switch
    {
        TargetsSet or TargetsAmended or TargetsSigned { Side: SigningSide.Administration } => new(happened.By, happened.At, grant => grant.Covers(Role.Administrator, round)),
        TargetsSigned or ProgressReported => new(happened.By, happened.At, grant => IsUnit(grant, round, happened.Unit)),
        TargetGraded => new(happened.By, happened.At, grant => grant.Covers(Role.Reviewer, round)),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>The act of an event of a round's findings.</summary>
    public static Act Of(string round, FindingEvent happened) => happened switch
    {
        FindingOpened { Complaint: not null } => OfOfficial(happened.By, happened.At, round),
        FindingOpened or FindingVerified => new(happened.By, happened.At, grant => grant.Covers(Role.Inspector, round)),
        FindingReplied => new(happened.By, happened.At, grant => IsUnit(grant, round, happened.Unit)),
        FindingClosed => new(happened.By, happened.At, grant => grant.Covers(Role.Reviewer, round)),
        _ => Act.OfAnybody(happened.By, happened.At),
    };

    /// <summary>
    /// The act of an event of complaints. An official of any round that has the unit acts, so a role for any round is enough. A
    /// person who complains has no account.
    /// </summary>
    public static Act Of(ComplaintEvent happened) => happened switch
    {
        ComplaintReceived { Channel: ComplaintChannel.Online, By: Complaint.Public } => new(happened.By, happened.At, null),
        ComplaintReceived { Channel: ComplaintChannel.Online } => new(happened.By, happened.At, _ => false),
        _ => new(happened.By, happened.At, grant => grant.Role is Role.Reviewer or Role.Administrator),
    };

    private static Act OfOfficial(string by, DateTimeOffset at, string round) => new(by, at, grant => IsOfficial(grant, round));

    private static Act OfInspector(string by, DateTimeOffset at, string round) => new(by, at, grant => grant.Covers(Role.Inspector, round) || grant.Covers(Role.Reviewer, round));

    private static bool IsOfficial(RoleGrant grant, string round) => grant.Covers(Role.Reviewer, round) || grant.Covers(Role.Administrator, round);

    private static bool IsUnit(RoleGrant grant, string round, string unit) => grant.Covers(Role.Unit, round) && grant.Unit == unit;
}

/// <summary>An act of a person, or of the system.</summary>
/// <param name="By">The account, or the name of the system's part that acted.</param>
/// <param name="At">When it acted.</param>
/// <param name="Role">The roles that may act like this; null for an act of the system.</param>
internal sealed record Act(string By, DateTimeOffset At, Func<RoleGrant, bool>? Role)
{
    /// <summary>An act for which any role is enough.</summary>
    public static Act OfAnybody(string by, DateTimeOffset at) => new(by, at, by == RoundCommand.Schedule ? null : _ => true);

    /// <summary>An act that no person does. Another name than the schedule's is then the fault.</summary>
    public static Act OfSystem(string by, DateTimeOffset at) => new(by, at, by == RoundCommand.Schedule ? null : _ => false);
}
