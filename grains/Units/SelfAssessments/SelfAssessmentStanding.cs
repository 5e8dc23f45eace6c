using Evaluation.Assessment;

namespace Evaluation.Units.SelfAssessments;

/// <summary>What stands of a unit's self-assessment.</summary>
/// <param name="Ledger">The unit's ledger. After an upheld objection its claims are the corrected ones.</param>
/// <param name="Evidence">The numbers of the unit's evidence.</param>
public sealed record SelfAssessmentStanding(SelfAssessmentBook Book, UnitLedger Ledger, IReadOnlyList<string> Evidence);
