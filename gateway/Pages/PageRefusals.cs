using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages;

/// <summary>
/// The form of refusals on pages: a browser that must sign in first is redirected there and back, other browsers get a page, and programs get problem
/// details.
/// </summary>
internal sealed class PageRefusals : IRefusalForm
{
    public static readonly PageRefusals It = new();

    public IResult Of(HttpContext context, RefusalResult refused)
    {
        var request = context.Request;
        if (refused.Refusal.Code == RefusalCode.SignInRequired && HttpMethods.IsGet(request.Method))
            return TypedResults.LocalRedirect($"/sign-in?back={Uri.EscapeDataString(request.Path + request.QueryString)}");
        return request.TakesPages ? refused.Refusal.ToPage() : refused;
    }
}
