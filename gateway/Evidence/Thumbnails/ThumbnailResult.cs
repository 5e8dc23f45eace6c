using System.Reflection;
using Evaluation.Evidence;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Gateway.Evidence.Thumbnails;

/// <summary>A thumbnail as JPEG. The caller's own cache keeps it, because a content never changes.</summary>
internal sealed class ThumbnailResult(FiledEvidence filed, Thumbnails thumbnails) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), ["image/jpeg"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = new EntityTagHeaderValue($"\"{filed.Item.Sha256}-thumbnail\"");
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var made = await thumbnails.MakeAsync(filed.Item, httpContext.RequestAborted);
        if (made.IsRefused(out var refusal))
        {
            await refusal.ToResult().ExecuteAsync(httpContext);
            return;
        }
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, max-age=86400";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.ContentType = "image/jpeg";
        response.ContentLength = made.Answer.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(made.Answer, httpContext.RequestAborted);
    }
}
