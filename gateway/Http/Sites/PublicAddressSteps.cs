using Microsoft.AspNetCore.HttpOverrides;

namespace Evaluation.Gateway.Http.Sites;

internal static class PublicAddressSteps
{
    /// <summary>
    /// Takes the caller's address and scheme from trusted proxies, and serves every request as HTTPS when the public address is. Runs
    /// before everything else: limits count by the caller's address, also for ballots.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SiteSettings>();
        if (settings.TrustedProxies.Count > 0)
            app.UseForwardedHeaders(Options(settings));
        if (settings.IsHttps)
        {
            // A proxy that ends TLS may not say so. Cookies must be secure all the same.
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
    }

    private static ForwardedHeadersOptions Options(SiteSettings settings)
    {
        // Every entry is believed whose sender is trusted, so a chain of proxies of any length works.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies)
            options.KnownIPNetworks.Add(network);
        return options;
    }
}
