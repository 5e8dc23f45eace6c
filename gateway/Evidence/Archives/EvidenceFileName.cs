using Evaluation.Evidence;
using Evaluation.Gateway.Evidence.Types;
using Evaluation.Gateway.Http.Downloads;

namespace Evaluation.Gateway.Evidence.Archives;

/// <summary>
/// The file name of an item: it begins with the item's number, so that many files in one folder have different names and sort in the order
/// of filing.
/// </summary>
internal static class EvidenceFileName
{
    public static string Of(FiledEvidence filed) => DownloadName.Of($"{filed.Id} {filed.Item.Title}", FileType.Of(filed.Item.MediaType).Extension);
}
