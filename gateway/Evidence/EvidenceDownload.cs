using Evaluation.Evidence;
using Evaluation.Gateway.Evidence.Types;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Gateway.Evidence;

/// <summary>
/// A file of evidence as a download. A browser never shows it in place, whatever is in it; nobody but the caller's own cache keeps it, and asks again each time. One
/// that is damaged ends before its announced length.
/// </summary>
internal sealed class EvidenceDownload(FiledEvidence filed, EvidenceDesk desk) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, item) = (httpContext.Response, filed.Item);
        var tag = new EntityTagHeaderValue($"\"{item.Sha256}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        await using var content = await desk.OpenAsync(item, httpContext.RequestAborted);
        response.ContentType = item.MediaType;
        response.ContentLength = item.Size;
        response.Headers.ContentDisposition = Attachment();
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        await content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    /// <summary>Named by its number and title: hundreds of files in one folder stay apart, and in order of filing.</summary>
    private string Attachment()
    {
        var title = string.Concat(filed.Item.Title.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' ? character : ' '));
        var name = $"{filed.Id} {string.Join(' ', title.Split(' ', StringSplitOptions.RemoveEmptyEntries))}".TrimEnd();
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName($"{name}.{FileType.Of(filed.Item.MediaType).Extension}");
        return header.ToString();
    }
}
