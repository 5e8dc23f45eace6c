using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Pages;

/// <summary>Turns the refusal that a page's route returns into the form that the browser gets.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        return result is RefusalResult refused ? RefusalForm.Of(context.HttpContext, refused) : result;
    }
}
