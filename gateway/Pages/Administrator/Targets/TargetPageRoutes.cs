using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Targets;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Targets;

/// <summary>The targets of the units of a round: administrators set, sign and amend them, reviewers grade them.</summary>
internal static class TargetPageRoutes
{
    /// <summary>Last days further from the period of the round are questioned.</summary>
    private const int YearsAround = 5;

    private static readonly string[] Dones = ["saved", "signed", "amended", "graded"];

    private static readonly Refusal Nothing = new(
        RefusalCode.BadRequest, "Nothing is entered.", ("faults", (IReadOnlyList<Fault>)[new("/targets", "must have at least one item, but has none")]));

    public static void MapTargetPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/targets", ListAsync).RequireRole(Role.Administrator, Role.Auditor, Role.Reviewer);
        round.MapGet("/targets/{unit}", ShowAsync).RequireRole(Role.Administrator, Role.Auditor, Role.Reviewer);
        round.MapPost("/targets/{unit}", ActAsync).RequireRole(Role.Administrator, Role.Reviewer).TakesForms(Limits.TableFormBytes);
    }

    private static async Task<IResult> ListAsync(string round, string? page, HttpContext context, IEngine engine, TargetUseCases targets)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var rows = await targets.ListProgressAsync(found.Answer.View, found.Answer.Rules, context.CallerAccount);
        return rows.ToResult(listed => PageResults.Show<TargetListPage>(new
        {
            Round = found.Answer.View,
            found.Answer.Rules,
            Rows = listed.ToLookup(row => row.Unit),
            Page = Pager.Read(page),
        }));
    }

    private static Task<IResult> ShowAsync(string round, string unit, string? done, HttpContext context, IEngine engine, TargetUseCases targets) =>
        PageAsync(round, unit, context, engine, targets, done: Array.Find(Dones, known => known == done));

    private static async Task<IResult> ActAsync(string round, string unit, HttpContext context, IEngine engine, TargetUseCases targets)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var (act, caller) = (sent["act"].ToString(), context.CallerAccount);
        if (act == "grade")
            return await GradeAsync(round, unit, sent, context, engine, targets);
        if (!Access.Has(caller, round, Role.Administrator))
            return new Refusal(RefusalCode.NotAllowed, "This takes the role of an administrator of the round.").ToResult();
        if (act == "sign")
        {
            var signed = await targets.SignAsync(round, unit, sent.BasedOn(), caller);
            return signed.IsRefused(out var unsigned) ? await PageAsync(round, unit, context, engine, targets, refusal: unsigned) : Done(round, unit, "signed");
        }
        var form = TargetForm.Read(sent);
        if (sent.IsResumed || act is not ("save" or ""))
            return await PageAsync(round, unit, context, engine, targets, form.Change(act));
        form = form.Numbered();
        var found = await UnitWork.FindAsync(engine, round, unit);
        if (found.IsRefused(out var missing))
            return (missing.Code == RefusalCode.NoSuchUnit ? ManagedRounds.NoSuchPage : missing).ToResult();
        if (form.Rows.Count == 0 && sent["title"].Count > 0)
            return await PageAsync(round, unit, context, engine, targets, TargetForm.Of(null), Nothing);
        var usual = DayDoubts.Around(found.Answer.Rules.Period, YearsAround, YearsAround);
        if (DayDoubts.Of(sent, "targets.field-dueOn", usual, form.Rows.Select(row => row.DueOn)) is { } doubts)
            return await PageAsync(round, unit, context, engine, targets, form, doubts: doubts);
        var isAmendment = sent.ContainsKey("reason");
        var (saved, fault) = isAmendment ? await AmendAsync(round, unit, form, sent.BasedOn(), caller, targets) : await SetAsync(round, unit, form, sent.BasedOn(), caller, targets);
        return saved is null ? await PageAsync(round, unit, context, engine, targets, form, fault) : Done(round, unit, isAmendment ? "amended" : "saved");
    }

    private static async ValueTask<(UnitTargetsView? Saved, Refusal? Refusal)> SetAsync(string round, string unit, TargetForm form, long[] basedOn, StaffAccount caller, TargetUseCases targets)
    {
        var read = form.ToTargets();
        if (read.IsRefused(out var refusal))
            return (null, refusal);
        var set = await targets.SetAsync(round, unit, read.Answer.Targets, basedOn, caller);
        return set.IsRefused(out refusal) ? (null, refusal) : (set.Answer, null);
    }

    private static async ValueTask<(UnitTargetsView? Saved, Refusal? Refusal)> AmendAsync(string round, string unit, TargetForm form, long[] basedOn, StaffAccount caller, TargetUseCases targets)
    {
        var read = form.ToAmendment();
        if (read.IsRefused(out var refusal))
            return (null, refusal);
        var amended = await targets.AmendAsync(round, unit, read.Answer, basedOn, caller);
        return amended.IsRefused(out refusal) ? (null, refusal) : (amended.Answer, null);
    }

    private static async Task<IResult> GradeAsync(string round, string unit, IFormCollection sent, HttpContext context, IEngine engine, TargetUseCases targets)
    {
        if (!Access.Has(context.CallerAccount, round, Role.Reviewer))
            return new Refusal(RefusalCode.NotAllowed, "This takes the role of a reviewer of the round.").ToResult();
        var graded = new TypedGrade(sent["target"].ToString(), sent["grade"].ToString(), sent["why"].ToString().Trim());
        if (sent.IsResumed)
            return await PageAsync(round, unit, context, engine, targets, graded: graded);
        var read = FormBody.Read(NewGrade.Read, RefusalCode.BadRequest, new() { ["grade"] = graded.Grade, ["reason"] = graded.Reason });
        if (read.IsRefused(out var refusal))
            return await PageAsync(round, unit, context, engine, targets, refusal: refusal, graded: graded);
        var given = await targets.GradeAsync(round, unit, graded.Target, read.Answer, sent.BasedOn(), context.CallerAccount);
        return given.IsRefused(out refusal) ? await PageAsync(round, unit, context, engine, targets, refusal: refusal, graded: graded) : Done(round, unit, "graded");
    }

    /// <param name="form">What was typed; null for what stands.</param>
    private static async Task<IResult> PageAsync(
        string round, string unit, HttpContext context, IEngine engine, TargetUseCases targets, TargetForm? form = null, Refusal? refusal = null, string? done = null,
        TypedGrade? graded = null, DayDoubts? doubts = null)
    {
        var found = await UnitWork.FindAsync(engine, round, unit);
        if (found.IsRefused(out var missing))
            return (missing.Code == RefusalCode.NoSuchUnit ? ManagedRounds.NoSuchPage : missing).ToResult();
        var caller = context.CallerAccount;
        var standing = await targets.ReadAsync(round, unit, caller);
        if (standing.IsRefused(out missing) && missing.Code != RefusalCode.NoSuchTarget)
            return missing.ToResult();
        var view = standing.Refusal is null ? standing.Answer : null;
        var staff = await context.RequestServices.GetRequiredService<StaffDirectory>().ListAsync();
        if (staff.IsRefused(out missing))
            return missing.ToResult();
        return PageResults.Show<UnitTargetsPage>(
            new
            {
                Round = found.Answer.View,
                found.Answer.Unit,
                Targets = view,
                Form = form ?? TargetForm.Of(view),
                Refusal = refusal,
                IsTyped = form is not null,
                IsStale = refusal?.Code is RefusalCode.StaleEdit or RefusalCode.Stale,
                Staff = Access.Has(caller, null, Role.Administrator, Role.Auditor, Role.Reviewer) ? new StaffNames(staff.Answer) : StaffNames.None,
                Done = done,
                Doubts = doubts,
                MayChange = Access.Has(caller, round, Role.Administrator) && WorkWindow.Planning.States.Contains(found.Answer.View.State),
                MayGrade = Access.Has(caller, round, Role.Reviewer) && WorkWindow.Supervision.States.Contains(found.Answer.View.State),
                Graded = graded,
            },
            doubts is null ? PageResults.Status(refusal) : StatusCodes.Status400BadRequest);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Done(string round, string unit, string what) =>
        TypedResults.LocalRedirect($"/manage/rounds/{round}/targets/{unit}?done={what}");
}
