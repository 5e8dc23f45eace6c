using System.Collections.Frozen;
using Evaluation.Assessment;
using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Finishing;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Criteria;
using Evaluation.Cuts;
using Evaluation.Evidence;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Panels;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// Every request and every answer of the domain, by the alias under which it travels. An alias does not change when its type is renamed or
/// moved, and is never reused for another type: silos and gateways of two versions rely on it. A test holds the table complete and pins the
/// aliases.
/// </summary>
internal sealed partial class WireTypes(IReadOnlyDictionary<string, Type> table)
{
    private readonly FrozenDictionary<string, Type> _types = table.ToFrozenDictionary(StringComparer.Ordinal);
    private readonly FrozenDictionary<Type, string> _aliases = table.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The types of this version.</summary>
    public static WireTypes Current { get; } = new(new Dictionary<string, Type>(Records.Concat(BlockLog).Concat(FourEyes).Concat(LostSlips))
    {
        ["nothing"] = typeof(Nothing),

        // Ballots
        ["cast-ballot"] = typeof(CastBallot),
        ["open-box"] = typeof(OpenBox),
        ["store-credentials"] = typeof(StoreCredentials),
        ["store-batch"] = typeof(StoreBatch),
        ["settle-batch"] = typeof(SettleBatch),
        ["hold-batch"] = typeof(HoldBatch),
        ["void-credentials"] = typeof(VoidCredentials),
        ["seal-box"] = typeof(SealBox),
        ["finish-ballot"] = typeof(FinishBallot),
        ["view-progress"] = typeof(ViewProgress),
        ["view-turnout"] = typeof(ViewTurnout),
        ["view-patterns"] = typeof(ViewPatterns),
        ["view-comments"] = typeof(ViewComments),
        ["view-votes"] = typeof(ViewVotes),
        ["ballot-standing"] = typeof(BallotStanding),
        ["ballot-counted"] = typeof(BallotCounted),
        ["credentials-kept"] = typeof(CredentialsKept),
        ["box-report"] = typeof(BoxReport),
        ["progress"] = typeof(Progress),
        ["box-turnout"] = typeof(BoxTurnout),
        ["unit-patterns"] = typeof(UnitPatterns),
        ["unit-comments"] = typeof(UnitComments),
        ["box-votes"] = typeof(BoxVotes),

        // Rounds
        ["create-round"] = typeof(CreateRound),
        ["replace-rules"] = typeof(ReplaceRules),
        ["move-round"] = typeof(MoveRound),
        ["schedule-round"] = typeof(ScheduleRound),
        ["keep-time"] = typeof(KeepTime),
        ["name-register"] = typeof(NameRegister),
        ["reserve-credentials"] = typeof(ReserveCredentials),
        ["commit-key"] = typeof(CommitKey),
        ["give-key-share"] = typeof(GiveKeyShare),
        ["given-key-share"] = typeof(GivenKeyShare),
        ["fetch-second-parts"] = typeof(FetchSecondParts),
        ["view-key"] = typeof(ViewKey),
        ["key-view"] = typeof(KeyView),
        ["settle-credentials"] = typeof(SettleCredentials),
        ["void-batch"] = typeof(VoidBatch),
        ["complete-batch"] = typeof(CompleteBatch),
        ["count-box"] = typeof(CountBox),
        ["record-result"] = typeof(RecordResult),
        ["start-computation"] = typeof(StartComputation),
        ["stop-computation"] = typeof(StopComputation),
        ["confirm-opening"] = typeof(ConfirmOpening),
        ["view-round"] = typeof(ViewRound),
        ["view-rules"] = typeof(ViewRules),
        ["view-batches"] = typeof(ViewBatches),
        ["view-batch"] = typeof(ViewBatch),
        ["view-audit"] = typeof(ViewAudit),
        ["view-result"] = typeof(ViewResult),
        ["view-version"] = typeof(ViewVersion),
        ["compare-versions"] = typeof(CompareVersions),
        ["view-due-correction"] = typeof(ViewDueCorrection),
        ["round-view"] = typeof(RoundView),
        ["round-rules"] = typeof(RoundRules),
        ["batch-list"] = typeof(BatchList),
        ["credential-batch"] = typeof(CredentialBatch),
        ["audit-trail"] = typeof(AuditTrail),
        ["round-result"] = typeof(RoundResult),
        ["result-version"] = typeof(ResultVersion),
        ["result-comparison"] = typeof(ResultComparison),
        ["due-correction"] = typeof(DueCorrection),

        // Objections
        ["file-objection"] = typeof(FileObjection),
        ["assign-objection"] = typeof(AssignObjection),
        ["propose-answer"] = typeof(ProposeAnswer),
        ["approve-answer"] = typeof(ApproveAnswer),
        ["view-answer-check"] = typeof(ViewAnswerCheck),
        ["view-correction-base"] = typeof(ViewCorrectionBase),
        ["view-objection"] = typeof(ViewObjection),
        ["view-objections"] = typeof(ViewObjections),
        ["correction-base"] = typeof(CorrectionBase),
        ["objection"] = typeof(Objection),
        ["objection-list"] = typeof(ObjectionList),

        // Targets
        ["set-targets"] = typeof(SetTargets),
        ["amend-targets"] = typeof(AmendTargets),
        ["sign-targets"] = typeof(SignTargets),
        ["report-progress"] = typeof(ReportProgress),
        ["grade-target"] = typeof(GradeTarget),
        ["view-targets"] = typeof(ViewTargets),
        ["view-all-targets"] = typeof(ViewAllTargets),
        ["view-target-audit"] = typeof(ViewTargetAudit),
        ["unit-targets"] = typeof(UnitTargets),
        ["target-list"] = typeof(TargetList),

        // Units
        ["correct-ledger"] = typeof(CorrectLedger),
        ["close-ledger"] = typeof(CloseLedger),
        ["open-ledger"] = typeof(OpenLedger),
        ["reserve-evidence"] = typeof(ReserveEvidence),
        ["release-evidence"] = typeof(ReleaseEvidence),
        ["file-evidence"] = typeof(FileEvidence),
        ["withdraw-evidence"] = typeof(WithdrawEvidence),
        ["observe-unit-votes"] = typeof(ObserveUnitVotes),
        ["view-evidence"] = typeof(ViewEvidence),
        ["view-filed-evidence"] = typeof(ViewFiledEvidence),
        ["view-ledger"] = typeof(ViewLedger),
        ["view-ledger-at"] = typeof(ViewLedgerAt),
        ["view-unit-votes"] = typeof(ViewUnitVotes),
        ["file-self-assessment"] = typeof(FileSelfAssessment),
        ["reopen-self-assessment"] = typeof(ReopenSelfAssessment),
        ["review-claim"] = typeof(ReviewClaim),
        ["view-self-assessment"] = typeof(ViewSelfAssessment),
        ["view-claims"] = typeof(ViewClaims),
        ["self-assessment-standing"] = typeof(SelfAssessmentStanding),
        ["unit-claims"] = typeof(UnitClaims),
        ["corrected-ledger"] = typeof(CorrectedLedger),
        ["closed-ledger"] = typeof(ClosedLedger),
        ["unit-ledger"] = typeof(UnitLedger),
        ["evidence-place"] = typeof(EvidencePlace),
        ["filed-evidence"] = typeof(FiledEvidence),
        ["evidence-list"] = typeof(EvidenceList),
        ["unit-votes"] = typeof(UnitVotes),

        // Supervision
        ["record-spot-check"] = typeof(RecordSpotCheck),
        ["withdraw-spot-check"] = typeof(WithdrawSpotCheck),
        ["record-fact"] = typeof(RecordFact),
        ["withdraw-fact"] = typeof(WithdrawFact),
        ["propose-adjustment"] = typeof(ProposeAdjustment),
        ["approve-adjustment"] = typeof(ApproveAdjustment),
        ["reject-adjustment"] = typeof(RejectAdjustment),
        ["withdraw-adjustment"] = typeof(WithdrawAdjustment),
        ["view-supervision"] = typeof(ViewSupervision),
        ["view-unit-month"] = typeof(ViewUnitMonth),
        ["view-unit-audit"] = typeof(ViewUnitAudit),
        ["supervision-change"] = typeof(SupervisionChange),
        ["supervision-view"] = typeof(SupervisionView),
        ["unit-month"] = typeof(UnitMonth),

        // Findings
        ["open-finding"] = typeof(OpenFinding),
        ["reply-to-finding"] = typeof(ReplyToFinding),
        ["verify-finding"] = typeof(VerifyFinding),
        ["close-finding"] = typeof(CloseFinding),
        ["view-finding"] = typeof(ViewFinding),
        ["view-findings"] = typeof(ViewFindings),
        ["view-finding-counts"] = typeof(ViewFindingCounts),
        ["view-finding-month"] = typeof(ViewFindingMonth),
        ["view-finding-audit"] = typeof(ViewFindingAudit),
        ["finding"] = typeof(Finding),
        ["finding-page"] = typeof(FindingPage),
        ["finding-counts"] = typeof(FindingCounts),
        ["finding-month"] = typeof(FindingMonth),

        // Criteria
        ["observe-criterion-votes"] = typeof(ObserveCriterionVotes),
        ["view-criterion-votes"] = typeof(ViewCriterionVotes),
        ["criterion-votes"] = typeof(CriterionVotes),

        // Cuts
        ["take-cut"] = typeof(TakeCut),
        ["view-cut"] = typeof(ViewCut),
        ["cut-view"] = typeof(CutView),
        ["view-past-turnout"] = typeof(ViewPastTurnout),
        ["turnout-history"] = typeof(TurnoutHistory),
        // Inspection
        ["set-panel"] = typeof(SetPanel),
        ["remove-panel"] = typeof(RemovePanel),
        ["admit-sheet"] = typeof(AdmitSheet),
        ["create-draw"] = typeof(CreateDraw),
        ["seed-draw"] = typeof(SeedDraw),
        ["view-panels"] = typeof(ViewPanels),
        ["view-unit-panel"] = typeof(ViewUnitPanel),
        ["view-draws"] = typeof(ViewDraws),
        ["view-panel-audit"] = typeof(ViewPanelAudit),
        ["inspection-panel"] = typeof(InspectionPanel),
        ["unit-panel"] = typeof(UnitPanel),
        ["panel-list"] = typeof(PanelList),
        ["draw"] = typeof(Draw),
        ["draw-list"] = typeof(DrawList),
        ["file-sheet"] = typeof(FileSheet),
        ["reopen-sheet"] = typeof(ReopenSheet),
        ["view-inspections"] = typeof(ViewInspections),
        ["unit-inspections"] = typeof(UnitInspections),

        // Comments
        ["tag-comments"] = typeof(TagComments),
        ["answer-comment"] = typeof(AnswerComment),
        ["view-comment-notes"] = typeof(ViewCommentNotes),
        ["view-comment-counts"] = typeof(ViewCommentCounts),
        ["view-comment-audit"] = typeof(ViewCommentAudit),
        ["comment-notes"] = typeof(CommentNotes),
        ["comment-counts"] = typeof(CommentCounts),

        // Complaints
        ["receive-complaint"] = typeof(ReceiveComplaint),
        ["assign-complaint"] = typeof(AssignComplaint),
        ["release-complaint"] = typeof(ReleaseComplaint),
        ["answer-complaint"] = typeof(AnswerComplaint),
        ["record-complaint-finding"] = typeof(RecordComplaintFinding),
        ["reject-complaint"] = typeof(RejectComplaint),
        ["restore-complaint"] = typeof(RestoreComplaint),
        ["close-complaint"] = typeof(CloseComplaint),
        ["view-complaint"] = typeof(ViewComplaint),
        ["view-own-complaint"] = typeof(ViewOwnComplaint),
        ["view-created-complaint"] = typeof(ViewCreatedComplaint),
        ["view-complaint-units"] = typeof(ViewComplaintUnits),
        ["view-complaints"] = typeof(ViewComplaints),
        ["count-complaints"] = typeof(CountComplaints),
        ["view-complaint-audit"] = typeof(ViewComplaintAudit),
        ["complaint"] = typeof(Complaint),
        ["received-complaint"] = typeof(ReceivedComplaint),
        ["complaint-units"] = typeof(ComplaintUnits),
        ["complaint-list"] = typeof(ComplaintList),
        ["complaint-count"] = typeof(ComplaintCount),
        // Awards
        ["give-awards"] = typeof(GiveAwards),
        ["propose-special-award"] = typeof(ProposeSpecialAward),
        ["approve-special-award"] = typeof(ApproveSpecialAward),
        ["view-awards"] = typeof(ViewAwards),
        ["view-special-award"] = typeof(ViewSpecialAward),
        ["view-award-audit"] = typeof(ViewAwardAudit),
        ["award-view"] = typeof(AwardView),
        ["special-award"] = typeof(SpecialAwardState),

        // Honours
        ["define-title"] = typeof(DefineTitle),
        ["confer-honour"] = typeof(ConferHonour),
        ["renew-honour"] = typeof(RenewHonour),
        ["withdraw-honour"] = typeof(WithdrawHonour),
        ["view-honours"] = typeof(ViewHonours),
        ["view-honour-audit"] = typeof(ViewHonourAudit),
        ["standing-title"] = typeof(StandingTitle),
        ["honour"] = typeof(Honour),
        ["honour-list"] = typeof(HonourList),

        // Staff
        ["ensure-administrator"] = typeof(EnsureAdministrator),
        ["add-staff"] = typeof(AddStaff),
        ["add-accounts"] = typeof(AddAccounts),
        ["change-roles"] = typeof(ChangeRoles),
        ["replace-key"] = typeof(ReplaceKey),
        ["replace-password"] = typeof(ReplacePassword),
        ["record-sign-in"] = typeof(RecordSignIn),
        ["remove-staff"] = typeof(RemoveStaff),
        ["unlock-staff"] = typeof(UnlockStaff),
        ["end-sessions"] = typeof(EndSessions),
        ["name-person"] = typeof(NamePerson),
        ["enter-interest"] = typeof(EnterInterest),
        ["remove-interest"] = typeof(RemoveInterest),
        ["set-provider-id"] = typeof(SetProviderId),
        ["record-provider-sign-in"] = typeof(RecordProviderSignIn),
        ["view-staff"] = typeof(ViewStaff),
        ["staff-roster"] = typeof(StaffRoster),
    });
}
