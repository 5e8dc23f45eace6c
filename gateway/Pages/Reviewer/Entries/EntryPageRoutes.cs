using System.Text.Json;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.UnitStaff.Archive;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Supervision;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Reviewer.Entries;

/// <summary>The pages on which reviewers find a unit, propose and decide adjustments of it, and state facts about it.</summary>
internal static class EntryPageRoutes
{
    public static void MapEntryPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/reviews/{round}", UnitsAsync).RequireRole(Inbox.Readers);
        var unit = pages.MapGroup("/reviews/{round}/{unit}");
        unit.MapGet("/adjustments", (string round, string unit, HttpContext context, ReviewDesk desk) => ShowAsync(round, unit, context, desk)).RequireRole(Inbox.Readers);
        unit.MapPost("/adjustments", ProposeAsync).RequireRole(Role.Reviewer).TakesForms(Limits.EvidenceFileBytes + Limits.EvidenceFormBytes).TakesOneFormAtATime();
        unit.MapPost("/adjustments/{id}", DecideAsync).RequireRole(Role.Reviewer);
        unit.MapPost("/facts", StateAsync).RequireRole(Role.Reviewer);
        // The form for facts stands on the page of adjustments.
        unit.MapGet("/facts", (string round, string unit) => TypedResults.LocalRedirect($"/reviews/{Uri.EscapeDataString(round)}/{Uri.EscapeDataString(unit)}/adjustments#facts")).RequireRole(Inbox.Readers);
        unit.MapPost("/facts/{fact}/withdrawal", WithdrawAsync).RequireRole(Role.Reviewer);
    }

    private static async Task<IResult> UnitsAsync(string round, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(known => PageResults.Show<ReviewUnitsPage>(new { Round = known.View, known.Rules }));
    }

    private static async Task<IResult> ShowAsync(string round, string unit, HttpContext context, ReviewDesk desk, Refusal? why = null, EntryForm? typed = null)
    {
        var found = await desk.EntriesAsync(round, unit, context.CallerAccount);
        return found.ToResult(shown => PageResults.Show<AdjustmentsPage>(
            new { shown.Unit, shown.Adjustments, shown.Facts, Refusal = why, Typed = typed ?? new() }, PageResults.Status(why)));
    }

    /// <summary>Proposes an adjustment. A file that is sent with it is filed first; it stays when the proposal is refused then.</summary>
    private static async Task<IResult> ProposeAsync(
        string round, string unit, HttpContext context, IEngine engine, ReviewDesk desk, SupervisionUseCases supervision, EvidenceUseCases evidence, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new EntryForm(Proposal: ProposalForm.Read(form));
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, desk, typed: typed);
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = typed.Proposal!.ToBody(work.Answer.Rules.Entries is not null);
        if (read.IsRefused(out refusal))
            return await ShowAsync(round, unit, context, desk, refusal, typed);
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            var filed = await FileAsync(file);
            if (filed.IsRefused(out refusal))
                return await ShowAsync(round, unit, context, desk, refusal, typed);
            typed = typed with { Proposal = typed.Proposal with { Evidence = [.. typed.Proposal.Evidence, filed.Answer.Id] } };
            read = typed.Proposal.ToBody(work.Answer.Rules.Entries is not null);
            if (read.IsRefused(out refusal))
                return await ShowAsync(round, unit, context, desk, refusal, typed);
        }
        var proposed = await supervision.ProposeAsync(round, unit, read.Answer, key: null, context.CallerAccount);
        return proposed.IsRefused(out refusal) ? await ShowAsync(round, unit, context, desk, refusal, typed) : Done(round, unit, proposed.Answer.Id);

        ValueTask<Outcome<EvidenceView>> FileAsync(IFormFile sent)
        {
            var kind = sent.ContentType.StartsWith("image/", StringComparison.Ordinal) ? EvidenceKind.Picture : EvidenceKind.Document;
            var words = EvidenceWords.Of(Path.GetFileNameWithoutExtension(sent.FileName), kind, null, clock.GetUtcNow().DayIn(work.Answer.Rules.TimeZone));
            return evidence.FileAsync(
                round, unit, () => ValueTask.FromResult<Outcome<EvidenceUpload>>(new EvidenceUpload(sent.OpenReadStream(), JsonSerializer.SerializeToElement(words), sent.FileName)),
                _ => default(CreationKey), context.CallerAccount, context.RequestAborted);
        }
    }

    private static async Task<IResult> DecideAsync(string round, string unit, string id, HttpContext context, ReviewDesk desk, SupervisionUseCases supervision)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var reason = ProposalForm.Text(form, "reason");
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, desk, typed: new(id, reason));
        if (form["act"] == "approve")
        {
            var approved = await supervision.ApproveAsync(round, unit, id, context.CallerAccount);
            return await DoneAsync(approved.Refusal);
        }
        var read = FormBody.Read(GivenReason.Read, RefusalCode.BadRequest, new() { ["reason"] = reason });
        if (read.IsRefused(out var refusal))
            return await DoneAsync(refusal);
        var ended = form["act"] == "withdraw"
            ? await supervision.WithdrawAdjustmentAsync(round, unit, id, read.Answer.Reason, context.CallerAccount)
            : await supervision.RejectAsync(round, unit, id, read.Answer.Reason, context.CallerAccount);
        return await DoneAsync(ended.Refusal);

        async Task<IResult> DoneAsync(Refusal? why) => why is not null ? await ShowAsync(round, unit, context, desk, why, new(id, reason)) : Done(round, unit, id);
    }

    private static async Task<IResult> StateAsync(string round, string unit, HttpContext context, ReviewDesk desk, SupervisionUseCases supervision)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new EntryForm(Fact: FactForm.Read(form));
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, desk, typed: typed);
        var read = typed.Fact!.ToBody();
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, unit, context, desk, refusal, typed);
        var stated = await supervision.RecordAsync(round, unit, read.Answer, key: null, context.CallerAccount);
        return stated.IsRefused(out refusal) ? await ShowAsync(round, unit, context, desk, refusal, typed) : Done(round, unit, "facts");
    }

    private static async Task<IResult> WithdrawAsync(string round, string unit, string fact, HttpContext context, ReviewDesk desk, SupervisionUseCases supervision)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new EntryForm(fact, ProposalForm.Text(form, "reason"));
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, desk, typed: typed);
        var read = FormBody.Read(GivenReason.Read, RefusalCode.BadRequest, new() { ["reason"] = typed.Reason });
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, unit, context, desk, refusal, typed);
        var withdrawn = await supervision.WithdrawFactAsync(round, unit, fact, read.Answer.Reason, context.CallerAccount);
        return withdrawn.IsRefused(out refusal) ? await ShowAsync(round, unit, context, desk, refusal, typed) : Done(round, unit, "facts");
    }

    private static RedirectHttpResult Done(string round, string unit, string? at) => TypedResults.LocalRedirect($"/reviews/{round}/{unit}/adjustments#{at}");
}
