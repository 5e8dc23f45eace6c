using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Gateway.Voting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>
/// Issues credentials as CSV, as links, or as slips to print and cut, and lists the batches. Each credential is shown once only: the form
/// carries the id of its batch, so a form that is sent again issues nothing.
/// </summary>
internal static class CredentialPageRoutes
{
    public static void MapCredentialPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/credentials", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/credentials", IssueAsync).RequireRole(Role.Administrator);
        round.MapBatchPages();
        round.MapSlipPages();
    }

    private static async Task<IResult> ShowAsync(string round, string? done, string? page, HttpContext context, IEngine engine, CredentialUseCases credentials)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.IsRefused(out var refusal) ? refusal.ToResult() : await PageAsync(found.Answer, context, credentials, null, null, Done(done), Pager.Read(page));
    }

    private static async Task<IResult> IssueAsync(string round, HttpContext context, IEngine engine, CredentialUseCases credentials)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await PageAsync(found.Answer, context, credentials, form, null);
        var (kind, units) = (form["form"].ToString(), form["units"].ToString().Split([' ', ',', '，', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        var most = kind == "csv" ? Limits.CredentialsPerCall : CredentialUseCases.AtOnceMax;
        if (FormNumber.Whole(form["count"].ToString()) is not { } count || count < 1 || count > most)
            return await PageAsync(found.Answer, context, credentials, form, IssueFaults.Count(Math.Min(most, Left(found.Answer, form["group"].ToString()) ?? most)));
        var sparesMost = CredentialOrder.SparesMax(count, most);
        var typed = form["spares"].ToString().Trim();
        if ((typed.Length == 0 ? 0 : FormNumber.Whole(typed)) is not { } spares || spares < 0 || spares > sparesMost)
            return await PageAsync(found.Answer, context, credentials, form, IssueFaults.Spares(sparesMost));
        var id = BatchId.Read(form.ContainsKey("batch") ? form["batch"].ToString() : null);
        if (id.IsRefused(out refusal))
            return await PageAsync(found.Answer, context, credentials, form, refusal);
        var order = new CredentialOrder(form["group"].ToString(), count, units.Length == 0 ? null : [.. units.Distinct()], spares);
        var made = await credentials.MakeAsync(round, id.Answer, order, context.CallerAccount);
        if (made.IsRefused(out refusal))
            return await PageAsync(found.Answer, context, credentials, form, IssueFaults.Placed(refusal, Left(found.Answer, order.Group)));
        return Once(found.Answer, kind, context, credentials, made.Answer);
    }

    /// <summary>How many credentials of a group can still be issued; null for no group and for none left.</summary>
    private static int? Left((RoundView View, RoundRules Rules) round, string group) =>
        round.View.Groups.Zip(round.Rules.Groups).FirstOrDefault(known => known.Second.Code == group).First is { } issued
        && issued.Roll - issued.Issued - round.View.OpenBatches.Where(batch => batch.Group == group).Sum(batch => batch.Count) is var left and > 0 ? left : null;

    /// <summary>The credentials of a batch, shown this once: as slips, as links, or as a file.</summary>
    internal static IResult Once((RoundView View, RoundRules Rules) round, string kind, HttpContext context, CredentialUseCases credentials, UnsentBatch batch)
    {
        if (kind == "csv")
            return new CredentialCsv(credentials, batch);
        var issued = new
        {
            Round = round.View,
            Group = round.Rules.Groups.First(group => group.Code == batch.Order.Group),
            Credentials = Enumerable.Range(0, batch.Credentials.Count).Select(index => batch.Credentials[index]).ToArray(),
            Slips = Enumerable.Range(0, batch.Credentials.Count).Select(batch.Credentials.Slip).ToArray(),
            batch.Order.Spares,
            Batch = batch.Id,
            Link = context.RequestServices.GetRequiredService<PublicAddress>().VotingLink(round.View.Id),
        };
        return new PageAnswer(credentials, batch, kind == "slips" ? PageResults.Show<SlipsPage>(issued) : PageResults.Show<LinksPage>(issued));
    }

    /// <summary>What the page says that was done; null for nothing.</summary>
    private static string? Done(string? done) => done switch
    {
        "void" => "batch.voided",
        "replaced" => "lostSlip.replaced",
        "revoked" => "lostSlip.revoked",
        _ => null,
    };

    /// <param name="form">What was typed, after a refusal.</param>
    /// <param name="lost">What was typed about a lost slip.</param>
    internal static async Task<IResult> PageAsync(
        (RoundView View, RoundRules Rules) round, HttpContext context, CredentialUseCases credentials, IFormCollection? form, Refusal? refusal, string? done = null, int page = 1, LostSlip? lost = null)
    {
        var batches = await credentials.ListAsync(round.View.Id);
        // Read after the batches, so that the numbers include them.
        var newest = await credentials.ViewAsync(round.View.Id);
        if (batches.IsRefused(out var failure) || newest.IsRefused(out failure))
            return failure.ToResult();
        var turnout = await context.RequestServices.GetRequiredService<TurnoutSnapshots>().GetAsync(round.View.Id);
        if (turnout.IsRefused(out failure))
            return failure.ToResult();
        var view = newest.Answer;
        var isAdministrator = Access.Has(PageRequest.Of(context).Account, view.Id, Role.Administrator);
        return PageResults.Show<CredentialsPage>(
            new
            {
                Round = view,
                round.Rules,
                Batches = batches.Answer.Items,
                Small = batches.Answer.Small ?? [],
                Turnout = Turnout.Of(turnout.Answer).Groups,
                Batch = BatchId.New(),
                Known = refusal?.Code == RefusalCode.BatchExists ? batches.Answer.Items.FirstOrDefault(batch => refusal.Facts.Contains(("batch", batch.Batch))) : null,
                Group = form?["group"].ToString(),
                Count = form?["count"].ToString(),
                Spares = form?["spares"].ToString(),
                Units = form?["units"].ToString(),
                Form = form?["form"].ToString(),
                Refusal = refusal,
                MayIssue = isAdministrator && view.HasVote && view.State is RoundState.Draft or RoundState.Assessing or RoundState.Voting or RoundState.Paused,
                MayVoid = isAdministrator,
                Done = done,
                Lost = lost,
                Page = page,
            },
            PageResults.Status(refusal ?? lost?.Refusal));
    }
}
