using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Staff;

namespace Evaluation.Gateway.Pages;

/// <summary>
/// The form of refusals on pages. A browser that must sign in first is redirected there and back, and a form that it has sent goes with it.
/// Other browsers get a page, and programs get problem details.
/// </summary>
internal sealed class PageRefusals : IRefusalForm
{
    public static readonly PageRefusals Instance = new();

    /// <summary>Whether a form that is sent to this route after the session has ended goes to the sign-in page with its sender.</summary>
    public static bool MayCarryForm(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CarriesForm>() is not null;

    /// <summary>
    /// What a browser gets that no route answers. One that opens the address of a form, as after a reload, is led to the page above it.
    /// </summary>
    public static IResult Unanswered(HttpContext context, Refusal refusal) =>
        refusal.Code == RefusalCode.MethodNotAllowed && IsReading(context.Request) && ReturnAddresses.Of(context, context.Request.Path) is { Length: > 1 } page
            ? TypedResults.LocalRedirect(page)
            : refusal.ToPage();

    public IResult Of(HttpContext context, RefusalResult refused)
    {
        var request = context.Request;
        var mustSignIn = refused.Refusal.Code == RefusalCode.SignInRequired;
        if (mustSignIn && IsReading(request))
            return TypedResults.LocalRedirect($"/sign-in?back={Uri.EscapeDataString(request.Path + request.QueryString)}");
        if (!request.TakesPages)
            return refused;
        // PageChecks has read the form already.
        return mustSignIn && MayCarryForm(context) ? SignInRoutes.Carry(context, request.Path, CarriedForm.Of(request, request.Form)) : refused.Refusal.ToPage(request.RouteValues.Keys);
    }

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
