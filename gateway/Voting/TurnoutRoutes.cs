using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Voting;

/// <summary>Live turnout: to everybody once the round has left draft, to its staff before.</summary>
internal static class TurnoutRoutes
{
    public static void MapTurnout(this IEndpointRouteBuilder api)
    {
        var turnout = api.MapGroup("/rounds/{round}/turnout").WithTags("Voting");
        turnout.MapGet("", ReadAsync).WithSummary("Roll, issued and voted by group").Produces<Turnout>().ProducesProblem(404);
        turnout.MapGet("/stream", StreamAsync).WithSummary("The same as server-sent events: the newest state, at most four a second").Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(404);
    }

    private static async Task<IResult> ReadAsync(string round, HttpContext context, TurnoutBoard board, RoundViews views, Access access)
    {
        var page = await FindAsync(round, context, board, views, access);
        return page.ToResult(found => new PageResult(found));
    }

    private static async Task<IResult> StreamAsync(
        string round, HttpContext context, TurnoutBoard board, RoundViews views, Access access, TimeProvider clock, IHostApplicationLifetime life)
    {
        var page = await FindAsync(round, context, board, views, access);
        return page.ToResult(_ => new PageStream(() => FindAsync(round, context, board, views, access), () => board.NextIn(round), clock, life));
    }

    private static async ValueTask<Outcome<Page>> FindAsync(string round, HttpContext context, TurnoutBoard board, RoundViews views, Access access)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.State == RoundState.Draft && (await access.DemandAsync(context, round, Role.Administrator, Role.Auditor, Role.Reviewer)).IsRefused(out refusal))
            return refusal;
        return await board.GetAsync(round);
    }
}
