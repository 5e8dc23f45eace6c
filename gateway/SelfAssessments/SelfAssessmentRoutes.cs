using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Gateway.SelfAssessments.Import;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>Self-assessments: written and filed by the unit, reopened by reviewers, public with the result.</summary>
internal static class SelfAssessmentRoutes
{
    public static void MapSelfAssessments(this IEndpointRouteBuilder api)
    {
        var assessment = api.MapGroup("/rounds/{round}/units/{unit}/self-assessment").WithTags("Self-assessment").Refuses(NoSuchRound, NoSuchUnit);
        assessment.MapGet("", ReadAsync).WithSummary("The unit's self-assessment: to the unit as it stands, to staff and after publication to everybody as it was filed")
            .WithDescription("?version= names a version that was filed, or the newest draft.")
            .Refuses(RefusalCode.BadRequest, SignInRequired, NotAllowed, UnitNotYours, NotPublished, NoSuchSelfAssessment, NoSuchVersion).SendsVersion();
        assessment.MapPut("", SaveAsync).RequireRole(Role.Unit).WithSummary("Save a draft, complete or not; the same content again changes nothing")
            .Reads<SelfAssessmentEdit>().Refuses(RefusalCode.BadRequest, UnitNotYours, WrongState, StaleEdit).ReplacesVersion();
        assessment.MapPost("/filing", FileAsync).RequireRole(Role.Unit).WithSummary("File a version of the draft; refused with its faults while there is one")
            .Reads<SelfAssessmentFiling>().Refuses(RefusalCode.BadRequest, UnitNotYours, NoSuchSelfAssessment, WrongState, StaleEdit, NotFileable, TooManyEntries);
        assessment.MapPost("/reopening", ReopenAsync).RequireRole(Role.Reviewer).WithSummary("Give a filed self-assessment back to the unit; items that do not change keep their decisions")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, WrongState, StaleEdit, ConflictOfInterest);
        assessment.MapPost("/import", ImportAsync).RequireRole(Role.Unit)
            .WithSummary("Read a table as people type it; saved only with save=true, and shown with every cell that was read as something else")
            .ReadsFile("text/csv").Refuses(RefusalCode.BadRequest, BodyTooLarge, UnitNotYours, WrongState, StaleEdit).ReplacesVersion();
    }

    private static async Task<Results<Ok<SelfAssessmentView>, RefusalResult>> ReadAsync(string round, string unit, string? version, HttpContext context, SelfAssessmentReading reading)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var wanted = NumberQuery.Read("version", version);
        return wanted.IsRefused(out refusal) ? refusal.ToResult() : Shape(await reading.ReadAsync(round, unit, wanted.Answer, caller.Answer), context);
    }

    private static async Task<Results<Ok<SelfAssessmentView>, RefusalResult>> SaveAsync(
        string round, string unit, HttpContext context, SelfAssessmentUseCases assessments, CancellationToken cancel)
    {
        var matching = VersionTag.SelfAssessment.BasedOn(context.Request);
        if (matching.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadAsync(context.Request, Limits.SelfAssessmentBytes, RefusalCode.BadRequest, SelfAssessmentEdit.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        return Shape(await assessments.SaveAsync(round, unit, body.Answer, matching.Answer, context.CallerAccount, cancel), context);
    }

    private static async Task<Results<Ok<SelfAssessmentView>, RefusalResult>> FileAsync(string round, string unit, HttpContext context, SelfAssessmentUseCases assessments)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, SelfAssessmentFiling.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return Shape(await assessments.FileAsync(round, unit, body.Answer.Version, context.CallerAccount), context);
    }

    private static async Task<Results<Ok<SelfAssessmentView>, RefusalResult>> ReopenAsync(
        string round, string unit, HttpContext context, SelfAssessmentUseCases assessments, CancellationToken cancel)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return Shape(await assessments.ReopenAsync(round, unit, body.Answer.Reason, context.CallerAccount, cancel), context);
    }

    private static async Task<Results<Ok<SelfAssessmentView>, RefusalResult>> ImportAsync(
        string round, string unit, string? format, string? save, HttpContext context, SelfAssessmentImport import, CancellationToken cancel)
    {
        if (format is not (null or "csv" or "xlsx") || save is not (null or "true" or "false"))
            return new Refusal(RefusalCode.BadRequest, "format is csv or xlsx, save is true or false.").ToResult();
        var matching = VersionTag.SelfAssessment.BasedOn(context.Request);
        if (matching.IsRefused(out var refusal))
            return refusal.ToResult();
        return Shape(await import.ReadAsync(round, unit, context.Request, save == "true", matching.Answer, context.CallerAccount, cancel), context);
    }

    private static Results<Ok<SelfAssessmentView>, RefusalResult> Shape(Outcome<SelfAssessmentView> outcome, HttpContext context)
    {
        if (outcome.IsRefused(out var refusal))
            return refusal.ToResult();
        VersionTag.SelfAssessment.Send(context, outcome.Answer.Version);
        return TypedResults.Ok(outcome.Answer);
    }
}
