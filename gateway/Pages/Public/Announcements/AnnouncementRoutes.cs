using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Pages.Public.Results;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Public.Announcements;

/// <summary>The announcement of a result, laid out for print. Who may read it is asked as for the result.</summary>
internal static class AnnouncementRoutes
{
    private const int NumberCharactersMax = 40;

    private static readonly Role[] Officials = [Role.Administrator, Role.Auditor, Role.Reviewer];

    public static void MapAnnouncement(this IEndpointRouteBuilder pages) => pages.MapGet("/rounds/{round}/announcement", ShowAsync);

    /// <param name="round">The round.</param>
    /// <param name="version">The version of the result; null for the newest.</param>
    /// <param name="group">The code of one class; null for all.</param>
    /// <param name="number">
    /// The number of the document. Only the round's staff names one: nobody else's text stands below the red heading.
    /// </param>
    private static async Task<IResult> ShowAsync(
        string round, string? version, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "class")] string? group, string? number, HttpContext context, IEngine engine, PublicAddress site)
    {
        var shown = await ShownResult.FindAsync(round, version, context, engine);
        if (shown.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules, result) = shown.Answer;
        var isOfficial = Access.Has(PageRequest.Of(context).Account, view.Id, Officials);
        return PageResults.Show<AnnouncementPage>(new
        {
            Announcement = Announcement.Of(view, rules, result, group, isOfficial ? Line(number) : null, $"{site.Site}/rounds/{view.Id}/results", $"{site.Site}{RecountAddress.Of(view.Id, result.Version)}"),
            IsOfficial = isOfficial,
        });
    }

    private static string? Line(string? number) =>
        number?.Trim() is { Length: > 0 and <= NumberCharactersMax } line && !line.Any(char.IsControl) ? line : null;
}
