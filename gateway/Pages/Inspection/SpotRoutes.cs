using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Supervision;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>The forms of spot checks and findings on the page of a unit.</summary>
internal static class SpotRoutes
{
    public static void MapSpotForms(this IEndpointRouteBuilder unit)
    {
        unit.MapPost("/spot-checks", CheckAsync);
        unit.MapPost("/findings", FindAsync);
    }

    private static async Task<IResult> CheckAsync(string round, string unit, HttpContext context, InspectionDesk desk, SupervisionUseCases supervision)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new SpotForm(form["failed"].ToString(), form["on"].ToString().Trim(), InspectionForm.Lines(form["note"].ToString()));
        if (form.IsResumed)
            return await InspectionRoutes.ShowAsync(round, unit, null, context, desk, new() { Check = typed });
        var read = FormBody.Read(NewSpotCheck.Read, RefusalCode.BadRequest, new() { ["failed"] = typed.Failed switch { "true" => true, "false" => false, _ => null }, ["on"] = typed.On, ["note"] = typed.Note });
        if (read.IsRefused(out var refusal))
            return await SayAsync(round, unit, context, desk, new() { Check = typed, Refusal = refusal });
        var key = IdempotencyKey.OfForm(context, form, read.Answer);
        if (await RefuseAsync(round, unit, context, desk) is { } closed)
            return closed.ToResult();
        var entered = await supervision.RecordAsync(round, unit, read.Answer, key, context.CallerAccount);
        return entered.IsRefused(out refusal)
            ? await SayAsync(round, unit, context, desk, new() { Check = typed, Refusal = refusal })
            : Entered(context, $"/inspection/{round}/{unit}#checks");
    }

    private static async Task<IResult> FindAsync(string round, string unit, HttpContext context, InspectionDesk desk, FindingUseCases findings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new FindingForm(InspectionForm.Lines(form["text"].ToString()), form["criterion"].ToString(), form["dueOn"].ToString().Trim(), form["notice"].Contains("true"));
        if (form.IsResumed)
            return await InspectionRoutes.ShowAsync(round, unit, null, context, desk, new() { Finding = typed });
        var read = FormBody.Read(
            NewFinding.Read, RefusalCode.BadRequest, new() { ["text"] = typed.Text, ["criterion"] = typed.Criterion, ["dueOn"] = typed.DueOn, ["notice"] = typed.Notice });
        if (read.IsRefused(out var refusal))
            return await SayAsync(round, unit, context, desk, new() { Finding = typed, Refusal = refusal });
        var key = IdempotencyKey.OfForm(context, form, read.Answer);
        var shown = await desk.SheetAsync(round, unit, null, context.CallerAccount, context.RequestAborted);
        if (shown.IsRefused(out refusal))
            return refusal.ToResult();
        if (!InspectionRoutes.IsScript(context) && DayDoubts.OfDue(form, "inspection.findingDue", shown.Answer.Rules.Period, typed.DueOn) is { } doubts)
            return await SayAsync(round, unit, context, desk, new() { Finding = typed, Doubts = doubts });
        var opened = await findings.OpenAsync(round, unit, read.Answer, key, context.CallerAccount);
        return opened.IsRefused(out refusal)
            ? await SayAsync(round, unit, context, desk, new() { Finding = typed, Refusal = refusal })
            : Entered(context, $"/inspection/{round}/{unit}#{opened.Answer.Id}");
    }

    private static async Task<IResult> SayAsync(string round, string unit, HttpContext context, InspectionDesk desk, SheetAnswer answer) =>
        InspectionRoutes.IsScript(context) ? InspectionRoutes.Says(answer.Refusal!) : await InspectionRoutes.ShowAsync(round, unit, null, context, desk, answer);

    private static IResult Entered(HttpContext context, string address) =>
        InspectionRoutes.IsScript(context) ? TypedResults.Json(new SpotEntered(address)) : TypedResults.LocalRedirect(address);

    /// <summary>The refusal of a unit that the caller does not inspect: these forms stand on the pages of own units only.</summary>
    private static async ValueTask<Refusal?> RefuseAsync(string round, string unit, HttpContext context, InspectionDesk desk) =>
        (await desk.SheetAsync(round, unit, null, context.CallerAccount, context.RequestAborted)).IsRefused(out var refusal) ? refusal : null;

    /// <summary>What a script learns of a form that was entered.</summary>
    /// <param name="Address">Where the entry is shown.</param>
    internal sealed record SpotEntered(string Address);
}
