using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;
using Evaluation.Units.Inspections;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Inspections;

/// <summary>The inspection sheets of a unit: written by their inspectors, reopened by reviewers, public from publication on.</summary>
internal static class SheetRoutes
{
    public static void MapSheets(this IEndpointRouteBuilder api)
    {
        var sheets = api.MapGroup("/rounds/{round}/units/{unit}/inspections").WithTags("Inspection").Refuses(NoSuchRound, NoSuchUnit, UnitNotYours);
        sheets.MapGet("", ReadAsync).WithSummary("The sheets that the caller may see, with claimed, accepted and inspected points side by side").Refuses(SignInRequired, NotAllowed, NotPublished);
        sheets.MapGet("/{inspector}", FindAsync).WithSummary("The sheet of one inspector, to callers who may see it").WithDescription("?period= names the period of a sheet whose criteria have periods.").Refuses(SignInRequired, NotAllowed, NotPublished, NoSuchSheet);
        sheets.MapPut("/{inspector}", SaveAsync).RequireRole(Role.Inspector)
            .WithSummary("Save the caller's own sheet, and file it if asked; an edit that has not seen every version stays beside the others")
            .Reads<SheetBody>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest, NotFileable, TooManyEntries);
        sheets.MapPost("/{inspector}/reopening", ReopenAsync).RequireRole(Role.Reviewer)
            .WithSummary("Let an inspector file once more although points of colleagues can be read; the same again changes nothing")
            .Reads<SheetReopening>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest, SamePerson, NotIndependent, NotConfirmed, NoSuchSheet);
    }

    private static async Task<Results<Ok<UnitInspectionView>, RefusalResult>> ReadAsync(string round, string unit, HttpContext context, SheetUseCases sheets)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await sheets.ReadAsync(round, unit, caller.Answer, context.RequestAborted);
        return read.ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<SheetView>, RefusalResult>> FindAsync(
        string round, string unit, string inspector, string? period, HttpContext context, SheetUseCases sheets)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await sheets.ReadAsync(round, unit, caller.Answer, context.RequestAborted);
        if (read.IsRefused(out refusal))
            return refusal.ToResult();
        return read.Answer.Sheets.FirstOrDefault(sheet => sheet.Inspector == inspector && sheet.Period == period) is { } found
            ? TypedResults.Ok(found)
            : new Refusal(NoSuchSheet, $"There is no sheet of '{inspector}' to read.", ("inspector", inspector)).ToResult();
    }

    private static async Task<Results<Ok<SheetView>, RefusalResult>> SaveAsync(string round, string unit, string inspector, HttpContext context, SheetUseCases sheets)
    {
        var saved = await sheets.SaveAsync(
            round, unit, inspector,
            (rules, assessor) => JsonBody.ReadAsync(context.Request, Limits.SheetBytes, RefusalCode.BadRequest, (body, faults) => SheetReader.Read(body, faults, rules, assessor)),
            context.CallerAccount, context.RequestAborted);
        return saved.ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<SheetView>, RefusalResult>> ReopenAsync(string round, string unit, string inspector, HttpContext context, SheetUseCases sheets)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, SheetReopening.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var reopened = await sheets.ReopenAsync(round, unit, inspector, body.Answer, context.CallerAccount);
        return reopened.ToTypedResult(TypedResults.Ok);
    }
}

/// <summary>The body of an inspection sheet: the whole sheet as the edit leaves it.</summary>
/// <param name="BasedOn">The versions that the edit has seen. If it names every head, the new version replaces them.</param>
/// <param name="Points">By criterion, a number or <c>"na"</c>. Criteria may be missing until filing.</param>
/// <param name="Notes">By criterion.</param>
/// <param name="VisitedAt">When the unit was visited.</param>
/// <param name="Evidence">Ids of evidence.</param>
/// <param name="File">
/// True files the sheet. It then needs points, or <c>"na"</c>, for every criterion of the sheet, with at most two decimals.
/// </param>
/// <param name="Period">The period of the criteria; left out for criteria without periods.</param>
/// <param name="Figures">
/// By criterion whose points follow from a figure, <c>{"value":"0.874","target":"0.9"}</c> or <c>"na"</c>. A share is a fraction of 1.
/// Such a criterion has no points on the sheet.
/// </param>
public sealed record SheetBody(
    IReadOnlyList<long>? BasedOn,
    [property: JsonSchema(Entries.PointsSchema)] IReadOnlyDictionary<string, object>? Points,
    IReadOnlyDictionary<string, string>? Notes, string? Note, DateTimeOffset? VisitedAt, string? Document, IReadOnlyList<string>? Evidence, bool? File, string? Period,
    [property: JsonSchema(SheetBody.FiguresSchema)] IReadOnlyDictionary<string, object>? Figures = null)
{
    /// <summary>The figures of a body, as JSON Schema: numbers may be typed.</summary>
    public const string FiguresSchema = """
        {"type":"object","additionalProperties":{"anyOf":[{"type":"object","required":["value"],"properties":
         {"value":{"type":["number","string"]},"target":{"type":["null","number","string"]}}},{"type":"string","enum":["na"]}]}}
        """;
}

/// <summary>The body of a reopening.</summary>
/// <param name="Period">The period of the sheet; left out for criteria without periods.</param>
public sealed record SheetReopening(string Reason, string? Period = null)
{
    internal static SheetReopening Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("reason", "period");
        return new(fields.Required("reason").Text(Limits.ReasonCharacters, lines: true), fields.Nullable("period").TextOrNull(Limits.SlugCharacters));
    }
}
