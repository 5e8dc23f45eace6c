using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Rounds;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Overview;

/// <summary>The page that shows what a round publishes before it is published, and afterwards.</summary>
internal static class PublicationRoutes
{
    public static void MapPublicationPage(this IEndpointRouteBuilder round) => round.MapGet("/publication", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);

    private static async Task<IResult> ShowAsync(string round, HttpContext context, IEngine engine, NeedsReader reader, PublishedRounds published, TimeProvider clock)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var request = PageRequest.Of(context);
        var needs = await reader.ReadAsync(view, rules, request);
        if (needs.IsRefused(out refusal))
            return refusal.ToResult();
        PublicationSummary? summary = null;
        ResultChanges? changes = null;
        if (LifeCycle.HasResult(view.State))
        {
            var result = await engine.SendAsync(RoundGrain.Ref(round), new ViewResult(null));
            if (result.IsRefused(out refusal))
                return refusal.ToResult();
            summary = PublicationSummary.Of(rules, result.Answer);
            var rounds = await published.ListAsync(context.RequestAborted);
            if (rounds.IsRefused(out refusal))
                return refusal.ToResult();
            if (view.InternalTo is null)
                changes = ResultChanges.Of(round, [.. rounds.Answer.Where(known => known.Id != round), PublishedRound.Of(rules, result.Answer, clock.GetUtcNow().In(rules.TimeZone))]);
        }
        return PageResults.Show<PublicationPage>(new { Round = view, Rules = rules, Needs = needs.Answer, Summary = summary, Changes = changes, MayAct = Access.Has(request.Account, round, Role.Administrator) });
    }
}
