using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.UnitStaff.Archive;
using Evaluation.Gateway.Pages.UnitStaff.Import;
using Evaluation.Gateway.Pages.UnitStaff.Objecting;
using Evaluation.Gateway.Pages.UnitStaff.OwnComplaints;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Targets;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>The pages of a unit's account: what is due, the self-assessment, findings with replies, targets.</summary>
internal static class UnitPageRoutes
{
    public static void MapUnitPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/unit", ListAsync).RequireRoleAnywhere(Role.Unit);
        var unit = pages.MapGroup("/unit/{round}/{unit}").RequireRole(Role.Unit);
        unit.MapGet("", (string round, string unit, string? open, HttpContext context, UnitDesk desk) => HomeAsync(round, unit, context, desk, open: open));
        unit.MapPost("/findings/{finding}/reply", ReplyAsync);
        unit.MapPost("/targets/{target}/progress", ReportAsync);
        unit.MapPost("/targets/signature", SignAsync);
        unit.MapGet("/self-assessment", (string round, string unit, string? saved, HttpContext context, UnitDesk desk) => AssessmentAsync(round, unit, context, desk, wasSaved: saved is not null));
        unit.MapPost("/self-assessment", SaveAsync).TakesForms(Limits.SelfAssessmentFormBytes);
        unit.MapAssessmentImport();
        unit.MapArchive();
        unit.MapObjecting();
        unit.MapOwnComplaints();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IEngine engine, CancellationToken cancel)
    {
        var account = context.CallerAccount;
        var units = new List<OwnUnit>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            if (!Access.Has(account, grain.Key, Role.Unit))
                continue;
            var found = await NewestRounds.FindAsync(engine, grain.Key);
            if (found.IsRefused(out var refusal))
                return refusal.ToResult();
            units.AddRange(found.Answer.Rules.Units.Where(unit => Access.IsUnit(account, grain.Key, unit.Code)).Select(unit => new OwnUnit(found.Answer.View, unit)));
        }
        return units is [var only] ? TypedResults.LocalRedirect(only.Address) : PageResults.Show<OwnUnitsPage>(new { Units = units });
    }

    private static async Task<IResult> HomeAsync(string round, string unit, HttpContext context, UnitDesk desk, Refusal? why = null, string? at = null, UnitEntry? typed = null, string? open = null)
    {
        var found = await desk.ReadAsync(round, unit, context.CallerAccount);
        return found.ToResult(home => PageResults.Show<UnitHomePage>(new { Home = home, Refusal = why, RefusedAt = at, Typed = typed, Open = open }, PageResults.Status(why)));
    }

    private static async Task<IResult> ReplyAsync(string round, string unit, string finding, HttpContext context, UnitDesk desk, FindingUseCases findings)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = UnitEntry.Read(form, "text");
        if (form.IsResumed)
            return await HomeAsync(round, unit, context, desk, at: finding, typed: typed);
        var read = FormBody.Read(NewReply.Read, RefusalCode.BadRequest, new() { ["text"] = typed.Text, ["evidence"] = typed.Evidence });
        if (read.IsRefused(out var refusal))
            return await HomeAsync(round, unit, context, desk, refusal, finding, typed);
        var replied = await findings.ReplyAsync(round, unit, finding, read.Answer, form.BasedOn(), context.CallerAccount);
        return replied.IsRefused(out refusal)
            ? await HomeAsync(round, unit, context, desk, refusal, finding, typed)
            : TypedResults.LocalRedirect(Duty.Opened($"/unit/{round}/{unit}", finding));
    }

    private static async Task<IResult> ReportAsync(string round, string unit, string target, HttpContext context, UnitDesk desk, TargetUseCases targets)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = UnitEntry.Read(form, "note");
        if (form.IsResumed)
            return await HomeAsync(round, unit, context, desk, at: target, typed: typed);
        var read = FormBody.Read(NewProgress.Read, RefusalCode.BadRequest, new() { ["state"] = typed.State, ["note"] = typed.Text, ["evidence"] = typed.Evidence });
        if (read.IsRefused(out var refusal))
            return await HomeAsync(round, unit, context, desk, refusal, target, typed);
        var reported = await targets.ReportAsync(round, unit, target, read.Answer, form.BasedOn(), context.CallerAccount);
        return reported.IsRefused(out refusal)
            ? await HomeAsync(round, unit, context, desk, refusal, target, typed)
            : TypedResults.LocalRedirect(Duty.Opened($"/unit/{round}/{unit}", target));
    }

    private static async Task<IResult> SignAsync(string round, string unit, HttpContext context, UnitDesk desk, TargetUseCases targets)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await HomeAsync(round, unit, context, desk);
        var signed = await targets.SignAsync(round, unit, form.BasedOn(), context.CallerAccount);
        return signed.IsRefused(out var refusal)
            ? await HomeAsync(round, unit, context, desk, refusal, "targets")
            : TypedResults.LocalRedirect($"/unit/{round}/{unit}#targets");
    }

    private static async Task<IResult> AssessmentAsync(
        string round, string unit, HttpContext context, UnitDesk desk, Refusal? why = null, SelfAssessmentForm? typed = null, bool wasSaved = false)
    {
        var found = await desk.AssessmentAsync(round, unit, context.CallerAccount);
        return found.ToResult(shown => PageResults.Show<SelfAssessmentPage>(
            new { Shown = shown, Form = Shown(SelfAssessmentForm.Of(shown.Rules, shown.View)), Refusal = why, WasSaved = wasSaved, IsTyped = typed is not null }, PageResults.Status(why)));

        SelfAssessmentForm Shown(SelfAssessmentForm standing) =>
            typed is null ? standing : why?.Code is RefusalCode.StaleEdit or RefusalCode.Stale ? typed.After(standing) : typed;
    }

    /// <summary>
    /// Saves the form, and files what was saved when the button says so. The script of the page asks for JSON: the new version, the total
    /// and the number of faults, so that it saves while the person types.
    /// </summary>
    private static async Task<IResult> SaveAsync(string round, string unit, HttpContext context, UnitDesk desk, SelfAssessmentUseCases assessments, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var found = await desk.AssessmentAsync(round, unit, context.CallerAccount);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var typed = SelfAssessmentForm.Read(found.Answer.Rules, form);
        if (form.IsResumed)
            return await AssessmentAsync(round, unit, context, desk, typed: typed);
        var isScript = context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);
        var edit = typed.Readable(SelfAssessmentForm.Of(found.Answer.Rules, found.Answer.View));
        if (edit.IsRefused(out refusal))
            return isScript ? Says(refusal) : await AssessmentAsync(round, unit, context, desk, refusal, typed);
        var saved = await assessments.SaveAsync(round, unit, edit.Answer.Edit, null, context.CallerAccount, cancel);
        if (saved.IsRefused(out refusal))
            return isScript ? Says(refusal) : await AssessmentAsync(round, unit, context, desk, refusal, typed);
        var (view, unreadable) = (saved.Answer, edit.Answer.Faults);
        if (isScript)
            return TypedResults.Json(new SavedAnswer(
                view.Version, view.Total, view.Maximum, view.Faults.Count, view.SavedAt,
                [.. unreadable.Select(fault => new UnreadField(SelfAssessmentForm.RowAt(fault.Pointer), typed.Say(PageRequest.Of(context), fault)))],
                [.. view.Faults.Concat(view.Warnings).Select(remark => typed.Said(remark, view, PageRequest.Of(context))).Select(said => new UnreadField(said.Row, said.Text))],
                Marks(SelfAssessmentForm.Of(found.Answer.Rules, view))));
        if (unreadable.Count > 0)
            return await AssessmentAsync(
                round, unit, context, desk, new(RefusalCode.BadRequest, "Some fields cannot be read.", ("faults", unreadable)), typed with { BasedOn = view.Version }, wasSaved: true);
        if (form["act"] != "file")
            return TypedResults.LocalRedirect($"/unit/{round}/{unit}/self-assessment?saved=1");
        var filed = await assessments.FileAsync(round, unit, view.Version, context.CallerAccount);
        // The faults stand at the fields of what was saved.
        return filed.IsRefused(out refusal)
            ? await AssessmentAsync(round, unit, context, desk, refusal, wasSaved: true)
            : TypedResults.LocalRedirect($"/unit/{round}/{unit}/self-assessment");

        static string[] Marks(SelfAssessmentForm saved) => [saved.Seen, .. saved.Rows.Select(row => row.Seen)];

        static IResult Says(Refusal refusal) => TypedResults.Json(new SaveRefused(RefusalTable.Word(refusal.Code)), statusCode: PageResults.Status(refusal));
    }

    /// <summary>What the page's script shows after a save.</summary>
    /// <param name="Unreadable">The fields that were not saved, because they cannot be read.</param>
    /// <param name="Remarks">The faults and warnings of what was saved.</param>
    /// <param name="Seen">The marks of what was saved: first that of the fields beside the rows, then one of each row.</param>
    internal sealed record SavedAnswer(
        long Version, decimal Total, decimal Maximum, int Faults, DateTimeOffset? SavedAt, IReadOnlyList<UnreadField> Unreadable, IReadOnlyList<UnreadField> Remarks, IReadOnlyList<string> Seen);

    /// <summary>A field that cannot be read, or that has a remark.</summary>
    /// <param name="Row">Its row of the form; null for a field of the whole.</param>
    /// <param name="Text">What to do, in the language of the page.</param>
    internal sealed record UnreadField(int? Row, string Text);

    /// <summary>Why a save by the script was refused: a word of the API.</summary>
    internal sealed record SaveRefused(string Code);
}

/// <summary>A unit of a signed-in account in one round.</summary>
public sealed record OwnUnit(RoundView Round, Unit Unit)
{
    public string Address => $"/unit/{Round.Id}/{Unit.Code}";
}
