using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Evidence;

/// <summary>
/// Evidence: filed by the unit itself, read by the unit and by the round's administrators, inspectors, reviewers and auditors.
/// </summary>
internal static class EvidenceRoutes
{
    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("/rounds/{round}/units/{unit}/evidence").WithTags("Evidence").Refuses(RefusalCode.UnitNotYours, RefusalCode.NoSuchRound, RefusalCode.NoSuchUnit);
        evidence.MapPost("", FileAsync).RequireRole(Role.Unit)
            .WithSummary("File evidence for a claim to points; the same content is one item, however often it is filed")
            .ReadsForm<EvidenceFields>().Refuses(RefusalCode.BadRequest, RefusalCode.WrongState, RefusalCode.TooMuchEvidence, RefusalCode.UnknownFileType);
        evidence.MapGet("", ListAsync).RequireRole([Role.Unit, .. EvidenceUseCases.Readers]).WithSummary("A unit's evidence in the order of filing");
        evidence.MapGet("/{id}/file", ReadAsync).RequireRole([Role.Unit, .. EvidenceUseCases.Readers])
            .WithSummary("The file, always as a download, with its SHA-256 as ETag; a damaged file ends before its announced length").Refuses(RefusalCode.NoSuchEvidence);
    }

    private static async Task<Results<Created<EvidenceView>, RefusalResult>> FileAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence)
    {
        var filed = await evidence.FileAsync(round, unit, () => EvidenceForm.ReceiveAsync(context.Request), context.CallerAccount, context.RequestAborted);
        return filed.ToTypedResult(item => TypedResults.Created($"/api/rounds/{round}/units/{unit}/evidence/{item.Id}/file", item));
    }

    private static async Task<Results<Ok<EvidenceView[]>, RefusalResult>> ListAsync(string round, string unit, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.ListAsync(round, unit, context.CallerAccount)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<EvidenceDownload, RefusalResult>> ReadAsync(string round, string unit, string id, HttpContext context, EvidenceUseCases evidence) =>
        (await evidence.FindAsync(round, unit, id, context.CallerAccount)).ToTypedResult(filed => new EvidenceDownload(filed, evidence));
}
