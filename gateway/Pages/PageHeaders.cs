using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Pages.Assets;

namespace Evaluation.Gateway.Pages;

/// <summary>What every answer tells the browser to be careful with. Ballots are answered before this.</summary>
internal static class PageHeaders
{
    public static void UsePageHeaders(this IApplicationBuilder app)
    {
        var policy = ContentSecurityPolicy(app.ApplicationServices.GetRequiredService<SiteAssets>());
        var isHttps = app.ApplicationServices.GetRequiredService<SiteSettings>().IsHttps;
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            if (isHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            return next(context);
        });
    }

    /// <summary>
    /// Nothing from elsewhere, nothing inline but whole style sheets of our own, no frame around, and no text that becomes markup in a
    /// module.
    /// </summary>
    private static string ContentSecurityPolicy(SiteAssets assets) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' {string.Join(' ', assets.InlineSources)}; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
}
