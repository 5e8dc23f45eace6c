using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;

namespace Evaluation.Units.SelfAssessments;

/// <summary>A self-assessment was filed.</summary>
/// <param name="Version">The version that was filed. Versions count up for ever.</param>
/// <param name="Claims">A claim for each item. An item that did not change since the last filing keeps the decision on it.</param>
public sealed record SelfAssessmentFiled(long Version, SelfAssessmentContent Content, IReadOnlyList<Claim> Claims, DateTimeOffset At, string By)
    : UnitEvent(At, By)
{
    [JsonIgnore]
    public override IReadOnlyList<LedgerChange> LedgerChanges => [.. Claims.Select(claim => new ClaimDecided(claim))];
}

/// <summary>A filed self-assessment was given back to the unit. Until it is filed again, no claim counts as decided.</summary>
/// <param name="Version">The version that was filed.</param>
/// <param name="Draft">The version of the draft that the unit goes on with.</param>
/// <param name="Claims">The claims without decisions.</param>
public sealed record SelfAssessmentReopened(long Version, long Draft, IReadOnlyList<Claim> Claims, string Reason, DateTimeOffset At, string By)
    : UnitEvent(At, By)
{
    [JsonIgnore]
    public override IReadOnlyList<LedgerChange> LedgerChanges => [.. Claims.Select(claim => new ClaimDecided(claim))];
}

/// <summary>A reviewer decided on a claim.</summary>
/// <param name="Claim">The claim with the decision.</param>
/// <param name="Version">The version of the claim, which counts its changes and decisions.</param>
public sealed record ClaimReviewed(Claim Claim, long Version, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    public override IReadOnlyList<LedgerChange> LedgerChanges => [new ClaimDecided(Claim)];
}
