using System.Security.Claims;
using Evaluation.Gateway.Http.Authentication.Keys;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Calls of the API that scripts of the pages make with the session of the browser.</summary>
public static class SessionWrites
{
    internal static readonly Refusal TokenMissing =
        new(RefusalCode.FormExpired, $"A session needs the form's token in the header {FormTokens.Header}. Load the form anew.");

    extension(RouteHandlerBuilder route)
    {
        /// <summary>
        /// Admits a session beside a key, with the form's token in the header: a browser sends the cookie along with any request, but no
        /// other site knows the token.
        /// </summary>
        public RouteHandlerBuilder TakesSessions() => route.WithMetadata(ChecksForms.It).Refuses(RefusalCode.FormExpired).AddEndpointFilter(async (invocation, next) =>
            await IsAllowedAsync(invocation.HttpContext) ? await next(invocation) : TokenMissing.ToResult());
    }

    /// <summary>Whether the request has a key, or the token that belongs to its session. The body is not read.</summary>
    internal static async ValueTask<bool> IsAllowedAsync(HttpContext context)
    {
        if (ApiKeyHandler.HasKey(context.Request))
            return true;
        if (!context.Request.Headers.ContainsKey(FormTokens.Header))
            return false;
        // A token is bound to the session, not to the user (SessionTokens).
        var user = context.User;
        context.User = new ClaimsPrincipal();
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        finally
        {
            context.User = user;
        }
    }
}
