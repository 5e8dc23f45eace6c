using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Gateway.Pages;

/// <summary>
/// What is true of every page: nobody on the way keeps it, a form is taken only with its token, the staff member is known, and a browser is refused by a page too. Where
/// somebody has to sign in first, the browser is led there and back.
/// </summary>
internal sealed class PageFilter(IAntiforgery antiforgery, Access access) : IEndpointFilter
{
    private static readonly Refusal FormTooOld = new(RefusalCode.FormExpired, "This form is too old or came from elsewhere. Go back, load the page anew, and send it again.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept, Accept-Language, Cookie";
        var caller = await access.CallerAsync(http);
        if (!caller.IsRefused(out _))
            Visit.Of(http).Account = caller.Answer;
        if (Visit.Of(http).Account is not null)
            http.Response.Headers.CacheControl = "no-store";
        // Nobody sends much who has not signed in.
        if (Visit.Of(http).Account is not null)
            http.GetEndpoint()?.Metadata.GetMetadata<FormLimit>()?.Raise(http);
        if (HttpMethods.IsPost(http.Request.Method) && !await antiforgery.IsRequestValidAsync(http))
            return FormTooOld.ToPage();
        if (Visit.Of(http).Account is { MustChangePassword: true } && !SignInRoutes.IsForFirstSignIn(http.Request.Path))
            return TypedResults.LocalRedirect(SignInRoutes.Account);
        return await next(context) switch
        {
            RefusalResult { Refusal.Code: RefusalCode.SignInRequired } when HttpMethods.IsGet(http.Request.Method) =>
                TypedResults.LocalRedirect($"/sign-in?back={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}"),
            RefusalResult refused when http.Request.TakesPages => refused.Refusal.ToPage(),
            var result => result,
        };
    }
}
