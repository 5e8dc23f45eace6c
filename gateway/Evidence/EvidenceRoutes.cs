using Evaluation.Gateway.Evidence.Archives;
using Evaluation.Gateway.Evidence.Thumbnails;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Results.Exports;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Evidence;

/// <summary>
/// Evidence: filed by the unit itself and by inspectors and reviewers, read by the unit and by the round's staff.
/// </summary>
internal static class EvidenceRoutes
{
    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("/rounds/{round}/units/{unit}/evidence").WithTags("Evidence").Refuses(RefusalCode.UnitNotYours, RefusalCode.NoSuchRound, RefusalCode.NoSuchUnit);
        evidence.MapPost("", FileAsync).RequireRole([Role.Unit, .. EvidenceUseCases.Inspectors])
            .WithSummary("File evidence: a unit to its list, inspectors and reviewers to theirs; the same content is one item of a list, however often it is filed")
            .ReadsForm<EvidenceFields>().CreatesOnce()
            .Refuses(RefusalCode.WrongState, RefusalCode.TooMuchEvidence, RefusalCode.UnknownFileType, RefusalCode.ConflictOfInterest);
        evidence.MapGet("", ListAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("The evidence about a unit in the order of filing: the unit's own, then that of inspectors and reviewers, which the unit sees from publication on");
        evidence.MapDelete("/{id}", WithdrawAsync).RequireRole(Role.Unit)
            .WithSummary("Withdraw an item before the self-assessment is filed; the file goes when no other item names its content")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, RefusalCode.WrongState, RefusalCode.NoSuchEvidence);
        evidence.MapGet("/index", IndexAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("The evidence as a table, as CSV, XLSX or JSON: number, title, kind, criterion, date, size, SHA-256").Refuses(RefusalCode.BadRequest);
        evidence.MapGet("/archive", ArchiveAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("All files with their index as one ZIP, streamed; an archive that breaks off has no end");
        evidence.MapGet("/{id}", FindAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("An item of evidence").Refuses(RefusalCode.NoSuchEvidence);
        evidence.MapGet("/{id}/thumbnail", ThumbnailAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A picture as a small JPEG").Refuses(RefusalCode.NoSuchEvidence, RefusalCode.NoThumbnail);
        evidence.MapGet("/{id}/file", ReadAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("The file, always as a download, with its SHA-256 as ETag; a damaged file ends before its announced length").Refuses(RefusalCode.NoSuchEvidence);
    }

    private static async Task<Results<Created<EvidenceView>, RefusalResult>> FileAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence)
    {
        var filed = await evidence.FileAsync(
            round, unit, () => EvidenceForm.ReceiveAsync(context.Request),
            item => IdempotencyKey.Read(context, context.CallerName, item), context.CallerAccount, context.RequestAborted);
        return filed.ToTypedResult(item => TypedResults.Created($"/api/rounds/{round}/units/{unit}/evidence/{item.Id}/file", item));
    }

    private static async Task<Results<Ok<EvidenceView[]>, RefusalResult>> ListAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.ListAsync(round, unit, context.CallerAccount)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<Ok<EvidenceView>, RefusalResult>> FindAsync(string round, string unit, string id, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.ViewAsync(round, unit, id, context.CallerAccount)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<EvidenceDownload, RefusalResult>> ReadAsync(string round, string unit, string id, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.FindAsync(round, unit, id, context.CallerAccount)).ToTypedResult(filed => new EvidenceDownload(filed, evidence));

    private static async Task<Results<Ok<EvidenceView[]>, RefusalResult>> WithdrawAsync(string round, string unit, string id, HttpContext context, EvidenceUseCases evidence)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await evidence.WithdrawAsync(round, unit, id, body.Answer.Reason, context.CallerAccount)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<ExportResult, RefusalResult>> IndexAsync(string round, string unit, string? format, HttpContext context, EvidenceUseCases evidence)
    {
        var written = ExportFormats.Read(format);
        if (written.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await evidence.ReadAsync(round, unit, context.CallerAccount);
        return read.ToTypedResult(found => new ExportResult(
            new($"{round}-{unit}-evidence", EvidenceRows.Table, EvidenceRows.Of(found.Rules, found.Filed, EvidenceFileName.Of).ToAsyncEnumerable()), written.Answer.Format, round, "evidence", isPublic: false));
    }

    private static async Task<Results<EvidenceArchive, RefusalResult>> ArchiveAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.ReadAsync(round, unit, context.CallerAccount))
            .ToTypedResult(found => new EvidenceArchive($"{round}-{unit}-evidence", found.Rules, found.Filed, evidence));

    private static async Task<Results<ThumbnailResult, RefusalResult>> ThumbnailAsync(
        string round, string unit, string id, HttpContext context, EvidenceUseCases evidence, Thumbnails.Thumbnails thumbnails) =>
        (await evidence.FindAsync(round, unit, id, context.CallerAccount)).ToTypedResult(filed => new ThumbnailResult(filed, thumbnails));
}
