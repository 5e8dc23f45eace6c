using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Public.Bulletins;
using Evaluation.Gateway.Pages.Public.Results;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Voting;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Public;

/// <summary>Public pages: the front page, rules of a round, live turnout, results, bulletins, and the privacy notice.</summary>
internal static class PublicRoutes
{
    public static void MapPublicPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", FrontAsync);
        pages.MapGet("/privacy", () => PageResults.Show<PrivacyPage>());
        pages.MapGet("/rounds/{round}", RulesAsync);
        pages.MapGet("/rounds/{round}/turnout", TurnoutAsync);
        pages.MapResultPages();
        pages.MapBulletinPages();
    }

    private static async Task<IResult> FrontAsync(HttpContext context, IEngine engine, RoundViews views, PublishedRounds published, CancellationToken cancel)
    {
        if (!context.Request.TakesPages)
            return PlainFrontPage.Text(context);
        var rounds = new List<RoundView>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await views.GetAsync(grain.Key);
            if (view.IsRefused(out var refusal))
                return refusal.ToResult();
            if (RoundUseCases.MaySee(view.Answer, null))
                rounds.Add(view.Answer);
        }
        var results = await published.ListAsync(cancel);
        return results.ToResult(all => PageResults.Show<FrontPage>(new { Rounds = rounds, Newest = all.MaxBy(result => (result.Order, result.Id)) }));
    }

    private static async Task<IResult> RulesAsync(string round, HttpContext context, IEngine engine, RoundViews views)
    {
        var view = await FindAsync(round, context, views);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var parts = await PartTitles.ReadAsync(engine, rules.Answer, PageRequest.Of(context).Account);
        return parts.ToResult(titles => PageResults.Show<RulesPage>(new { Round = view.Answer, Rules = rules.Answer, Parts = titles }));
    }

    private static async Task<IResult> TurnoutAsync(string round, HttpContext context, IEngine engine, RoundViews views, TurnoutSnapshots snapshots)
    {
        var view = await FindAsync(round, context, views);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var turnout = await snapshots.GetAsync(view.Answer, PageRequest.Of(context).Account);
        return turnout.ToResult(snapshot => PageResults.Show<LiveTurnoutPage>(new { Round = view.Answer, Rules = rules.Answer, Groups = Turnout.Of(snapshot).Groups }));
    }

    private static async ValueTask<Outcome<RoundView>> FindAsync(string round, HttpContext context, RoundViews views)
    {
        var view = await views.GetAsync(round);
        return view.IsRefused(out _) || RoundUseCases.MaySee(view.Answer, PageRequest.Of(context).Account)
            ? view
            : new Refusal(RefusalCode.NoSuchRound, "There is no such round.");
    }
}
