using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Voter;

/// <summary>
/// Where a voting link leads. The credential stands behind the <c>#</c> and never reaches the server: the page finds it there, or asks for
/// it.
/// </summary>
internal static class VoterRoutes
{
    public static void MapVoterPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/vote", ChooseAsync);
        pages.MapGet("/vote/{round}", VoteAsync);
    }

    private static async Task<IResult> VoteAsync(string round, HttpContext context, RoundViews views, VotePages pages)
    {
        if (DamagedLink.Repair(round) is { } link)
            return TypedResults.LocalRedirect(link);
        var view = await views.GetAsync(round);
        return view.IsRefused(out var refusal) ? refusal.ToResult()
            : IsHidden(view.Answer, context) ? RoundUseCases.NoSuchRound.ToResult()
            : context.Request.TakesPages ? await pages.ShowAsync(view.Answer, context)
            : VotingLink.Text(view.Answer, context);
    }

    /// <summary>Whether the reader may not learn that there is this draft. A slip that is issued tells its voter of the round.</summary>
    private static bool IsHidden(RoundView round, HttpContext context) =>
        round is { State: RoundState.Draft, HasBatches: false } && !RoundUseCases.MaySee(round, PageRequest.Of(context).Account);

    /// <summary>A typed credential belongs to a round; with one round open there is nothing to choose.</summary>
    private static async Task<IResult> ChooseAsync(IEngine engine, RoundViews views, CancellationToken cancel)
    {
        var open = new List<RoundView>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await views.GetAsync(grain.Key);
            if (view.IsRefused(out var refusal))
                return refusal.ToResult();
            if (view.Answer is { State: RoundState.Voting or RoundState.Paused, InternalTo: null })
                open.Add(view.Answer);
        }
        return open is [var only] ? TypedResults.LocalRedirect($"/vote/{only.Id}") : PageResults.Show<ChooseRoundPage>(new { Rounds = open });
    }
}
