using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Preview;

/// <summary>The paper as voters will see it.</summary>
internal static class PreviewRoutes
{
    public static void MapPreviewPage(this IEndpointRouteBuilder round) => round.MapGet("/preview", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);

    private static async Task<IResult> ShowAsync(string round, HttpContext context, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => PageResults.Show<PreviewPage>(new { Round = managed.View, managed.Rules, Class = context.Request.Query["class"].ToString() }));
    }
}
