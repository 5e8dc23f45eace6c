using System.Text.Json.Serialization;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Rounds;
using Evaluation.Rules;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>The state of a claim.</summary>
[JsonConverter(typeof(CamelCaseEnum<ClaimState>))]
public enum ClaimState
{
    /// <summary>Nobody has decided, or the unit has changed the item since.</summary>
    Open,

    Decided,

    /// <summary>The self-assessment is reopened. No claim can be decided before it is filed again.</summary>
    Reopened,
}

/// <summary>A claim of a filed self-assessment with the decision on it.</summary>
/// <param name="Version">Counts the changes of the claim and the decisions on it. Send it as <c>basedOn</c> with a decision.</param>
/// <param name="Max">The points of the criterion.</param>
/// <param name="Claimed">Points or <c>"na"</c>.</param>
/// <param name="Accepted">Points or <c>"na"</c>; null while the claim is open.</param>
/// <param name="Reason">The reviewer's reason.</param>
/// <param name="Period">The period of the claim; left out for a criterion without periods.</param>
public sealed record ClaimView(
    string Unit, string Criterion, long Version, ClaimState State, decimal Max, ClaimedPoints Claimed, ClaimedPoints? Accepted, string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null)
{
    /// <summary>The claims of a unit in the order of the rules.</summary>
    internal static IReadOnlyList<ClaimView> Of(RoundRules rules, string unit, bool isFiled, IReadOnlyList<ReviewedClaim> claims) =>
    [
        .. from criterion in rules.AssessedCriteria
           from period in SheetForm.PeriodsOf(criterion)
           join reviewed in claims on (criterion.Code, period) equals (reviewed.Claim.Criterion, reviewed.Claim.Period)
           select Of(rules, unit, isFiled, criterion, reviewed),
    ];

    private static ClaimView Of(RoundRules rules, string unit, bool isFiled, Criterion criterion, ReviewedClaim reviewed)
    {
        var claim = reviewed.Claim;
        var state = !isFiled ? ClaimState.Reopened : claim.IsDecided ? ClaimState.Decided : ClaimState.Open;
        return new(
            unit, criterion.Code, reviewed.Version, state, criterion.Points, new(claim.Claimed), claim.IsDecided ? new ClaimedPoints(claim.Accepted) : null,
            claim.Reason, reviewed.DecidedBy, reviewed.DecidedAt?.In(rules.TimeZone), claim.Period);
    }
}
