using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Supervision;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>The pages of an inspector: the units to visit, the sheet of each, spot checks and findings on the spot.</summary>
internal static class InspectionRoutes
{
    public static void MapInspectionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/inspection", ListAsync).RequireRoleAnywhere(Role.Inspector);
        var unit = pages.MapGroup("/inspection/{round}/{unit}").RequireRole(Role.Inspector);
        unit.MapGet("", (string round, string unit, string? period, string? saved, HttpContext context, InspectionDesk desk) =>
            ShowAsync(round, unit, period, context, desk, new() { WasSaved = saved is not null }));
        unit.MapPost("", SaveAsync);
        unit.MapPost("/merge", MergeAsync);
        unit.MapPost("/spot-checks", CheckAsync);
        unit.MapPost("/findings", FindAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, InspectionDesk desk, CancellationToken cancel) =>
        (await desk.ListAsync(context.CallerAccount, cancel)).ToResult(rounds => PageResults.Show<VisitsPage>(new { Rounds = rounds }));

    private static async Task<IResult> ShowAsync(string round, string unit, string? period, HttpContext context, InspectionDesk desk, SheetAnswer answer)
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
        var isScript = context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);
        var saved = await PutAsync((rules, body) => typed.Edit(rules, body));
        if (saved.IsRefused(out refusal))
            return isScript ? Says(refusal) : await ShowAsync(round, unit, period, context, desk, new() { Typed = typed, Refusal = refusal });
        var view = saved.Answer;
        if (isScript)
            return TypedResults.Json(new SavedSheet([.. view.Heads.Select(head => head.Version)], view.State == SheetState.Conflicting, view.Differences.Count, view.Faults.Count));
        if (form["act"] != "file" || view.State == SheetState.Conflicting)
            return TypedResults.LocalRedirect(shown.Address + (shown.Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "saved=1");
        // What was saved stands now; the faults stand at its fields.
        var standing = typed with { BasedOn = [.. view.Heads.Select(head => head.Version)] };
        if (view.Faults.Count > 0 || shown.WithoutReason(typed).Any())
            return await ShowAsync(round, unit, period, context, desk, new() { Typed = standing, Refusal = new(RefusalCode.NotFileable, "The sheet cannot be filed yet."), WasSaved = true });
        var filed = await PutAsync((rules, body) => standing.Edit(rules, body).Select(edit => edit with { File = true }));
        return filed.IsRefused(out refusal)
            ? await ShowAsync(round, unit, period, context, desk, new() { Typed = standing, Refusal = refusal, WasSaved = true })
            : TypedResults.LocalRedirect(shown.Address);

        ValueTask<Outcome<SheetView>> PutAsync(Func<RoundRules, string?, Outcome<SheetEdit>> read) =>
            sheets.SaveAsync(round, unit, context.CallerName, (rules, body) => ValueTask.FromResult(read(rules, body)), context.CallerAccount, cancel);

        static IResult Says(Refusal refusal) => TypedResults.Json(new SheetRefused(RefusalTable.Word(refusal.Code)), statusCode: PageResults.Status(refusal));
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

    private static async Task<IResult> CheckAsync(string round, string unit, HttpContext context, InspectionDesk desk, SupervisionUseCases supervision)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new SpotForm(form["failed"].ToString(), form["on"].ToString().Trim(), InspectionForm.Lines(form["note"].ToString()));
        if (form.IsResumed)
            return await ShowAsync(round, unit, null, context, desk, new() { Check = typed });
        var read = FormBody.Read(NewSpotCheck.Read, RefusalCode.BadRequest, new() { ["failed"] = typed.Failed switch { "true" => true, "false" => false, _ => null }, ["on"] = typed.On, ["note"] = typed.Note });
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, unit, null, context, desk, new() { Check = typed, Refusal = refusal });
        var key = IdempotencyKey.OfForm(context, form, read.Answer);
        if (await RefuseAsync(round, unit, context, desk) is { } closed)
            return closed.ToResult();
        var entered = await supervision.RecordAsync(round, unit, read.Answer, key, context.CallerAccount);
        return entered.IsRefused(out refusal)
            ? await ShowAsync(round, unit, null, context, desk, new() { Check = typed, Refusal = refusal })
            : TypedResults.LocalRedirect($"/inspection/{round}/{unit}#checks");
    }

    private static async Task<IResult> FindAsync(string round, string unit, HttpContext context, InspectionDesk desk, FindingUseCases findings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new FindingForm(InspectionForm.Lines(form["text"].ToString()), form["criterion"].ToString(), form["dueOn"].ToString().Trim(), form["notice"].Contains("true"));
        if (form.IsResumed)
            return await ShowAsync(round, unit, null, context, desk, new() { Finding = typed });
        var read = FormBody.Read(
            NewFinding.Read, RefusalCode.BadRequest, new() { ["text"] = typed.Text, ["criterion"] = typed.Criterion, ["dueOn"] = typed.DueOn, ["notice"] = typed.Notice });
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, unit, null, context, desk, new() { Finding = typed, Refusal = refusal });
        var key = IdempotencyKey.OfForm(context, form, read.Answer);
        if (await RefuseAsync(round, unit, context, desk) is { } closed)
            return closed.ToResult();
        var opened = await findings.OpenAsync(round, unit, read.Answer, key, context.CallerAccount);
        return opened.IsRefused(out refusal)
            ? await ShowAsync(round, unit, null, context, desk, new() { Finding = typed, Refusal = refusal })
            : TypedResults.LocalRedirect($"/inspection/{round}/{unit}#{opened.Answer.Id}");
    }

    /// <summary>The refusal of a unit that the caller does not inspect: these forms stand on the pages of own units only.</summary>
    private static async ValueTask<Refusal?> RefuseAsync(string round, string unit, HttpContext context, InspectionDesk desk) =>
        (await desk.SheetAsync(round, unit, null, context.CallerAccount, context.RequestAborted)).IsRefused(out var refusal) ? refusal : null;

    /// <summary>What the page's script shows after a save.</summary>
    internal sealed record SavedSheet(IReadOnlyList<long> BasedOn, bool Conflicting, int Differences, int Faults);

    /// <summary>Why a save by the script was refused: a word of the API.</summary>
    internal sealed record SheetRefused(string Code);
}
