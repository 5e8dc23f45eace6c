using Evaluation.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Gateway.Rounds;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Complaints;

/// <summary>Exports of complaints: those of a round, and those of all rounds. For staff only; no secret is in them.</summary>
internal static class ComplaintExports
{
    public static void MapComplaintExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/complaints/export", ExportAsync).WithTags("Complaints").RequireRoleAnywhere(ExportRoutes.AssessmentReaders)
            .WithSummary("The complaints that the caller may read in whole, of all rounds, as CSV, XLSX or JSON; no secret is in it").WithDescription(ExportRoutes.ForReaders).Refuses(RefusalCode.BadRequest, RefusalCode.NotAllowed);

    /// <param name="round">Complaints about the units of this round, under whatever code; null for all rounds.</param>
    public static async ValueTask<Outcome<Export>> OpenAsync(string? round, StaffAccount caller, ComplaintUseCases complaints)
    {
        var all = await complaints.ExportAsync(round, caller);
        return all.IsRefused(out var refusal)
            ? refusal
            : new Export(round is null ? "complaints" : $"{round}-complaints", ComplaintRows.Table, all.Answer.Select(one => ComplaintRows.Of(one, Zoned)).ToAsyncEnumerable());
    }

    private static async Task<Results<ExportResult, RefusalResult>> ExportAsync(string? format, string? lang, HttpContext context, ComplaintUseCases complaints)
    {
        if (!ExportRoutes.TryWord(format, "format", ExportFormat.Csv, out var written, out var senseless)
            || !ExportRoutes.TryWord(lang, "lang", ExportLanguage.Zh, out var language, out senseless))
            return senseless!.ToResult();
        return (await OpenAsync(null, context.CallerAccount, complaints)).ToTypedResult(found => new ExportResult(ExportRoutes.For(lang, found, language, "complaints"), written, null, "complaints", isPublic: false));
    }

    private static DateTimeOffset Zoned(DateTimeOffset instant) => instant.In(ComplaintYears.TimeZone);
}
