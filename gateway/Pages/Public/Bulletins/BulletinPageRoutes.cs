using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Supervision;

namespace Evaluation.Gateway.Pages.Public.Bulletins;

/// <summary>The monthly bulletins of a round as pages. Who may read them is asked where the API asks it.</summary>
internal static class BulletinPageRoutes
{
    public static void MapBulletinPages(this IEndpointRouteBuilder pages)
    {
        var bulletins = pages.MapGroup("/rounds/{round}/bulletins");
        bulletins.MapGet("", (string round, HttpContext context, BulletinUseCases read) => ShowAsync(round, null, context, read));
        bulletins.MapGet("/{month}", (string round, string month, HttpContext context, BulletinUseCases read) => ShowAsync(round, month, context, read));
    }

    private static async Task<IResult> ShowAsync(string round, string? month, HttpContext context, BulletinUseCases bulletins)
    {
        var read = await bulletins.ReadAsync(round, month, PageRequest.Of(context).Account);
        return read.ToResult(found => PageResults.Show<BulletinPage>(new { found.Round, found.Rules, found.Bulletin, found.Today }));
    }
}
