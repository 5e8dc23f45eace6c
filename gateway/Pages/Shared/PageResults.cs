using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>A page as the answer to a request.</summary>
internal static class PageResults
{
    /// <summary>The page with these parameters, written whole.</summary>
    public static RazorComponentResult Show<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(typeof(TPage), parameters) { StatusCode = status, PreventStreamingRendering = true };

    public static RazorComponentResult Show<TPage>()
        where TPage : IComponent =>
        Show<TPage>(new { });

    extension(Refusal refusal)
    {
        /// <summary>A page that says what was refused and why.</summary>
        public RazorComponentResult ToPage() => Show<RefusalPage>(new { Refusal = refusal }, RefusalTable.Status(refusal.Code));
    }
}
