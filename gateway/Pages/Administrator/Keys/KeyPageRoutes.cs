using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Rounds.Keys;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Keys;

/// <summary>
/// The page of the key of a round: what it is, its shares for two envelopes, the copy of the record, and its destruction by one person or
/// two.
/// </summary>
internal static class KeyPageRoutes
{
    public static void MapKeyPage(this IEndpointRouteBuilder round)
    {
        round.MapGet("/key", (string round, string? done, HttpContext context, IEngine engine, KeyDestructionUseCases keys) => ShowAsync(round, context, engine, keys, isDone: done is not null))
            .RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/key/share", PrintAsync).RequireRole(Role.Administrator);
        round.MapPost("/key/copy", KeepAsync).RequireRole(Role.Auditor);
        round.MapPost("/key", ProposeAsync).RequireRole(Role.Administrator);
        round.MapPost("/key/approval", ApproveAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ProposeAsync(string round, HttpContext context, IEngine engine, KeyDestructionUseCases keys)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(round, context, engine, keys, form: form);
        var reason = FormReason.Read(form);
        if (reason.IsRefused(out var refusal))
            return await ShowAsync(round, context, engine, keys, refusal, form);
        if (form["sure"] != "yes")
            return await ShowAsync(round, context, engine, keys, NotSure, form);
        var proposed = await keys.ProposeAsync(round, reason.Answer, context.CallerAccount);
        return proposed.IsRefused(out refusal) ? await ShowAsync(round, context, engine, keys, refusal, form) : Done(round);
    }

    /// <summary>Only the answer shows the share. The same person gets the same one again.</summary>
    private static async Task<IResult> PrintAsync(string round, HttpContext context, IEngine engine, KeyDestructionUseCases keys, KeyUseCases shares, TimeProvider clock)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).IsResumed)
            return await ShowAsync(round, context, engine, keys);
        var caller = context.CallerAccount;
        var share = await shares.GiveAsync(round, caller);
        if (share.IsRefused(out var refusal))
            return await ShowAsync(round, context, engine, keys, shareRefusal: refusal);
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return view.IsRefused(out var unread)
            ? unread.ToResult()
            : PageResults.Show<SharePage>(new { Round = view.Answer, Share = share.Answer, caller.Actor.Person, PrintedAt = clock.GetUtcNow() });
    }

    private static async Task<IResult> KeepAsync(string round, HttpContext context, IEngine engine, KeyDestructionUseCases keys)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (digest, place) = (KeptRecord.Tidy(form["digest"].ToString()), form["place"].ToString().Trim());
        if (form.IsResumed)
            return await ShowAsync(round, context, engine, keys, form: form);
        if (place.Length > 0 && PlainText.Fault(place, Limits.ReasonCharacters, lines: false) is { } fault)
            return await ShowAsync(round, context, engine, keys, form: form, copyRefusal: FormReason.At("/place", fault));
        if (digest.Length == 0 || place.Length == 0)
            return await ShowAsync(round, context, engine, keys, form: form, copyRefusal: new Refusal(RefusalCode.BadRequest, "State the digest and the place."));
        var kept = await keys.KeepRecordAsync(round, new(digest, place), context.CallerAccount);
        return kept.IsRefused(out var refusal)
            ? await ShowAsync(round, context, engine, keys, form: form, copyRefusal: refusal)
            : TypedResults.LocalRedirect($"/manage/rounds/{round}/key");
    }

    private static async Task<IResult> ApproveAsync(string round, HttpContext context, IEngine engine, KeyDestructionUseCases keys)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(round, context, engine, keys, form: form);
        if (form["sure"] != "yes")
            return await ShowAsync(round, context, engine, keys, NotSure, form);
        var approved = await keys.ApproveAsync(round, context.CallerAccount);
        return approved.IsRefused(out var refusal) ? await ShowAsync(round, context, engine, keys, refusal, form) : Done(round);
    }

    private static readonly Refusal NotSure = new(RefusalCode.BadRequest, "Confirm that this is meant.");

    private static RedirectHttpResult Done(string round) => TypedResults.LocalRedirect($"/manage/rounds/{round}/key?done=yes");

    private static async Task<IResult> ShowAsync(
        string round, HttpContext context, IEngine engine, KeyDestructionUseCases keys, Refusal? refusal = null, IFormCollection? form = null, bool isDone = false, Refusal? shareRefusal = null,
        Refusal? copyRefusal = null)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var unread))
            return unread.ToResult();
        var needsSecond = await keys.NeedsSecondPersonAsync();
        if (needsSecond.IsRefused(out unread))
            return unread.ToResult();
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out unread))
            return unread.ToResult();
        var key = await engine.SendAsync(RoundGrain.Ref(round), new ViewKey());
        return PageResults.Show<KeyPage>(
            new
            {
                Round = view.Answer,
                NeedsSecond = needsSecond.Answer,
                Staff = new StaffNames(staff.Answer.Accounts),
                MayAct = Access.Has(PageRequest.Of(context).Account, round, Role.Administrator),
                IsDone = isDone && view.Answer.Keeping is { Proposed: not null } or { Destroyed: not null },
                Holders = key.IsRefused(out _) ? [] : key.Answer.ShareHolders,
                ShareRefusal = shareRefusal,
                MayKeep = Access.Has(PageRequest.Of(context).Account, round, Role.Auditor),
                CopyRefusal = copyRefusal,
                Digest = form?["digest"].ToString(),
                Place = form?["place"].ToString(),
                Refusal = refusal,
                Reason = form?["reason"].ToString(),
            },
            (refusal ?? shareRefusal ?? copyRefusal) is { } why ? RefusalTable.Status(why.Code) : StatusCodes.Status200OK);
    }
}
