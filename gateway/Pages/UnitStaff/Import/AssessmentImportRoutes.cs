using System.Net.Mime;
using System.Text;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Gateway.SelfAssessments.Import;

namespace Evaluation.Gateway.Pages.UnitStaff.Import;

/// <summary>
/// Fills a self-assessment from a table: shows what each criterion has and what the table says, and saves it as a draft when the person
/// confirms. Nothing is filed. The form of the confirmation is the one of the self-assessment itself.
/// </summary>
internal static class AssessmentImportRoutes
{
    private const string FileField = "file";

    public static void MapAssessmentImport(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/self-assessment/import", (string round, string unit, HttpContext context, UnitDesk desk) => ShowAsync(round, unit, context, desk));
        unit.MapPost("/self-assessment/import", LookAsync).TakesForms(Limits.SelfAssessmentTableBytes + Limits.EvidenceFormBytes).TakesOneFormAtATime();
        unit.MapGet("/self-assessment/template", TemplateAsync);
    }

    private static async Task<IResult> ShowAsync(string round, string unit, HttpContext context, UnitDesk desk, Refusal? why = null, AssessmentComparison? compared = null)
    {
        var found = await desk.AssessmentAsync(round, unit, context.CallerAccount);
        var status = compared is { IsReadable: false } ? StatusCodes.Status400BadRequest : PageResults.Status(why);
        return found.ToResult(shown => PageResults.Show<AssessmentImportPage>(new { Shown = shown, Refusal = why, Compared = compared }, status));
    }

    private static async Task<IResult> LookAsync(string round, string unit, HttpContext context, UnitDesk desk, SelfAssessmentImport import, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        // A file is not sent again after a sign-in.
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, desk);
        var found = await desk.AssessmentAsync(round, unit, context.CallerAccount);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        if (form.Files.GetFile(FileField) is not { Length: > 0 } file)
            return await ShowAsync(round, unit, context, desk, new Refusal(RefusalCode.BadRequest, "No file was chosen.", ("faults", (IReadOnlyList<Kernel.Reading.Fault>)[new($"/{FileField}", "is missing")])));
        await using var content = file.OpenReadStream();
        var looked = await import.LookAsync(round, unit, content, context.CallerAccount, cancel);
        return looked.IsRefused(out refusal)
            ? await ShowAsync(round, unit, context, desk, refusal)
            : await ShowAsync(round, unit, context, desk, compared: AssessmentComparison.Of(found.Answer, looked.Answer.Table, looked.Answer.View, file.FileName));
    }

    private static async Task<IResult> TemplateAsync(string round, string unit, string? format, HttpContext context, UnitDesk desk, CancellationToken cancel)
    {
        var written = ExportFormats.Read(format);
        if (written.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await desk.AssessmentAsync(round, unit, context.CallerAccount);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        var template = new AssessmentTemplate(SelfAssessmentForm.Of(found.Answer.Rules, found.Answer.View), PageRequest.Of(context));
        var isWorkbook = written.Answer.Format == ExportFormat.Xlsx;
        var content = isWorkbook ? await template.WorkbookAsync(cancel) : Encoding.UTF8.GetBytes(template.Csv());
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(content, isWorkbook ? ExportRoutes.Workbook : $"{MediaTypeNames.Text.Csv}; charset=utf-8", DownloadName.Of($"{round}-{unit}-self-assessment", isWorkbook ? "xlsx" : "csv"));
    }
}
