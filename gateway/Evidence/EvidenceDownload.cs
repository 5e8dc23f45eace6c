using System.Reflection;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence.Types;
using Evaluation.Gateway.Http.Downloads;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Gateway.Evidence;

/// <summary>
/// A file of evidence as a download. A browser never displays it, whatever its content. Only the caller's own cache stores it, and
/// revalidates it every time. A damaged file ends before its announced length.
/// </summary>
internal sealed class EvidenceDownload(FiledEvidence filed, EvidenceUseCases evidence) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), ["application/octet-stream"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, item) = (httpContext.Response, filed.Item);
        var tag = new EntityTagHeaderValue($"\"{item.Sha256}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        await using var content = await evidence.OpenAsync(item, httpContext.RequestAborted);
        response.ContentType = item.MediaType;
        response.ContentLength = item.Size;
        response.Headers.ContentDisposition = DownloadName.Attachment($"{filed.Id} {filed.Item.Title}", FileType.Of(filed.Item.MediaType).Extension);
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        await content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
