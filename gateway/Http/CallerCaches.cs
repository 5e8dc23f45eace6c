using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Http;

/// <summary>
/// Cache headers of the API, set before a route runs. The answer to a caller with a key, a credential or a session is stored by no cache;
/// an answer to anybody is revalidated. A route that knows better replaces the header.
/// </summary>
internal static class CallerCaches
{
    /// <summary>The request headers that can change the answer of any call.</summary>
    private const string Callers = "Authorization, Cookie";

    public static void UseCallerCaches(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            context.Response.Headers.CacheControl = context.Request.IsPersonal ? "no-store" : "no-cache";
            context.Response.Headers.Vary = Callers;
        }
        return next(context);
    });

    extension(HttpRequest request)
    {
        /// <summary>Whether the request has something that can identify its caller.</summary>
        public bool IsPersonal => request.Headers.Authorization.Count > 0 || request.Cookies.Keys.Any(AuthenticationServices.IsSessionCookie);
    }

    extension(HttpResponse response)
    {
        /// <summary>Adds a request header that changes this answer.</summary>
        public void VaryBy(string header) => response.Headers.Append("Vary", header);
    }
}
