using System.Globalization;
using System.Text.Json;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.UnitStaff.Archive;

/// <summary>The archive of a unit's evidence: find, file, and name a file under a criterion.</summary>
internal static class ArchiveRoutes
{
    private const string FileField = "file";

    public static void MapArchive(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/evidence", (string round, string unit, HttpContext context, ArchiveDesk archive) => ShowAsync(round, unit, context, archive));
        unit.MapPost("/evidence", FileAsync).TakesForms(Limits.EvidenceFileBytes + Limits.EvidenceFormBytes).TakesOneFormAtATime();
        unit.MapPost("/evidence/link", LinkAsync);
        unit.MapPost("/evidence/withdrawal", WithdrawAsync);
    }

    private static async Task<IResult> ShowAsync(string round, string unit, HttpContext context, ArchiveDesk archive, Refusal? why = null, IFormCollection? typed = null, string? at = null, string? reason = null)
    {
        var query = ArchiveQuery.Read(context.Request.Query);
        var read = await archive.ReadAsync(round, unit, query, context.CallerAccount);
        return read.ToResult(shown => PageResults.Show<ArchivePage>(
            new { Archive = shown, Refusal = why, Typed = typed, RefusedAt = at, Reason = reason }, PageResults.Status(why)));
    }

    /// <summary>Files a document without a script. What is not stated has the usual value: the name of the file, its kind, today.</summary>
    private static async Task<IResult> FileAsync(string round, string unit, HttpContext context, ArchiveDesk archive, EvidenceUseCases evidence, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, archive, typed: form);
        if (form.Files.GetFile(FileField) is not { Length: > 0 } file)
            return await ShowAsync(round, unit, context, archive, EvidenceForm.Refuse(new Fault($"/{FileField}", "is missing, empty or not the only file")), form);
        var today = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var words = new Dictionary<string, string>
        {
            ["title"] = Text("title") is { Length: > 0 } title ? title : Path.GetFileNameWithoutExtension(file.FileName),
            ["kind"] = file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? "picture" : "document",
            ["date"] = Text("date") is { Length: > 0 } date ? date : today,
        };
        if (Text("criterion") is { Length: > 0 } criterion)
            words["criterion"] = criterion;
        var filed = await evidence.FileAsync(
            round, unit, () => ValueTask.FromResult<Outcome<EvidenceUpload>>(new EvidenceUpload(file.OpenReadStream(), JsonSerializer.SerializeToElement(words), file.FileName)),
            _ => default(CreationKey), context.CallerAccount, cancel);
        if (filed.IsRefused(out var refusal))
            return await ShowAsync(round, unit, context, archive, refusal, form);
        // A file that the unit has filed before keeps what was stated then.
        return (Text("title") is { Length: > 0 } stated && stated != filed.Answer.Title) || (words.TryGetValue("criterion", out var about) && about != filed.Answer.Criterion)
            ? await ShowAsync(round, unit, context, archive, EvidenceForm.Refuse(new Fault($"/{FileField}", $"is filed already as {PlainText.Quoted(filed.Answer.Title)}, with its criterion")), form)
            : TypedResults.LocalRedirect($"/unit/{round}/{unit}/evidence#{filed.Answer.Id}");

        string Text(string name) => form[name].ToString().Trim();
    }

    private static async Task<IResult> LinkAsync(string round, string unit, HttpContext context, ArchiveDesk archive, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, archive);
        var (id, row) = (form["id"].ToString(), int.TryParse(form["row"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
        var (fromRound, fromUnit) = (form["fromRound"].ToString(), form["fromUnit"].ToString());
        var linked = await archive.LinkAsync(round, unit, (fromRound, fromUnit), id, row, context.CallerAccount, cancel);
        return linked.IsRefused(out var refusal)
            ? await ShowAsync(round, unit, context, archive, refusal, at: $"{fromRound}.{id}")
            : TypedResults.LocalRedirect($"{ArchiveQuery.Read(context.Request.Query).Address($"/unit/{round}/{unit}")}#{linked.Answer}");
    }

    private static async Task<IResult> WithdrawAsync(string round, string unit, HttpContext context, ArchiveDesk archive)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = form["id"].ToString();
        if (form.IsResumed)
            return await ShowAsync(round, unit, context, archive);
        var reason = FormReason.Read(form);
        var withdrawn = reason.IsRefused(out var refusal) ? refusal : await archive.WithdrawAsync(round, unit, id, reason.Answer, context.CallerAccount);
        return withdrawn is not null
            ? await ShowAsync(round, unit, context, archive, withdrawn, at: $"{round}.{id}", reason: form["reason"])
            : TypedResults.LocalRedirect(ArchiveQuery.Read(context.Request.Query).Address($"/unit/{round}/{unit}"));
    }
}
