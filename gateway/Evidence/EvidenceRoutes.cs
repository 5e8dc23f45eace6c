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
            .ReadsForm<EvidenceFields>().CreatesOnce().TakesSessions()
            .Refuses(RefusalCode.WrongState, RefusalCode.TooMuchEvidence, RefusalCode.UnknownFileType, RefusalCode.ConflictOfInterest);
        evidence.MapGet("", ListAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("The evidence about a unit in the order of filing: the unit's own, then that of inspectors and reviewers, which the unit sees from publication on");
        evidence.MapDelete("/{id}", WithdrawAsync).RequireRole(Role.Unit)
            .WithSummary("Withdraw an item before the self-assessment is filed; the file goes when no other item names its content")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, RefusalCode.WrongState, RefusalCode.NoSuchEvidence);
        evidence.MapGet("/index", IndexAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("The evidence as a table, as CSV, XLSX or JSON: number, title, kind, criterion, date, size, SHA-256, and the entries that name it").Refuses(RefusalCode.BadRequest);
        evidence.MapGet("/archive", ArchiveAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("All files with their index as one ZIP, streamed; an archive that breaks off has no end");
        evidence.MapGet("/{id}", FindAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("An item of evidence, with the claims, sheets, checks, facts, adjustments, findings, replies and reports that name it").Refuses(RefusalCode.NoSuchEvidence);
        evidence.MapGet("/{id}/thumbnail", ThumbnailAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A picture as a small JPEG").Refuses(RefusalCode.NoSuchEvidence, RefusalCode.NoThumbnail);
        evidence.MapGet("/{id}/file", ReadAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("The file, always as a download, with its SHA-256 as ETag; a damaged file ends before its announced length").Refuses(RefusalCode.NoSuchEvidence);
    }

    private static async Task<Results<Created<EvidenceView>, RefusalResult>> FileAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence, EvidenceUses uses)
    {
        var filed = await evidence.FileAsync(
            round, unit, () => EvidenceForm.ReceiveAsync(context.Request),
            item => IdempotencyKey.Read(context, context.CallerName, item), context.CallerAccount, context.RequestAborted);
        return await WithUsesAsync(round, unit, context, uses, filed, used => TypedResults.Created(
            $"/api/rounds/{round}/units/{unit}/evidence/{filed.Answer.Id}/file", filed.Answer with { UsedBy = used[filed.Answer.Id] }));
    }

    private static async Task<Results<Ok<EvidenceView[]>, RefusalResult>> ListAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence, EvidenceUses uses) =>
        await ListedAsync(round, unit, context, uses, await evidence.ListAsync(round, unit, context.CallerAccount));

    private static ValueTask<Results<Ok<EvidenceView[]>, RefusalResult>> ListedAsync(
        string round, string unit, HttpContext context, EvidenceUses uses, Outcome<EvidenceView[]> listed) =>
        WithUsesAsync(round, unit, context, uses, listed, used => TypedResults.Ok(listed.Answer.Select(item => item with { UsedBy = used[item.Id] }).ToArray()));

    private static async Task<Results<Ok<EvidenceView>, RefusalResult>> FindAsync(string round, string unit, string id, HttpContext context, EvidenceUseCases evidence, EvidenceUses uses)
    {
        var found = await evidence.ViewAsync(round, unit, id, context.CallerAccount);
        return await WithUsesAsync(round, unit, context, uses, found, used => TypedResults.Ok(found.Answer with { UsedBy = used[id] }));
    }

    /// <summary>The result with the entries that name the evidence, when the caller may read the evidence.</summary>
    private static async ValueTask<Results<TResult, RefusalResult>> WithUsesAsync<TAnswer, TResult>(
        string round, string unit, HttpContext context, EvidenceUses uses, Outcome<TAnswer> read, Func<UsedEvidence, TResult> shape)
        where TResult : IResult =>
        read.IsRefused(out var refusal) ? refusal.ToResult() : (await uses.OfAsync(round, unit, context.CallerAccount)).ToTypedResult(shape);

    private static async Task<Results<EvidenceDownload, RefusalResult>> ReadAsync(string round, string unit, string id, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.FindAsync(round, unit, id, context.CallerAccount)).ToTypedResult(filed => new EvidenceDownload(filed, evidence));

    private static async Task<Results<Ok<EvidenceView[]>, RefusalResult>> WithdrawAsync(
        string round, string unit, string id, HttpContext context, EvidenceUseCases evidence, EvidenceUses uses)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return await ListedAsync(round, unit, context, uses, await evidence.WithdrawAsync(round, unit, id, body.Answer.Reason, context.CallerAccount));
    }

    private static async Task<Results<ExportResult, RefusalResult>> IndexAsync(string round, string unit, string? format, HttpContext context, EvidenceUseCases evidence, EvidenceUses uses)
    {
        var written = ExportFormats.Read(format);
        if (written.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await evidence.ReadAsync(round, unit, context.CallerAccount);
        return await WithUsesAsync(round, unit, context, uses, read, used => new ExportResult(
            new($"{round}-{unit}-evidence", EvidenceRows.Table, EvidenceIndex.Rows(read.Answer.Rules, read.Answer.Filed, used).ToAsyncEnumerable()),
            written.Answer.Format, round, "evidence", isPublic: false));
    }

    private static async Task<Results<EvidenceArchive, RefusalResult>> ArchiveAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence, EvidenceUses uses)
    {
        var read = await evidence.ReadAsync(round, unit, context.CallerAccount);
        return await WithUsesAsync(round, unit, context, uses, read, used => new EvidenceArchive(
            $"{round}-{unit}-evidence", read.Answer.Rules, read.Answer.Filed, EvidenceIndex.Rows(read.Answer.Rules, read.Answer.Filed, used), evidence));
    }

    private static async Task<Results<ThumbnailResult, RefusalResult>> ThumbnailAsync(
        string round, string unit, string id, HttpContext context, EvidenceUseCases evidence, Thumbnails.Thumbnails thumbnails) =>
        (await evidence.FindAsync(round, unit, id, context.CallerAccount)).ToTypedResult(filed => new ThumbnailResult(filed, thumbnails));
}
