using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;

namespace Evaluation.Gateway.Evidence;

/// <summary>Evidence: filed by the unit itself, read by the unit and by those who inspect, review, audit and administer the round.</summary>
internal static class EvidenceRoutes
{
    private static readonly Role[] Officials = [Role.Administrator, Role.Inspector, Role.Reviewer, Role.Auditor];

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("/rounds/{round}/units/{unit}/evidence").WithTags("Evidence");
        evidence.MapPost("", FileAsync).RequireRole(Role.Unit)
            .WithSummary("File evidence for a claim to points; the same content is one item, however often it is filed")
            .ReadsForm<EvidenceFields>().Produces<EvidenceView>(StatusCodes.Status201Created)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(503).ProducesProblem(507);
        evidence.MapGet("", ListAsync).RequireRole([Role.Unit, .. Officials]).WithSummary("A unit's evidence in the order of filing")
            .Produces<EvidenceView[]>().ProducesProblem(400).ProducesProblem(404);
        evidence.MapMethods("/{id}/file", [HttpMethods.Get, HttpMethods.Head], ReadAsync).RequireRole([Role.Unit, .. Officials])
            .WithSummary("The file, always as a download, with its SHA-256 as ETag; a damaged file breaks off before its end")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Produces(StatusCodes.Status304NotModified).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    private static async Task<IResult> FileAsync(string round, string unit, HttpContext context, EvidenceDesk desk)
    {
        if (RefuseTo(context, round, unit, []) is { } notTheirs)
            return notTheirs.ToResult();
        var outcome = await desk.FileAsync(round, unit, context.Request, context.CallerName);
        return outcome.ToResult(answer => TypedResults.Created($"/api/rounds/{round}/units/{unit}/evidence/{answer.Filed.Id}/file", EvidenceView.Of(answer.Filed, answer.TimeZone)));
    }

    private static async Task<IResult> ListAsync(string round, string unit, HttpContext context, EvidenceDesk desk)
    {
        if (RefuseTo(context, round, unit, Officials) is { } notTheirs)
            return notTheirs.ToResult();
        var listed = await desk.ListAsync(round, unit);
        return listed.ToResult(list => TypedResults.Ok(list.Filed.Select(filed => EvidenceView.Of(filed, list.TimeZone)).ToArray()));
    }

    private static async Task<IResult> ReadAsync(string round, string unit, string id, HttpContext context, EvidenceDesk desk)
    {
        if (RefuseTo(context, round, unit, Officials) is { } notTheirs)
            return notTheirs.ToResult();
        var listed = await desk.ListAsync(round, unit);
        if (listed.IsRefused(out var refusal))
            return refusal.ToResult();
        if (listed.Answer.Filed.FirstOrDefault(filed => filed.Id == id) is not { } found)
            return new Refusal(RefusalCode.NoSuchEvidence, $"The unit has filed no evidence '{id}'.", ("id", id)).ToResult();
        return new EvidenceDownload(found, desk);
    }

    private static Refusal? RefuseTo(HttpContext context, string round, string unit, Role[] officials)
    {
        var caller = context.CallerAccount;
        return Access.Has(caller, round, officials) || Access.IsUnit(caller, round, unit)
            ? null
            : new(RefusalCode.UnitNotYours, $"'{caller.Name}' files and reads the evidence of its own unit only.", ("unit", unit));
    }
}
