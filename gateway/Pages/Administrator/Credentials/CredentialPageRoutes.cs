using System.Globalization;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>Issues credentials as CSV, as links, or as slips to print and cut. Each is shown once only.</summary>
internal static class CredentialPageRoutes
{
    public static void MapCredentialPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/credentials", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/credentials", IssueAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAsync(string round, HttpContext context, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => Show(managed, context, null, null));
    }

    private static async Task<IResult> IssueAsync(string round, HttpContext context, IEngine engine, CredentialUseCases credentials)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return Show(found.Answer, context, form, null);
        var (kind, units) = (form["form"].ToString(), form["units"].ToString().Split([' ', ',', '，', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        var most = kind == "csv" ? Limits.CredentialsPerCall : CredentialUseCases.AtOnceMax;
        if (!int.TryParse(form["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1 || count > most)
            return Show(found.Answer, context, form, new Refusal(RefusalCode.BadRequest, $"The number is 1 to {most}."));
        var order = new CredentialOrder(form["group"].ToString(), count, units.Length == 0 ? null : [.. units.Distinct()]);
        if (kind == "csv")
        {
            var reserved = await credentials.ReserveAsync(round, order, context.CallerAccount);
            return reserved.IsRefused(out refusal) ? Show(found.Answer, context, form, refusal) : new CredentialCsv(credentials, reserved.Answer);
        }
        var made = await credentials.IssueAsync(round, order, context.CallerAccount, context.RequestAborted);
        if (made.IsRefused(out refusal))
            return Show(found.Answer, context, form, refusal);
        var issued = new
        {
            Round = found.Answer.View,
            Group = found.Answer.Rules.Groups.First(group => group.Code == order.Group),
            Credentials = made.Answer,
            Link = $"{context.Request.Scheme}://{context.Request.Host}/vote/{round}#",
        };
        return kind == "slips" ? PageResults.Show<SlipsPage>(issued) : PageResults.Show<LinksPage>(issued);
    }

    private static RazorComponentResult Show((RoundView View, RoundRules Rules) round, HttpContext context, IFormCollection? form, Refusal? refusal) => PageResults.Show<CredentialsPage>(
        new
        {
            Round = round.View,
            round.Rules,
            Group = form?["group"].ToString(),
            Count = form?["count"].ToString(),
            Units = form?["units"].ToString(),
            Form = form?["form"].ToString(),
            Refusal = refusal,
            MayIssue = Access.Has(PageRequest.Of(context).Account, round.View.Id, Role.Administrator) && round.View.HasVote
                && round.View.State is RoundState.Draft or RoundState.Assessing or RoundState.Voting or RoundState.Paused,
        },
        refusal is null ? StatusCodes.Status200OK : RefusalTable.Status(refusal.Code));
}
