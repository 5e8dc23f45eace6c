using Evaluation.Ballots;
using Evaluation.Gateway.Exports;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Problems;
using Evaluation.Gateway.Staff;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Comments;

/// <summary>What voters wrote, unit by unit, once the vote is closed: the same as the export has, small groups left out.</summary>
internal static class CommentPageRoutes
{
    public static void MapCommentPages(this IEndpointRouteBuilder round) =>
        round.MapGet("/comments", ShowAsync).RequireRole(Role.Administrator, Role.Auditor, Role.Reviewer);

    private static async Task<IResult> ShowAsync(string round, string? unit, HttpContext context, IEngine engine, Access access)
    {
        var found = await ManagedRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        if (await Viewers.RefuseCommentsAsync(view, context, access) is { } closed)
            return PageResults.Show<CommentsPage>(new { Round = view, Rules = rules, Unit = 0, Comments = Array.Empty<SlipComment>(), Refusal = closed });
        var place = unit is null ? 0 : rules.Units.ToList().FindIndex(known => known.Code == unit);
        if (place < 0)
            return new Refusal(RefusalCode.NotFound, "The round has no such unit.").ToResult();
        try
        {
            var comments = await new ExportSource(engine).CommentsAsync(rules, place);
            return PageResults.Show<CommentsPage>(new { Round = view, Rules = rules, Unit = place, Comments = comments });
        }
        catch (ExportInterruptedException interrupted)
        {
            return interrupted.Refusal.ToResult();
        }
    }
}
