using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Inspection.Offline;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>The pages of an inspector: the units to visit, the sheet of each, spot checks and findings on the spot.</summary>
internal static class InspectionRoutes
{
    public static void MapInspectionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapOffline();
        var kept = pages.MapGroup("/inspection").AddEndpointFilter<RouteGroupBuilder, WorkerPolicy>();
        kept.MapGet("", ListAsync).RequireRoleAnywhere(Role.Inspector);
        var unit = kept.MapGroup("/{round}/{unit}").RequireRole(Role.Inspector);
        unit.MapGet("", (string round, string unit, string? period, string? saved, HttpContext context, InspectionDesk desk) =>
            ShowAsync(round, unit, period, context, desk, new() { WasSaved = saved is not null }));
        unit.MapPost("", SaveAsync).TakesForms(Limits.SheetFormBytes);
        unit.MapPost("/merge", MergeAsync).TakesForms(Limits.SheetFormBytes);
        unit.MapSpotForms();
    }

    private static async Task<IResult> ListAsync(HttpContext context, InspectionDesk desk, CancellationToken cancel) =>
        (await desk.ListAsync(context.CallerAccount, cancel)).ToResult(rounds => PageResults.Show<VisitsPage>(new { Rounds = rounds }));

    internal static async Task<IResult> ShowAsync(string round, string unit, string? period, HttpContext context, InspectionDesk desk, SheetAnswer answer)
    {
        var found = await desk.SheetAsync(round, unit, period, context.CallerAccount, context.RequestAborted);
        return found.ToResult(shown => shown.View?.State == SheetState.Conflicting
            ? PageResults.Show<ConflictPage>(new { Shown = shown, Merge = answer.Merge ?? SheetMerge.None, answer.Refusal, IsTyped = answer.Merge is not null }, answer.Status)
            : PageResults.Show<InspectionSheetPage>(
                new { Shown = shown, Form = answer.Typed ?? InspectionForm.Of(shown.Criteria, shown.View, shown.Period), Answer = answer }, answer.Status));
    }

    /// <summary>
    /// Saves the form, and files what was saved when the button says so. The script of the page asks for JSON: the versions to name next
    /// time, and whether another device has written meanwhile.
    /// </summary>
    private static async Task<IResult> SaveAsync(string round, string unit, string? period, HttpContext context, InspectionDesk desk, SheetUseCases sheets, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var found = await desk.SheetAsync(round, unit, period, context.CallerAccount, cancel);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var shown = found.Answer;
        var typed = InspectionForm.Read(shown.Criteria, form, shown.Period);
        if (form.IsResumed)
            return await ShowAsync(round, unit, period, context, desk, new() { Typed = typed });
        var isScript = IsScript(context);
        var saved = await PutAsync((rules, body) => typed.Edit(rules, body));
        if (saved.IsRefused(out refusal))
            return isScript ? Says(refusal) : await ShowAsync(round, unit, period, context, desk, new() { Typed = typed, Refusal = refusal });
        var view = saved.Answer;
        if (form["act"] != "file" || view.State == SheetState.Conflicting)
            return isScript ? Saved(view, view.Faults.Count) : TypedResults.LocalRedirect(shown.Address + (shown.Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "saved=1");
        // What was saved stands now; the faults stand at its fields.
        var standing = typed with { BasedOn = [.. view.Heads.Select(head => head.Version)] };
        var faults = view.Faults.Count + shown.WithoutReason(typed).Count();
        if (faults > 0 && isScript)
            return Saved(view, faults);
        if (faults > 0)
            return await ShowAsync(round, unit, period, context, desk, new() { Typed = standing, Refusal = new(RefusalCode.NotFileable, "The sheet cannot be filed yet."), WasSaved = true });
        if (!isScript && shown.DoubtsAbout(standing, form) is { } doubts)
            return await ShowAsync(round, unit, period, context, desk, new() { Typed = standing, Doubts = doubts, WasSaved = true });
        var filed = await PutAsync((rules, body) => standing.Edit(rules, body).Select(edit => edit with { File = true }));
        if (filed.IsRefused(out refusal))
            return isScript ? Says(refusal) : await ShowAsync(round, unit, period, context, desk, new() { Typed = standing, Refusal = refusal, WasSaved = true });
        return isScript ? Saved(filed.Answer, 0) : TypedResults.LocalRedirect(shown.Address);

        ValueTask<Outcome<SheetView>> PutAsync(Func<RoundRules, string?, Outcome<SheetEdit>> read) =>
            sheets.SaveAsync(round, unit, context.CallerName, (rules, body) => ValueTask.FromResult(read(rules, body)), context.CallerAccount, cancel);

        static IResult Saved(SheetView view, int faults) => TypedResults.Json(new SavedSheet(
            [.. view.Heads.Select(head => head.Version)], view.Edited, view.State == SheetState.Conflicting, view.Differences.Count, faults, view.State == SheetState.Filed));
    }

    private static async Task<IResult> MergeAsync(string round, string unit, string? period, HttpContext context, InspectionDesk desk, SheetUseCases sheets, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var found = await desk.SheetAsync(round, unit, period, context.CallerAccount, cancel);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var shown = found.Answer;
        if (shown.View is not { State: SheetState.Conflicting } view)
            return TypedResults.LocalRedirect(shown.Address);
        var merge = SheetMerge.Read(form, shown.Criteria);
        if (form.IsResumed)
            return await ShowAsync(round, unit, period, context, desk, new() { Merge = merge });
        if (merge.Open(view).Count > 0)
            return await ShowAsync(round, unit, period, context, desk, new() { Merge = merge, Refusal = new(RefusalCode.BadRequest, "A version is to be chosen for everything that differs.") });
        var saved = await sheets.SaveAsync(
            round, unit, context.CallerName, (rules, body) => ValueTask.FromResult(merge.Edit(view, rules, body)), context.CallerAccount, cancel);
        return saved.IsRefused(out refusal)
            ? await ShowAsync(round, unit, period, context, desk, new() { Merge = merge, Refusal = refusal })
            : TypedResults.LocalRedirect(shown.Address + (shown.Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "saved=1");
    }

    /// <summary>Whether a script of the page has sent the form. It gets JSON instead of a page.</summary>
    internal static bool IsScript(HttpContext context) => context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    /// <summary>The refusal of a form that a script has sent: its code is a word of the API.</summary>
    internal static IResult Says(Refusal refusal) => TypedResults.Json(new FormRefused(RefusalTable.Word(refusal.Code)), statusCode: PageResults.Status(refusal));

    /// <summary>What the script of the page learns from a save.</summary>
    /// <param name="BasedOn">The versions that stand now.</param>
    /// <param name="Own">The version among them that has what was sent; null when a later edit has replaced it.</param>
    /// <param name="Faults">What has to be corrected before the sheet can be filed.</param>
    /// <param name="Filed">Whether what was sent is filed.</param>
    internal sealed record SavedSheet(IReadOnlyList<long> BasedOn, long? Own, bool Conflicting, int Differences, int Faults, bool Filed);

    internal sealed record FormRefused(string Code);
}
