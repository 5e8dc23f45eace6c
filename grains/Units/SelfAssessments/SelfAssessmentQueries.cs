using Evaluation.Runtime;

namespace Evaluation.Units.SelfAssessments;

/// <summary>What a unit has filed.</summary>
/// <param name="Version">A version that is asked for besides the newest one; null for none.</param>
public sealed record ViewSelfAssessment(long? Version = null) : IQuery<UnitState, SelfAssessmentStanding>
{
    public Outcome<SelfAssessmentStanding> Answer(UnitState state) => SelfAssessmentStanding.Of(state, Version);
}

/// <summary>The claims of a unit, without the rest of its self-assessment.</summary>
public sealed record ViewClaims : IQuery<UnitState, UnitClaims>
{
    public Outcome<UnitClaims> Answer(UnitState state) => new UnitClaims(state.SelfAssessments.IsFiled, [.. state.SelfAssessments.Claims.Values], state.Ledger.Claims, state.SelfAssessments.Newest?.At);
}
