using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Supervision;
using Evaluation.Gateway.Targets;
using Evaluation.Staff;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Hosting.Sample;

/// <summary>Carries out the acts of the assessment sample by the same use cases as the calls of the API.</summary>
public sealed class SampleActs(
    SelfAssessmentUseCases assessments, ClaimUseCases claims, PanelUseCases panels, SheetUseCases sheets, SupervisionUseCases supervision,
    FindingUseCases findings, ComplaintUseCases complaints, TargetUseCases targets, HonourUseCases honours)
{
    /// <summary>The refusal of the act, or null.</summary>
    /// <param name="round">The id of the round.</param>
    /// <param name="act">The act.</param>
    /// <param name="key">Makes an act that creates something repeatable.</param>
    /// <param name="by">The account of the act.</param>
    internal async ValueTask<Refusal?> RefuseAsync(string round, SampleAct act, CreationKey key, StaffAccount by)
    {
        var (unit, on) = (act.Unit ?? "", act.On ?? "");
        return act.Act switch
        {
            "panel" => (await panels.SetAsync(round, on, act.Read(PanelBody.Read), null, by)).Refusal,
            "self-assessment" => (await assessments.SaveAsync(round, unit, act.Read(SelfAssessmentEdit.Read), null, by, CancellationToken.None)).Refusal,
            "filing" => (await assessments.FileAsync(round, unit, act.Read(SelfAssessmentFiling.Read).Version, by)).Refusal,
            "claim" => (await claims.DecideAsync(round, unit, on, act.Read(ClaimDecision.Read), null, by)).Refusal,
            "sheet" => (await sheets.SaveAsync(
                round, unit, by.Name, (rules, assessor) => new(act.Read((body, faults) => SheetReader.Read(body, faults, rules, assessor))), by, CancellationToken.None)).Refusal,
            "spot-check" => (await supervision.RecordAsync(round, unit, act.Read(NewSpotCheck.Read), key, by)).Refusal,
            "adjustment" => (await supervision.ProposeAsync(round, unit, act.Read(NewAdjustment.Read), key, by)).Refusal,
            "approval" => (await supervision.ApproveAsync(round, unit, on, by)).Refusal,
            "finding" => (await findings.OpenAsync(round, unit, act.Read(NewFinding.Read), key, by)).Refusal,
            "reply" => (await findings.ReplyAsync(round, unit, on, act.Read(NewReply.Read), null, by)).Refusal,
            "verification" => (await findings.VerifyAsync(round, unit, on, act.Read(NewVerification.Read), by)).Refusal,
            "closing" => (await findings.CloseAsync(round, unit, on, act.Read(FindingClosing.Read).Note, by)).Refusal,
            "targets" => (await targets.SetAsync(round, unit, act.Read(NewTargets.Read).Targets, null, by)).Refusal,
            "signature" => (await targets.SignAsync(round, unit, null, by)).Refusal,
            "progress" => (await targets.ReportAsync(round, unit, on, act.Read(NewProgress.Read), basedOn: null, by)).Refusal,
            "grade" => (await targets.GradeAsync(round, unit, on, act.Read(NewGrade.Read), basedOn: null, by)).Refusal,
            "complaint" => (await complaints.ReceiveAsync(act.Read(NewComplaint.Read), null, key, by, null)).Refusal,
            "complaint-assignment" => (await complaints.AssignAsync(on, act.Read(ComplaintAssignment.Read).To, by)).Refusal,
            "complaint-release" => (await complaints.ReleaseAsync(on, act.Read(ComplaintRelease.Read).Text, null, by)).Refusal,
            "complaint-answer" => (await complaints.AnswerAsync(on, act.Read(NewComplaintAnswer.Read), null, by)).Refusal,
            "title" => (await honours.DefineAsync(act.Read(NewTitle.Read).For(on), null, by)).Refusal,
            "honour" => (await honours.ConferAsync(act.Read(NewHonour.Read), key, by, CancellationToken.None)).Refusal,
            _ => throw new InvalidOperationException($"The sample has an unknown act '{act.Act}'."),
        };
    }
}
