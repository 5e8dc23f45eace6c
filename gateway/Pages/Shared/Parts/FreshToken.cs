using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Gateway.Pages.Shared.Parts;

/// <summary>
/// Makes the token of a form. It is bound to the browser and to the session (SessionTokens), but not to the user: PageChecks checks it
/// before the account is authorised. A form whose session has ended is refused because of the account, not because of its token.
/// </summary>
internal static class FreshToken
{
    public static string Of(HttpContext context, IAntiforgery antiforgery)
    {
        var user = context.User;
        context.User = new ClaimsPrincipal();
        try
        {
            return antiforgery.GetAndStoreTokens(context).RequestToken!;
        }
        finally
        {
            context.User = user;
        }
    }
}
