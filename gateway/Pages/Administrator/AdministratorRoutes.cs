using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Administrator.Accounts;
using Evaluation.Gateway.Pages.Administrator.Awards;
using Evaluation.Gateway.Pages.Administrator.Comments;
using Evaluation.Gateway.Pages.Administrator.Credentials;
using Evaluation.Gateway.Pages.Administrator.Definition;
using Evaluation.Gateway.Pages.Administrator.Honours;
using Evaluation.Gateway.Pages.Administrator.Keys;
using Evaluation.Gateway.Pages.Administrator.NewRound;
using Evaluation.Gateway.Pages.Administrator.Objections;
using Evaluation.Gateway.Pages.Administrator.Operations;
using Evaluation.Gateway.Pages.Administrator.Overview;
using Evaluation.Gateway.Pages.Administrator.Panels;
using Evaluation.Gateway.Pages.Administrator.Preview;
using Evaluation.Gateway.Pages.Administrator.Tables;
using Evaluation.Gateway.Pages.Administrator.Targets;
using Evaluation.Gateway.Pages.Administrator.Trials;
using Evaluation.Gateway.Pages.Administrator.Units;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator;

/// <summary>
/// Pages on which administrators prepare and run rounds, reviewers answer objections, and auditors read. Each route names its roles, as in
/// the API.
/// </summary>
internal static class AdministratorRoutes
{
    public static void MapAdministratorPages(this IEndpointRouteBuilder pages)
    {
        var manage = pages.MapGroup("/manage");
        manage.MapGet("", ListAsync).RequireRoleAnywhere(Role.Administrator, Role.Auditor, Role.Reviewer);
        manage.MapNewRound();
        var round = manage.MapGroup("/rounds/{round}");
        round.MapOperations();
        round.MapPublicationPage();
        round.MapKeyPage();
        round.MapDefinition();
        round.MapTrialPage();
        round.MapUnitPages();
        round.MapPreviewPage();
        round.MapTargetPages();
        round.MapAwardPages();
        round.MapTables();
        round.MapPanelPages();
        round.MapCredentialPages();
        round.MapObjectionPages();
        round.MapCommentPages();
        manage.MapAccounts();
        manage.MapHonourPages();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IEngine engine, DraftUseCases drafts, TimeProvider clock, CancellationToken cancel)
    {
        var account = PageRequest.Of(context).Account;
        var rounds = new List<RoundView>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            if (!Access.Has(account, grain.Key, Role.Administrator, Role.Auditor, Role.Reviewer))
                continue;
            var view = await engine.SendAsync(grain, new ViewRound());
            if (view.IsRefused(out var refusal))
                return refusal.ToResult();
            rounds.Add(view.Answer);
        }
        var warnedUntil = clock.GetUtcNow() + Limits.DraftWarningBefore;
        var kept = await drafts.ListAsync(account!.Name, cancel);
        // When the store refuses, the page is shown without warnings.
        var ending = kept.IsRefused(out _) ? [] : kept.Answer.Where(draft => draft.KeptUntil <= warnedUntil).ToArray();
        return PageResults.Show<RoundListPage>(new { Rounds = rounds, Ending = ending, MayCreate = Access.Has(account, null, Role.Administrator) });
    }
}
