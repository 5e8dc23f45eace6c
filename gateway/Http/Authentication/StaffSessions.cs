using System.Security.Claims;
using Evaluation.Documents;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authentication;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Begins and ends the staff session of a browser.</summary>
public sealed class StaffSessions(SessionStore store)
{
    /// <summary>Signs the account in on this browser, with a new ticket. The session that the browser had before ends.</summary>
    /// <exception cref="DocumentsUnavailableException">Nobody was signed in.</exception>
    public Task BeginAsync(HttpContext context, StaffAccount account) => BeginAsync(context, SessionHandler.PrincipalOf(account));

    /// <summary>The same for an account that the identity provider has signed in.</summary>
    /// <param name="before">
    /// The key of the session that ends: a request that comes from the provider's page does not have its cookie. Null for none.
    /// </param>
    public async Task BeginByProviderAsync(HttpContext context, StaffAccount account, string? before)
    {
        if (before is not null)
            await store.RemoveAsync(before);
        await BeginAsync(context, SessionHandler.PrincipalOf(account, byProvider: true));
    }

    private async Task BeginAsync(HttpContext context, ClaimsPrincipal ticket)
    {
        var before = await context.AuthenticateAsync(Schemes.Session);
        if (SessionStore.KeyOf(before.Properties) is { } key)
            await store.RemoveAsync(key);
        // The request's own handler would put the new ticket under the key of the ended session. A handler of another scope does not know
        // that key.
        await using var scope = context.RequestServices.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IAuthenticationService>().SignInAsync(context, Schemes.Session, ticket, null);
    }

    /// <summary>Whether the session of a request was begun by the identity provider.</summary>
    public static async ValueTask<bool> IsByProviderAsync(HttpContext context) =>
        StaffIdentity.Of((await context.AuthenticateAsync(Schemes.Staff)).Principal) is { IsByProvider: true };

    /// <summary>Ends this browser's session, also for copies of its cookie.</summary>
    /// <exception cref="DocumentsUnavailableException">The session may not have ended. The same can be called again.</exception>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Schemes.Session);
}
