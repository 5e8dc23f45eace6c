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

    /// <summary>
    /// The status of a form that is shown again with a refusal; 200 without one. A stale form is a conflict: it has no <c>If-Match</c> that
    /// could fail.
    /// </summary>
    /// <param name="why">The refusal.</param>
    /// <param name="inPath">The names of the parameters in the path of the route; null for none.</param>
    public static int Status(Refusal? why, IEnumerable<string>? inPath = null) => why switch
    {
        null => StatusCodes.Status200OK,
        { Code: RefusalCode.Stale } => StatusCodes.Status409Conflict,
        _ => RefusalTable.Status(why.Code, inPath ?? []),
    };

    extension(Refusal refusal)
    {
        /// <summary>A page that says what was refused and why.</summary>
        /// <param name="inPath">As in <see cref="Status"/>.</param>
        public RazorComponentResult ToPage(IEnumerable<string>? inPath = null)
        {
            var status = Status(refusal, inPath);
            return Show<RefusalPage>(new { Refusal = refusal, Status = status }, status);
        }
    }
}
