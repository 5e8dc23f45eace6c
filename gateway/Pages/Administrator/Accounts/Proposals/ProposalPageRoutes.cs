using System.Text;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Proposals;

/// <summary>
/// The page of changes of accounts that wait for another administrator: turning four eyes on, confirming accounts from before, deciding,
/// and cancelling what the console has announced.
/// </summary>
internal static class ProposalPageRoutes
{
    public static void MapProposalPages(this IEndpointRouteBuilder manage)
    {
        manage.MapGet("/staff-proposals", (string? done, HttpContext context, IEngine engine, ProposalUseCases proposals) => ShowAsync(context, engine, proposals, done: done)).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapPost("/staff-proposals", ProposeAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff-proposals/{id}/approve", ApproveAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff-proposals/{id}/reject", RejectAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff-announcement/cancel", CancelAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IEngine engine, ProposalUseCases proposals, Refusal? why = null, IFormCollection? typed = null, string? at = null, string? done = null)
    {
        var found = await proposals.ReadAsync();
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var staff = found.Answer;
        var pending = staff.FourEyes.Proposals.Where(proposal => proposal.State == ProposalState.Pending).ToArray();
        var granted = pending.SelectMany(proposal => proposal.Content!.Roles ?? proposal.Content.Accounts?.SelectMany(account => account.Roles) ?? []);
        return PageResults.Show<ProposalsPage>(
            new
            {
                Staff = staff,
                Names = await GrantNames.ReadAsync(engine, granted),
                MayAct = Access.Has(PageRequest.Of(context).Account, null, Role.Administrator),
                Refusal = why,
                At = at,
                Done = ProposalForms.Dones.Contains(done) ? done : null,
                Reason = typed?["reason"].ToString(),
                Chosen = typed?["name"].OfType<string>().ToArray() ?? [],
            },
            PageResults.Status(why));
    }

    /// <summary>Proposes to turn four eyes on, or to confirm accounts.</summary>
    private static async Task<IResult> ProposeAsync(HttpContext context, IEngine engine, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isConfirmation = form["act"] == "confirm";
        var at = isConfirmation ? "confirm" : "on";
        if (form.IsResumed)
            return await ShowAsync(context, engine, proposals, typed: form, at: at);
        string[] names = [.. form["name"].OfType<string>()];
        if (isConfirmation && names.Length == 0)
            return await ShowAsync(context, engine, proposals, new Refusal(RefusalCode.BadRequest, "Choose at least one account."), form, at);
        var proposal = isConfirmation ? new NewProposal(ProposalKind.Confirm, "", Confirm: names) : new NewProposal(ProposalKind.FourEyes, "");
        var made = await ProposalForms.ProposeAsync(context, form, proposals, proposal);
        return made.IsRefused(out var refusal) ? await ShowAsync(context, engine, proposals, refusal, form, at) : ProposalForms.Done("proposed");
    }

    /// <summary>Approves, and shows the second codes; <c>act=csv</c> sends them as a file.</summary>
    private static async Task<IResult> ApproveAsync(string id, HttpContext context, IEngine engine, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(context, engine, proposals);
        var approved = await proposals.ApproveAsync(id, context.CallerAccount, form["key"].ToString(), IdempotencyKey.OfForm(context, form, id));
        if (approved.IsRefused(out var refusal))
            return await ShowAsync(context, engine, proposals, refusal, at: id);
        if (approved.Answer.Codes.Count == 0)
            return ProposalForms.Done("approved");
        return form["act"] == "csv"
            ? File(approved.Answer, PageRequest.Of(context), isFirst: false)
            : PageResults.Show<CodesPage>(new { Made = approved.Answer, Again = $"{ProposalForms.All}/{id}/approve", Key = form["key"].ToString() });
    }

    private static async Task<IResult> RejectAsync(string id, HttpContext context, IEngine engine, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(context, engine, proposals, typed: form, at: id);
        var reason = FormReason.Read(form);
        if (reason.IsRefused(out var refusal))
            return await ShowAsync(context, engine, proposals, refusal, form, id);
        var rejected = await proposals.RejectAsync(id, reason.Answer, context.CallerAccount);
        return rejected.IsRefused(out refusal)
            ? await ShowAsync(context, engine, proposals, refusal, form, id)
            : ProposalForms.Done(form["act"] == "withdraw" ? "withdrawn" : "rejected");
    }

    private static async Task<IResult> CancelAsync(HttpContext context, IEngine engine, ProposalUseCases proposals)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).IsResumed)
            return await ShowAsync(context, engine, proposals);
        var cancelled = await proposals.CancelAnnouncementAsync(context.CallerAccount);
        return cancelled.IsRefused(out var refusal) ? await ShowAsync(context, engine, proposals, refusal) : ProposalForms.Done("cancelled");
    }

    /// <summary>The codes as a table.</summary>
    internal static IResult File(ProposalMade made, PageRequest request, bool isFirst) => TypedResults.File(
        Encoding.UTF8.GetBytes(Gateway.Tables.Csv.Write(
        [
            [request.Texts["column.account"], request.Texts[isFirst ? "eyes.first" : "eyes.second"]],
            .. made.Codes.Select(code => new[] { code.Account, code.Code ?? "" }),
        ])),
        "text/csv; charset=utf-8", DownloadName.Of(isFirst ? "first-codes" : "second-codes", "csv"));
}
