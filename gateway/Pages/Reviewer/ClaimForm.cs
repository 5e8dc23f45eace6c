using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.UnitStaff;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>The form that decides on a claim, as it was sent.</summary>
/// <param name="Accepted">The points as typed.</param>
/// <param name="IsAsClaimed">Whether the button accepts what is claimed, whatever the fields say.</param>
/// <param name="BasedOn">The version of the claim that the form was made from.</param>
public sealed record ClaimForm(string Criterion, string? Period, string Accepted, string Reason, bool IsAsClaimed, long BasedOn)
{
    public static ClaimForm Of(ClaimView claim) => new(
        claim.Criterion, claim.Period, (claim.Accepted ?? claim.Claimed).Points is { } points ? SelfAssessmentForm.Plain(points) : "", claim.Reason ?? "", false, claim.Version);

    internal static ClaimForm Read(string criterion, IFormCollection form) => new(
        criterion, form["period"].ToString() is { Length: > 0 } period ? period : null, form["accepted"].ToString().Trim(), form["reason"].ToString().Trim().ReplaceLineEndings("\n"),
        form["act"] == "claimed", form.BasedOn() is [var version] ? version : 0);

    /// <summary>What the form says, read as the API reads a body.</summary>
    /// <param name="claimed">What is claimed in the version that stands.</param>
    internal Outcome<ClaimDecision> Decision(ClaimedPoints claimed)
    {
        var faults = new List<Fault>();
        object? accepted = IsAsClaimed ? claimed.Points is { } points ? points : ClaimedPoints.NotApplicable
            : Accepted.Length == 0 ? null : SelfAssessmentRow.Number(Accepted, "/accepted", faults);
        if (faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, "Some fields cannot be read.", ("faults", (IReadOnlyList<Fault>)faults));
        return FormBody.Read(ClaimDecision.Read, RefusalCode.BadRequest, new() { ["accepted"] = accepted, ["reason"] = Reason, ["basedOn"] = BasedOn, ["period"] = Period });
    }
}
