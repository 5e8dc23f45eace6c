using Evaluation.Evidence;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Evidence;

/// <summary>An item of evidence, for those who may read it.</summary>
/// <param name="Id">Its number in the unit's list: <c>ev-1</c>.</param>
/// <param name="Sha256">The content's, in hexadecimal; the ETag of the file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Type">The media type, by the content.</param>
/// <param name="Date">The day that it bears.</param>
public sealed record EvidenceView(
    string Id, string Sha256, long Size, string Type, string Title, EvidenceKind Kind, string Criterion, DateOnly Date, DateTimeOffset FiledAt, string FiledBy)
{
    internal static EvidenceView Of(FiledEvidence filed, string timeZone) => new(
        filed.Id, filed.Item.Sha256, filed.Item.Size, filed.Item.MediaType, filed.Item.Title, filed.Item.Kind, filed.Item.Criterion, filed.Item.Date, filed.At.In(timeZone), filed.By);
}
