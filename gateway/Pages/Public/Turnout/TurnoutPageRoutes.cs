using System.Text.Json;
using Evaluation.Cuts;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Scores;
using Evaluation.Gateway.Targets;
using Evaluation.Gateway.Voting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Public.Turnout;

/// <summary>A round as it runs: turnout, scores before the close where the round shows them, and the progress of targets.</summary>
internal static class TurnoutPageRoutes
{
    public static void MapTurnoutPages(this IEndpointRouteBuilder pages)
    {
        var round = pages.MapGroup("/rounds/{round}");
        round.MapGet("/turnout", TurnoutAsync);
        round.MapGet("/scores", ScoresAsync);
        round.MapGet("/progress", ProgressAsync);
    }

    private static async Task<IResult> TurnoutAsync(string round, HttpContext context, IEngine engine, RoundViews views, TurnoutSnapshots snapshots, PreviousTurnout previous, TimeProvider clock)
    {
        var view = await PublicRoutes.FindAsync(round, context, views);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var past = await engine.SendAsync(CutGrain.Ref(round), new ViewPastTurnout());
        if (past.IsRefused(out refusal))
            return refusal.ToResult();
        var turnout = await snapshots.GetAsync(view.Answer, PageRequest.Of(context).Account);
        if (turnout.IsRefused(out refusal))
            return refusal.ToResult();
        var (found, now) = (view.Answer, clock.GetUtcNow());
        var groups = Voting.Turnout.Of(turnout.Answer).Groups;
        var at = LifeCycle.IsClosed(found.State) && found.ClosesAt is { } closed && closed < now ? closed : now;
        var curves = GroupCurve.Of(past.Answer.Hours, groups, at, found.TimeZone, before: null);
        if (curves.Count > 0)
        {
            // Only a round of several days is compared: the page of the first hours stays cheap.
            var before = await previous.FindAsync(found, rules.Answer, context.RequestAborted);
            if (before.IsRefused(out refusal))
                return refusal.ToResult();
            curves = GroupCurve.Of(past.Answer.Hours, groups, at, found.TimeZone, before.Answer.Known);
        }
        return PageResults.Show<LiveTurnoutPage>(
            new { Round = found, Rules = rules.Answer, Groups = groups, Series = TurnoutSeries.Of(past.Answer.Hours, groups, at, found.TimeZone), Curves = curves });
    }

    private static async Task<IResult> ScoresAsync(string round, HttpContext context, IEngine engine, RoundViews views, ScoreReader scores)
    {
        var view = await PublicRoutes.FindAsync(round, context, views);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await scores.ReadAsync(round, null, context);
        if (read.IsRefused(out refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToResult(found => PageResults.Show<LiveScoresPage>(
            new { Round = view.Answer, Rules = found, Scores = JsonSerializer.Deserialize<LiveScores>(read.Answer.Body.Span, ApiJson.Options)! }));
    }

    private static async Task<IResult> ProgressAsync(string round, HttpContext context, IEngine engine, RoundViews views, TargetUseCases targets)
    {
        var view = await PublicRoutes.FindAsync(round, context, views);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var rows = await targets.ListProgressAsync(view.Answer, rules.Answer, PageRequest.Of(context).Account);
        return rows.ToResult(all => PageResults.Show<ProgressPage>(new { Round = view.Answer, Rows = all }));
    }
}
