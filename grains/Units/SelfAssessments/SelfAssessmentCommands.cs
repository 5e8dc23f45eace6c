using Evaluation.Assessment.SelfAssessments;
using Evaluation.Runtime;

namespace Evaluation.Units.SelfAssessments;

/// <summary>
/// Files a version of a self-assessment. The sender has checked that it has no fault. Refused with <see cref="RefusalCode.WrongState"/>
/// while another version is filed, and with <see cref="RefusalCode.StaleEdit"/> when the version is not newer than what was filed.
/// </summary>
public sealed record FileSelfAssessment(long Version, SelfAssessmentContent Content, DateTimeOffset At, Actor By)
    : AssessmentCommand, ICommand<UnitState, SelfAssessmentStanding>, IRepeatable
{
    public SelfAssessmentStanding Answer(UnitState state) => SelfAssessmentStanding.Of(state);
}

/// <summary>Gives a filed self-assessment back to the unit.</summary>
/// <param name="Version">The filed version. Refused with <see cref="RefusalCode.StaleEdit"/> when another one is filed.</param>
/// <param name="Draft">The version of the draft that the unit goes on with: a higher one.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The reviewer.</param>
public sealed record ReopenSelfAssessment(long Version, long Draft, string Reason, DateTimeOffset At, Actor By)
    : AssessmentCommand, ICommand<UnitState, SelfAssessmentStanding>, IRepeatable
{
    public SelfAssessmentStanding Answer(UnitState state) => SelfAssessmentStanding.Of(state);
}

/// <summary>
/// Decides on a claim of a filed self-assessment. Refused with <see cref="RefusalCode.OverClaim"/> for more than was claimed, and with
/// <see cref="RefusalCode.ReasonMissing"/> for less without a reason.
/// </summary>
/// <param name="Criterion">The criterion of the claim.</param>
/// <param name="Accepted">The points that are accepted, or "not applicable".</param>
/// <param name="Reason">Required when less is accepted than claimed.</param>
/// <param name="BasedOn">
/// The version of the claim that the reviewer has read. Refused with <see cref="RefusalCode.StaleEdit"/> when another one stands.
/// Null: any.
/// </param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The reviewer.</param>
/// <param name="Period">The period of the claim; null for a criterion without periods.</param>
public sealed record ReviewClaim(string Criterion, ClaimedPoints Accepted, string? Reason, long? BasedOn, DateTimeOffset At, Actor By, string? Period = null)
    : AssessmentCommand, ICommand<UnitState, SelfAssessmentStanding>
{
    public SelfAssessmentStanding Answer(UnitState state) => SelfAssessmentStanding.Of(state);
}
