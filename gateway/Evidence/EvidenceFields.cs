using Evaluation.Evidence;

namespace Evaluation.Gateway.Evidence;

/// <summary>The form of a filing, for the OpenAPI document.</summary>
/// <param name="File">The only file. Its type is found by its content, not by its name.</param>
/// <param name="Criterion">The code of the assessed criterion that the file supports; left out for none.</param>
/// <param name="Date">The date of the document.</param>
internal sealed record EvidenceFields(IFormFile File, string Title, EvidenceKind Kind, string? Criterion, DateOnly Date);
