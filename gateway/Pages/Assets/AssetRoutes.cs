namespace Evaluation.Gateway.Pages.Assets;

/// <summary>Serves what the pages are dressed in, for ever under the same address.</summary>
internal static class AssetRoutes
{
    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/{name}", (HttpContext context, SiteAssets assets) => Send(assets.Find(context.Request.Path), context)).ExcludeFromDescription();
        // Browsers ask for this address whatever a page says.
        app.MapGet("/favicon.ico", (HttpContext context, SiteAssets assets) => Send(assets.Find(assets.Address("seal.svg")), context)).ExcludeFromDescription();
    }

    private static IResult Send(Asset? asset, HttpContext context)
    {
        if (asset is null)
            return TypedResults.NotFound();
        var response = context.Response;
        var (encoding, body) = asset.Body.For(context.Request);
        response.Headers.CacheControl = context.Request.Path == asset.Address ? "public, max-age=31536000, immutable" : "public, max-age=86400";
        response.Headers.Vary = "Accept-Encoding";
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        return TypedResults.Bytes(body, asset.ContentType);
    }
}
