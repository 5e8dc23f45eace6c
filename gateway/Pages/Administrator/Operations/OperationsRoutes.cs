using Evaluation.Awards;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Administrator.Overview;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Audit;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Voting;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>
/// The operations page of a round, with turnout, ballot boxes, refused ballots and the acts that are possible now, and the audit page.
/// </summary>
internal static class OperationsRoutes
{
    public static void MapOperations(this IEndpointRouteBuilder round)
    {
        round.MapGet("", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/refusals", (string round, RefusalCounts refusals) => TypedResults.Ok(refusals.Of(round))).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/acts/{act}", AskAsync).RequireRole(Role.Administrator);
        round.MapPost("/acts/{act}", ActAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAsync(string round, string? done, HttpContext context, IEngine engine, TurnoutSnapshots snapshots, RefusalCounts refusals, NeedsReader reader, TimeProvider clock)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var isRunning = found.Answer.View.State is not (RoundState.Published or RoundState.Final or RoundState.Archived or RoundState.Cancelled);
        var warnings = isRunning ? await RoundWarnings.ReadAsync(engine, found.Answer.Rules, context) : default(RoundWarning[]?);
        if (warnings.IsRefused(out refusal))
            return refusal.ToResult();
        var needs = await reader.ReadAsync(found.Answer.View, found.Answer.Rules, PageRequest.Of(context));
        if (needs.IsRefused(out refusal))
            return refusal.ToResult();
        var turnout = await snapshots.GetAsync(round);
        return turnout.ToResult(snapshot => PageResults.Show<OperationsPage>(new
        {
            Round = found.Answer.View,
            found.Answer.Rules,
            Turnout = Turnout.Of(snapshot).Groups,
            Refusals = refusals.Of(round),
            Warnings = warnings.Answer,
            Needs = needs.Answer,
            Now = clock.GetUtcNow(),
            Done = RoundAct.Find(done ?? "")?.Name,
            MayAct = Access.Has(PageRequest.Of(context).Account, round, Role.Administrator),
        }));
    }

    private static async Task<IResult> AuditAsync(string round, string? page, HttpContext context, IEngine engine, RoundUseCases rounds)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var panels = await engine.SendAsync(PanelGrain.Ref(round), new ViewPanels());
        if (panels.IsRefused(out refusal))
            return refusal.ToResult();
        var awards = await engine.SendAsync(AwardGrain.Ref(round), new ViewAwards());
        if (awards.IsRefused(out refusal))
            return refusal.ToResult();
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out refusal))
            return refusal.ToResult();
        // Who uses the accounts of other rounds is for the staff of all rounds.
        var mayKnow = Access.Has(PageRequest.Of(context).Account, null, Role.Administrator, Role.Auditor);
        var names = new AuditNames(PageRequest.Of(context), found.Answer.Rules, panels.Answer.Panels, mayKnow ? StaffNames.OfPast(staff.Answer) : StaffNames.None, awards: awards.Answer);
        var trail = await rounds.ReadAuditAsync(round);
        return trail.ToResult(acts => PageResults.Show<AuditPage>(new { Round = found.Answer.View, acts.Lines, Names = names, Page = Pager.Read(page) }));
    }

    private static async Task<IResult> AskAsync(string round, string act, HttpContext context, IEngine engine, NeedsReader reader)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        return RoundAct.Find(act) is { } known ? await ShowActAsync(found.Answer, known, context, reader) : ManagedRounds.NoSuchPage.ToResult();
    }

    private static async Task<IResult> ActAsync(string round, string act, HttpContext context, IEngine engine, RoundUseCases rounds, NeedsReader reader)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        if (RoundAct.Find(act) is not { } known)
            return ManagedRounds.NoSuchPage.ToResult();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowActAsync(found.Answer, known, context, reader, form: form);
        var reason = FormReason.Read(form);
        if (reason.IsRefused(out refusal))
            return await ShowActAsync(found.Answer, known, context, reader, refusal, form);
        if (form["sure"] != "yes")
            return await ShowActAsync(found.Answer, known, context, reader, new Refusal(RefusalCode.BadRequest, "Confirm that this is meant."), form);
        if (known.To == RoundState.Provisional && form["incomplete"] != "accept" && (await PartUnits.MissingAsync(engine, found.Answer.Rules, PageRequest.Of(context))).Count > 0)
            return await ShowActAsync(found.Answer, known, context, reader, new Refusal(RefusalCode.Incomplete, "Units are missing in a round that is combined."), form);
        if (known.To is not { } to)
            return await ScheduleAsync(found.Answer, known, form, context, engine, rounds, reader, reason.Answer);
        var moved = await rounds.MoveAsync(round, to, reason.Answer, objectionsUntil: null, context.CallerAccount, acceptsIncomplete: known.To == RoundState.Provisional && form["incomplete"] == "accept");
        return moved.IsRefused(out refusal) ? await ShowActAsync(found.Answer, known, context, reader, refusal, form) : Done(round, known);
    }

    /// <summary>Sets the schedule. A form of an older schedule is shown again, with what has changed meanwhile.</summary>
    private static async Task<IResult> ScheduleAsync(
        (RoundView View, RoundRules Rules) round, RoundAct act, IFormCollection form, HttpContext context, IEngine engine, RoundUseCases rounds, NeedsReader reader, string reason)
    {
        var typed = ScheduleForm.Read(form, round.View);
        var change = typed.ToChange(reason);
        if (change.IsRefused(out var refusal))
            return await ShowActAsync(round, act, context, reader, refusal, form);
        var scheduled = await rounds.ScheduleAsync(round.View.Id, change.Answer, form.BasedOn(), context.CallerAccount);
        if (!scheduled.IsRefused(out refusal))
            return Done(round.View.Id, act);
        if (refusal.Code != RefusalCode.Stale)
            return await ShowActAsync(round, act, context, reader, refusal, form);
        var now = await NewestRounds.FindAsync(engine, round.View.Id);
        return now.IsRefused(out var gone) ? gone.ToResult() : await ShowActAsync(now.Answer, act, context, reader, refusal, form, isStale: true);
    }

    private static RedirectHttpResult Done(string round, RoundAct act) => TypedResults.LocalRedirect($"/manage/rounds/{round}?done={act.Name}");

    private static async Task<IResult> ShowActAsync(
        (RoundView View, RoundRules Rules) round, RoundAct act, HttpContext context, NeedsReader reader, Refusal? refusal = null, IFormCollection? form = null, bool isStale = false)
    {
        if (!act.IsPossible(round.View, round.Rules))
            return new Refusal(RefusalCode.WrongState, "The round's state does not allow this.").ToResult();
        var needs = act.MovesOn ? await reader.ReadAsync(round.View, round.Rules, PageRequest.Of(context)) : RoundNeeds.None;
        if (needs.IsRefused(out var unread))
            return unread.ToResult();
        var typed = form is not null && act.To is null ? ScheduleForm.Read(form, round.View) : null;
        return PageResults.Show<ActPage>(
            new
            {
                Round = round.View,
                round.Rules,
                Act = act,
                Needs = needs.Answer,
                WithoutPart = act.To == RoundState.Provisional ? await PartUnits.MissingAsync(context.RequestServices.GetRequiredService<IEngine>(), round.Rules, PageRequest.Of(context)) : [],
                Refusal = refusal,
                Reason = form?["reason"].ToString(),
                AcceptsIncomplete = form?["incomplete"].ToString() == "accept",
                Schedule = isStale ? typed?.Onto(round.View) : typed,
                IsStale = isStale,
                Typed = typed,
            },
            refusal is null ? StatusCodes.Status200OK : isStale ? StatusCodes.Status409Conflict : RefusalTable.Status(refusal.Code));
    }
}
