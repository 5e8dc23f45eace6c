using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>The pages that decide on findings of a unit.</summary>
internal static class SupervisionPageRoutes
{
    public static void MapSupervisionPages(this IEndpointRouteBuilder pages)
    {
        var unit = pages.MapGroup("/reviews/{round}/{unit}");
        unit.MapGet("/findings", (string round, string unit, HttpContext context, ReviewDesk desk) => FindingsAsync(round, unit, context, desk)).RequireRole(Inbox.Readers);
        unit.MapPost("/findings/{id}/verification", VerifyAsync).RequireRole(Role.Inspector);
        unit.MapPost("/findings/{id}/closing", CloseAsync).RequireRole(Role.Reviewer);
    }

    private static async Task<IResult> FindingsAsync(string round, string unit, HttpContext context, ReviewDesk desk, Refusal? why = null, string? at = null, IFormCollection? form = null, DayDoubts? doubts = null)
    {
        var found = await desk.FindingsAsync(round, unit, context.CallerAccount);
        return found.ToResult(shown => PageResults.Show<FindingsPage>(
            new { shown.Unit, shown.Findings, Refusal = why, RefusedAt = at, Form = form, Doubts = doubts }, doubts is null ? PageResults.Status(why) : StatusCodes.Status400BadRequest));
    }

    private static async Task<IResult> VerifyAsync(string round, string unit, string id, HttpContext context, ReviewDesk desk, FindingUseCases findings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await FindingsAsync(round, unit, context, desk, at: id, form: form);
        var passed = form["act"] == "passed";
        var read = FormBody.Read(NewVerification.Read, RefusalCode.BadRequest, new() { ["passed"] = passed, ["note"] = Note(form), ["dueOn"] = passed ? null : form["dueOn"].ToString() });
        if (read.IsRefused(out var refusal))
            return await FindingsAsync(round, unit, context, desk, refusal, id, form);
        var found = await desk.FindAsync(round, unit, context.CallerAccount);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        if (!passed && DayDoubts.OfDue(form, "reviews.newDue", found.Answer.Rules.Period, form["dueOn"].ToString()) is { } doubts)
            return await FindingsAsync(round, unit, context, desk, at: id, form: form, doubts: doubts);
        var verified = await findings.VerifyAsync(round, unit, id, read.Answer, context.CallerAccount);
        return verified.IsRefused(out refusal)
            ? await FindingsAsync(round, unit, context, desk, refusal, id, form)
            : Done(round, unit, id, context);
    }

    private static async Task<IResult> CloseAsync(string round, string unit, string id, HttpContext context, ReviewDesk desk, FindingUseCases findings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await FindingsAsync(round, unit, context, desk, at: id, form: form);
        var read = FormBody.Read(FindingClosing.Read, RefusalCode.BadRequest, new() { ["note"] = Note(form) });
        if (read.IsRefused(out var refusal))
            return await FindingsAsync(round, unit, context, desk, refusal, id, form);
        var closed = await findings.CloseAsync(round, unit, id, read.Answer.Note, context.CallerAccount);
        return closed.IsRefused(out refusal) ? await FindingsAsync(round, unit, context, desk, refusal, id, form) : Done(round, unit, id, context);
    }

    /// <summary>An inspector without another role has no page of reviews to go back to.</summary>
    private static RedirectHttpResult Done(string round, string unit, string id, HttpContext context) =>
        TypedResults.LocalRedirect(Access.Has(context.CallerAccount, round, Inbox.Readers) ? $"/reviews/{round}/{unit}/findings#{id}" : "/");

    private static string Note(IFormCollection form) => form["note"].ToString().Trim().ReplaceLineEndings("\n");
}
