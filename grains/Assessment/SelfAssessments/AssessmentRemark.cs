namespace Evaluation.Assessment.SelfAssessments;

/// <summary>A fault or a warning of a self-assessment.</summary>
/// <param name="Pointer">The place as a JSON pointer.</param>
/// <param name="Code">The kind as a stable word of the API.</param>
/// <param name="Detail">What was found, in English.</param>
public sealed record AssessmentRemark(string Pointer, string Code, string Detail);
