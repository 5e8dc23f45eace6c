using System.IO.Compression;
using Evaluation.Gateway.Http.Bodies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>
/// Serves the page that recounts published results, with its program and style: the files of the folder recount, which works without the
/// site.
/// </summary>
internal static class RecountPageRoutes
{
    private static readonly Compressed Page = Read("index.html"), Program = Read("recount.mjs"), Style = Read("recount.css");

    public static void MapRecountPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/recount/", (HttpContext context) => Send(context, Page, "text/html; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/recount/recount.mjs", (HttpContext context) => Send(context, Program, "text/javascript; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/recount/recount.css", (HttpContext context) => Send(context, Style, "text/css; charset=utf-8")).ExcludeFromDescription();
    }

    private static FileContentHttpResult Send(HttpContext context, Compressed file, string type)
    {
        var (encoding, body) = file.For(context.Request);
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (encoding is not null)
            context.Response.Headers.ContentEncoding = encoding;
        return TypedResults.Bytes(body, type);
    }

    private static Compressed Read(string name)
    {
        using var file = typeof(RecountPageRoutes).Assembly.GetManifestResourceStream($"recount/{name}")!;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return new(content.ToArray(), CompressionLevel.SmallestSize);
    }
}
