namespace Evaluation.Gateway.Http.Bodies;

/// <summary>Sends JSON that was made once for many readers.</summary>
internal static class SharedJson
{
    /// <summary>Sends it in an encoding that the client accepts, or status 304 when the client has it.</summary>
    /// <param name="tag">Names the content; the entity tag names the encoding too.</param>
    /// <param name="isPublic">Whether shared caches may keep it. Then it is the same for every caller who is not refused.</param>
    public static async Task SendAsync(HttpContext context, Compressed content, string tag, bool isPublic)
    {
        var (request, response) = (context.Request, context.Response);
        var (encoding, body) = content.For(request);
        tag = encoding is null ? $"\"{tag}\"" : $"\"{tag}-{encoding}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = isPublic ? "public, max-age=60" : "private, no-cache";
        // A key that is not known is refused, so a shared cache must not answer it from its copy. A session changes nothing that is public.
        if (isPublic)
            response.Headers.Vary = "Authorization";
        response.VaryBy("Accept-Encoding");
        if (request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(known => known == tag || known == "*" || known == "W/" + tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
