using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>The pages of reviewers: the list of open matters, and decisions on claims, one by one or several at once.</summary>
internal static class ReviewPageRoutes
{
    public static void MapReviewPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/reviews", ListAsync).RequireRoleAnywhere(Inbox.Readers);
        pages.MapPost("/reviews/claims", AcceptAsync).RequireRoleAnywhere(Role.Reviewer);
        // Addresses of forms only: without these routes they would be pages of rounds.
        pages.MapGet("/reviews/claims", ToList).RequireRoleAnywhere(Inbox.Readers);
        pages.MapGet("/reviews/bulk", ToList).RequireRoleAnywhere(Inbox.Readers);
        var unit = pages.MapGroup("/reviews/{round}/{unit}");
        unit.MapGet("/claims", (string round, string unit, HttpContext context, ReviewDesk desk, CancellationToken cancel) => ClaimsAsync(round, unit, context, desk, cancel)).RequireRole(Inbox.Readers);
        unit.MapPost("/claims/{criterion}", DecideAsync).RequireRole(Role.Reviewer);
    }

    private static RedirectHttpResult ToList() => TypedResults.LocalRedirect("/reviews");

    private static async Task<IResult> ListAsync(HttpContext context, Inbox inbox, CancellationToken cancel)
    {
        var query = InboxQuery.Read(context.Request.Query);
        var read = await inbox.ReadAsync(query, context.CallerAccount, PageRequest.Of(context), cancel);
        return read.ToResult(view => PageResults.Show<InboxPage>(new { View = view }));
    }

    /// <summary>
    /// Accepts ticked claims as claimed, with one reason. The first press asks for the reason and names the number; the second one decides,
    /// and its answer tells of each claim what became of it.
    /// </summary>
    private static async Task<IResult> AcceptAsync(HttpContext context, Acceptance acceptance)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Tick[] ticks = [.. form["claim"].Select(Tick.Read).OfType<Tick>().Distinct().Take(InboxQuery.MattersPerPage)];
        var reason = form["reason"].ToString().Trim().ReplaceLineEndings("\n");
        if (form["act"] != "accept" || form.IsResumed || ticks.Length == 0)
            return await AskAsync(null);
        var read = FormBody.Read(GivenReason.Read, RefusalCode.BadRequest, new() { ["reason"] = reason });
        return read.IsRefused(out var refusal)
            ? await AskAsync(refusal)
            : PageResults.Show<AcceptedPage>(new { Results = await acceptance.AcceptAsync(ticks, read.Answer.Reason, context.CallerAccount) });

        async Task<IResult> AskAsync(Refusal? why) => PageResults.Show<AcceptPage>(
            new { Claims = await acceptance.ReadAsync(ticks, context.CallerAccount), Reason = reason, Refusal = why }, PageResults.Status(why));
    }

    private static async Task<IResult> ClaimsAsync(
        string round, string unit, HttpContext context, ReviewDesk desk, CancellationToken cancel, Refusal? why = null, ClaimForm? typed = null)
    {
        var found = await desk.ClaimsAsync(round, unit, context.CallerAccount, cancel);
        return found.ToResult(shown => PageResults.Show<ClaimsPage>(new { Shown = shown, Refusal = why, Typed = typed }, PageResults.Status(why)));
    }

    private static async Task<IResult> DecideAsync(string round, string unit, string criterion, HttpContext context, ReviewDesk desk, ClaimUseCases claims, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var typed = ClaimForm.Read(criterion, form);
        if (form.IsResumed)
            return await ClaimsAsync(round, unit, context, desk, cancel, typed: typed);
        var claim = await claims.FindAsync(round, unit, criterion, typed.Period);
        if (claim.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = typed.Decision(claim.Answer.Claimed);
        if (read.IsRefused(out refusal))
            return await ClaimsAsync(round, unit, context, desk, cancel, refusal, typed);
        var decided = await claims.DecideAsync(round, unit, criterion, read.Answer, null, context.CallerAccount);
        return decided.IsRefused(out refusal)
            ? await ClaimsAsync(round, unit, context, desk, cancel, refusal, typed)
            : TypedResults.LocalRedirect($"/reviews/{round}/{unit}/claims#{MatterMaker.Anchor(decided.Answer)}");
    }
}
