using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Pages.Public.Announcements;
using Evaluation.Gateway.Pages.Public.Bulletins;
using Evaluation.Gateway.Pages.Public.Complaints;
using Evaluation.Gateway.Pages.Public.Help;
using Evaluation.Gateway.Pages.Public.Honours;
using Evaluation.Gateway.Pages.Public.Receipts;
using Evaluation.Gateway.Pages.Public.Results;
using Evaluation.Gateway.Pages.Public.Results.Listing;
using Evaluation.Gateway.Pages.Public.Turnout;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Targets;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Public;

/// <summary>
/// Public pages: the front page, rules of a round, live turnout, results, bulletins, honours, complaints, receipts, help, and the privacy
/// notice.
/// </summary>
internal static class PublicRoutes
{
    public static void MapPublicPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", FrontAsync);
        pages.MapGet("/results", ResultsAsync);
        pages.MapGet("/help", HelpAsync);
        pages.MapGet("/privacy", () => PageResults.Show<PrivacyPage>());
        pages.MapGet("/rounds/{round}", RulesAsync);
        pages.MapTurnoutPages();
        pages.MapResultPages();
        pages.MapBulletinPages();
        pages.MapAnnouncement();
        pages.MapHonourPages();
        pages.MapPublicComplaints();
        pages.MapReceiptPage();
    }

    private static async Task<IResult> FrontAsync(HttpContext context, PublicRounds rounds, CancellationToken cancel)
    {
        if (!context.Request.TakesPages)
            return PlainFrontPage.Text(context);
        var listed = await rounds.ListAsync(cancel);
        if (listed.IsRefused(out var refusal))
            return refusal.ToResult();
        var newest = await rounds.NewestAsync(cancel);
        return newest.ToResult(found => PageResults.Show<FrontPage>(new { Rounds = listed.Answer, Newest = found }));
    }

    /// <summary>The newest result; before the first publication, the front page, which lists the rounds.</summary>
    private static async Task<IResult> ResultsAsync(HttpContext context, PublicRounds rounds, CancellationToken cancel) =>
        (await rounds.NewestAsync(cancel)).ToResult(found => TypedResults.LocalRedirect(found is null ? "/" : $"/rounds/{found.Id}/results{ListingQuery.Read(context.Request.Query).Text()}"));

    private static async Task<IResult> HelpAsync(PublicRounds rounds, CancellationToken cancel) =>
        (await rounds.OrganiserAsync(cancel)).ToResult(organiser => PageResults.Show<HelpPage>(new { Organiser = organiser }));

    private static async Task<IResult> RulesAsync(string round, HttpContext context, IEngine engine, RoundViews views, TargetUseCases targets)
    {
        var view = await FindAsync(round, context, views);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var parts = await PartTitles.ReadAsync(engine, rules.Answer, PageRequest.Of(context).Account);
        if (parts.IsRefused(out refusal))
            return refusal.ToResult();
        var heads = await RoundHeads.ReadAsync(engine, round);
        var rows = await targets.ListProgressAsync(view.Answer, rules.Answer, null);
        return rows.ToResult(found => PageResults.Show<RulesPage>(new { Round = view.Answer, Rules = rules.Answer, Parts = parts.Answer, HasTargets = found.Count > 0, Heads = heads }));
    }

    /// <summary>A round that the reader may see. Refused with <see cref="RefusalCode.NoSuchRound"/>.</summary>
    internal static async ValueTask<Outcome<RoundView>> FindAsync(string round, HttpContext context, RoundViews views)
    {
        var view = await views.GetAsync(round);
        return view.IsRefused(out _) || RoundUseCases.MaySee(view.Answer, PageRequest.Of(context).Account)
            ? view
            : RoundUseCases.NoSuchRound;
    }
}
