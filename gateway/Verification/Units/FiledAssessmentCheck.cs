using Evaluation.Assessment.SelfAssessments;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.Verification.Units;

/// <summary>
/// What must hold for the events of a self-assessment: versions count up, nothing with a fault is filed, and the claims of an event follow
/// from what was filed and decided before.
/// </summary>
internal static class FiledAssessmentCheck
{
    /// <param name="state">The unit before the event.</param>
    public static string? Fault(RoundRules rules, UnitState state, UnitEvent happened) => happened switch
    {
        SelfAssessmentFiled filed => OfFiling(rules, state, filed),
        SelfAssessmentReopened reopened => OfReopening(state.SelfAssessments, reopened),
        ClaimReviewed reviewed => OfReview(state.SelfAssessments, reviewed),
        _ => null,
    };

    private static string? OfFiling(RoundRules rules, UnitState state, SelfAssessmentFiled filed)
    {
        var book = state.SelfAssessments;
        if (book.IsFiled)
            return $"version {filed.Version} is filed while version {book.Newest!.Version} stands";
        if (filed.Version < (book.Reopened?.Draft ?? 1))
            return $"version {filed.Version} is filed after version {book.Newest?.Version ?? 0}";
        var evidence = state.Evidence.Filed.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        if (SelfAssessmentCheck.Faults(filed.Content, rules, evidence) is [var first, ..])
            return $"version {filed.Version} has a fault at {first.Pointer}: {first.Detail}";
        return StoredJson.AreSame(filed.Claims.ToArray(), book.ClaimsOf(filed.Content).ToArray()) ? null : $"the claims of version {filed.Version} do not follow from its items";
    }

    private static string? OfReopening(SelfAssessmentBook book, SelfAssessmentReopened reopened) =>
        !book.IsFiled || book.Newest!.Version != reopened.Version ? $"version {reopened.Version} is reopened and is not filed"
        : reopened.Draft <= reopened.Version ? $"the draft {reopened.Draft} is not newer than version {reopened.Version}"
        : StoredJson.AreSame(reopened.Claims.ToArray(), book.OpenClaims().ToArray()) ? null
        : $"the claims of version {reopened.Version} are not those that were filed";

    private static string? OfReview(SelfAssessmentBook book, ClaimReviewed reviewed)
    {
        var claim = reviewed.Claim;
        if (!book.IsFiled || book.Find(claim.Criterion, claim.Period) is not { } known)
            return $"the claim for {claim.Criterion} is decided and is not filed";
        if (reviewed.Version != known.Version + 1)
            return $"version {reviewed.Version} of the claim for {claim.Criterion} follows version {known.Version}";
        if (known.Claim.Claimed != claim.Claimed)
            return $"{claim.Claimed} points are decided for {claim.Criterion}, and {known.Claim.Claimed} are claimed";
        return !claim.IsDecided || claim.Accepted > (claim.Claimed ?? 0) || (claim.Accepted != claim.Claimed && claim.Reason is null)
            ? $"the decision on {claim.Criterion} accepts more than is claimed, or less without a reason"
            : null;
    }
}
