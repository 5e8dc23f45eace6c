using Evaluation.Evidence;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Evidence;

/// <summary>An item of evidence in the API.</summary>
/// <param name="Id">The item's number: <c>ev-1</c> in the unit's list, <c>iev-1</c> in that of inspectors and reviewers.</param>
/// <param name="Sha256">The hash of the content, in hexadecimal; the ETag of the file.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Type">The media type, found by the content.</param>
/// <param name="Date">The date of the document.</param>
/// <param name="FiledBy">The account; of the list of inspectors and reviewers for staff only.</param>
/// <param name="UsedBy">The entries that name the item, as far as the caller may read them.</param>
public sealed record EvidenceView(
    string Id, string Sha256, long Size, string Type, string Title, EvidenceKind Kind, string? Criterion, DateOnly Date, DateTimeOffset FiledAt, string? FiledBy,
    IReadOnlyList<EvidenceUse> UsedBy)
{
    /// <param name="showsPerson">Whether the reader sees who filed the item.</param>
    internal static EvidenceView Of(FiledEvidence filed, string timeZone, bool showsPerson = true) => new(
        filed.Id, filed.Item.Sha256, filed.Item.Size, filed.Item.MediaType, filed.Item.Title, filed.Item.Kind, filed.Item.Criterion, filed.Item.Date, filed.At.In(timeZone), showsPerson ? filed.By : null, []);
}
