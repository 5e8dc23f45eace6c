using Evaluation.Evidence;

namespace Evaluation.Gateway.Evidence;

/// <summary>The form of a filing, for the contract.</summary>
/// <param name="File">The only file; what it is says its content, not its name.</param>
/// <param name="Criterion">The assessed criterion that it supports, by its code.</param>
/// <param name="Date">The day that it bears.</param>
internal sealed record EvidenceFields(IFormFile File, string Title, EvidenceKind Kind, string Criterion, DateOnly Date);
