namespace Evaluation.Gateway.Http.Sites;

/// <summary>
/// Headers of every answer. The browser keeps to HTTPS, guesses no content type, and shows the answer in no frame.
/// </summary>
/// <param name="site">Decides whether browsers must use HTTPS.</param>
/// <param name="pagePolicy">The content security policy of pages.</param>
internal sealed class SiteHeaders(SiteSettings site, string pagePolicy)
{
    /// <summary>The policy of an answer that is no page and shows nothing: it loads and runs nothing.</summary>
    public const string BarePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A year, and for hosts below this one too (RFC 6797).</summary>
    private const string HttpsOnly = "max-age=31536000; includeSubDomains";

    /// <summary>The headers of an answer to a ballot.</summary>
    public void SetBare(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = BarePolicy;
        if (site.IsHttps)
            headers.StrictTransportSecurity = HttpsOnly;
    }

    /// <summary>The headers of any other answer. It tells other sites nothing and uses no sensor of the device.</summary>
    public void SetPage(HttpResponse response)
    {
        SetBare(response);
        var headers = response.Headers;
        headers.ContentSecurityPolicy = pagePolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
    }
}

internal static class SiteHeaderSteps
{
    /// <summary>Runs before routing, which answers ballots itself.</summary>
    public static void UseBareHeaders(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<SiteHeaders>();
        app.Use((context, next) =>
        {
            site.SetBare(context.Response);
            return next(context);
        });
    }

    /// <summary>Runs after routing, for everything but ballots.</summary>
    public static void UsePageHeaders(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<SiteHeaders>();
        app.Use((context, next) =>
        {
            site.SetPage(context.Response);
            return next(context);
        });
    }
}
