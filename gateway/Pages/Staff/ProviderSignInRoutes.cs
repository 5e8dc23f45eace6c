using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Authentication.Providers;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Staff;

/// <summary>The way to the city's identity provider and back, and the page after signing out of a session that it has begun.</summary>
internal static class ProviderSignInRoutes
{
    /// <summary>The page after signing out.</summary>
    public const string SignedOut = "/signed-out";

    private const string Start = "/sign-in/provider";

    private static readonly Refusal NoProvider = new(RefusalCode.NotFound, "No identity provider is set.");

    public static void MapProviderSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Start, StartAsync).WithMetadata(SignsIn.It);
        pages.MapGet(ProviderServices.ReturnPath, ReturnAsync).WithMetadata(SignsIn.It);
        pages.MapGet(SignedOut, () => PageResults.Show<SignedOutPage>());
    }

    /// <summary>Where signing in by the provider begins.</summary>
    /// <param name="back">The page to return to.</param>
    /// <param name="asks">Whether the provider asks for the person again, also when it knows one.</param>
    public static string StartAt(string back, bool asks = false) => $"{Start}?back={Uri.EscapeDataString(back)}{(asks ? "&ask=1" : "")}";

    /// <summary>A link begins it: the policy of the site forbids that a form leads to another site.</summary>
    private static async Task<IResult> StartAsync(string? back, string? ask, HttpContext context)
    {
        if (!context.HasProvider())
            return NoProvider.ToPage();
        var to = ReturnAddresses.Of(context, back);
        return await context.ChallengeProviderAsync(ProviderAnswer.Remember(context, to, asks: ask is not null))
            ? TypedResults.Empty
            : Refuse(ProviderFailure.Unreachable, to);
    }

    /// <summary>
    /// The browser comes back. The answer is a page that opens the next one: cookies that are Strict are not sent with a request that
    /// another site has caused, nor with its redirects.
    /// </summary>
    private static async Task<IResult> ReturnAsync(HttpContext context, ProviderSignIn signIn, StaffSessions sessions)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (ProviderAnswer.Of(context) is not { } answer)
            return NoProvider.ToPage();
        if (answer.Id is not { } id)
            return Refuse(answer.Failure ?? ProviderFailure.Rejected, answer.Back);
        var found = await signIn.FindAsync(id);
        if (found.IsRefused(out var refusal))
        {
            return refusal.Code == RefusalCode.NoSuchStaff
                ? PageResults.Show<ProviderRefusedPage>(new { answer.Back, Id = id }, StatusCodes.Status403Forbidden)
                : refusal.ToPage();
        }
        await sessions.BeginByProviderAsync(context, found.Answer, answer.Before);
        return PageResults.Show<ProviderReturnPage>(new { To = answer.Back == "/" ? SignInRoutes.Home(found.Answer) : answer.Back });
    }

    private static RazorComponentResult Refuse(ProviderFailure failure, string back)
    {
        var status = failure switch
        {
            ProviderFailure.Cancelled => StatusCodes.Status403Forbidden,
            ProviderFailure.Unreachable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };
        return PageResults.Show<ProviderRefusedPage>(new { Back = back, Failure = failure }, status);
    }
}
