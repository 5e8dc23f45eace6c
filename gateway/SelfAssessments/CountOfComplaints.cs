using Evaluation.Rules;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>Counts the complaints about a unit that the register has for the round's period.</summary>
/// <param name="rules">The rules of the round.</param>
/// <param name="unit">The unit's code.</param>
public delegate ValueTask<Outcome<int>> CountOfComplaints(RoundRules rules, string unit);
